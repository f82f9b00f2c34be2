"""What a browser needs to go on without a network: the worker, what it shows when it has nothing else, fresh tokens for
pages that it kept, and the manifest to install Kring with."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, current_app, g, jsonify, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.live import live_token
from wiki.accounts.queries import the_team
from wiki.core.paths import shipped
from wiki.core.settings import Settings
from wiki.web import csrf
from wiki.web.assets import BUILT
from wiki.web.doors import public

WORKER = "sw.js"
LEFT_OUT = ("KaTeX", "mermaid", "sw-", "compact-")
KEPT_KINDS = (".js", ".css", ".svg", ".woff2")
ICON_SIZES = (192, 512)

# Takes itself away, and all kept pages: for an owner who wants no copies on devices, or when a worker is broken.
# Pages begun on the device stay for their author.
GONE = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("kring-")) await caches.delete(name);
  await self.registration.unregister();
  const opening = indexedDB.open("kring-offline");
  opening.onsuccess = ({ target: { result: db } }) => {
    const names = ["pages", "answers", "about"].filter((name) => db.objectStoreNames.contains(name));
    for (const name of names) db.transaction(name, "readwrite").objectStore(name).clear();
    db.close();
  };
})()));
"""

bp = Blueprint("offline", __name__)


@bp.get("/sw.js")
@public
def worker() -> Response:
    settings: Settings = current_app.config["KRING"]
    script = _script(shipped("static") / "dist") if settings.offline else GONE
    response = Response(script, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=4)
def _script(dist: Path) -> str:
    """The built worker behind the list of what it keeps of this version."""
    names = json.loads((dist / "manifest.json").read_text())
    assets = sorted(BUILT + path.name for path in dist.iterdir() if _is_kept(path))
    version = sha256("\n".join(assets).encode()).hexdigest()[:12]
    return f"self.KRING = {json.dumps({'version': version, 'assets': assets})};\n{(dist / names[WORKER]).read_text()}"


def _is_kept(path: Path) -> bool:
    return path.suffix in KEPT_KINDS and not path.name.startswith(LEFT_OUT)


@bp.get("/-/offline")
@public
def nothing() -> str:
    """What is shown without a network where nothing is kept; of nobody in particular."""
    return render_template("offline.html")


@bp.get("/-/here")
def here() -> Response:
    """Who is signed in, and what a page that was kept on the device needs to speak with the server again."""
    response = jsonify(account=current_user.id, csrf=csrf.token(), live=live_token(g.current_session_id))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    response = jsonify(
        name=the_team().name,
        short_name=the_team().name[:12],
        start_url="/",
        scope="/",
        display="standalone",
        background_color="#fdfefe",
        theme_color="#065c66",
        icons=[_icon(size, purpose) for size in ICON_SIZES for purpose in ("any", "maskable")],
        shortcuts=[
            {"name": _("New page"), "url": url_for("pages.device", new=1)},
            {"name": _("Search"), "url": url_for("pages.device", search=1)},
        ],
    )
    response.mimetype = "application/manifest+json"
    return response


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"/static/app-icons/{purpose}-{size}.png"
    return {"src": name, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
