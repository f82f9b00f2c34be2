"""Ask for a space, or all one may read, as a zip; see how far it is; and take it."""

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wsgi import wrap_file

from wiki.core.db import let_go, session
from wiki.core.errors import Invalid, NotFound
from wiki.export.actions import ask, file_of, remove
from wiki.export.models import Kind, Takeout
from wiki.export.policy import takeout_for, takeouts_of
from wiki.export.views.blueprint import bp
from wiki.files.resolving import size_in_words
from wiki.spaces.models import Space
from wiki.spaces.policy import space_for
from wiki.web.side import stand_in

LOOK_AGAIN_S = "4"


@bp.route("/export", methods=["GET", "POST"])
def everything() -> ResponseReturnValue:
    return _page(None)


@bp.route("/s/<slug>/export", methods=["GET", "POST"])
def space(slug: str) -> ResponseReturnValue:
    found = space_for(current_user, slug)
    stand_in(found)
    return _page(found)


def _page(space: Space | None) -> ResponseReturnValue:
    here = f"{space.url}/export" if space else "/export"
    if request.method == "POST":
        _begin(space)
        return redirect(here, 303)
    takeouts = takeouts_of(current_user, space)
    response = Response(render_template("export/asked.html", space=space, here=here, rows=list(map(_row, takeouts))))
    if any(not takeout.made_at and not takeout.failed for takeout in takeouts):
        response.headers["Refresh"] = LOOK_AGAIN_S
    return response


def _begin(space: Space | None) -> None:
    kind = request.form.get("kind", "")
    try:
        ask(current_user, space, Kind(kind) if kind in set(Kind) else Kind.MARKDOWN)
    except Invalid as error:
        flash(_(error.message))


def _row(takeout: Takeout) -> dict[str, object]:
    return {
        "id": takeout.id,
        "name": f"{takeout.name}.zip",
        "site": takeout.kind == Kind.SITE,
        "url": f"/export/{takeout.id}/{takeout.name}.zip" if takeout.made_at else None,
        "size": size_in_words(takeout.size),
        "failed": takeout.failed,
        "percent": round(takeout.share * 100),
    }


@bp.get("/export/<int:takeout_id>/<name>")
def take(takeout_id: int, name: str) -> Response:
    """The id decides, the name is for people."""
    takeout = takeout_for(current_user, takeout_id)
    file, label = file_of(takeout), takeout.name
    let_go()
    try:
        size, stream = file.stat().st_size, file.open("rb")
    except FileNotFoundError as error:
        raise NotFound(name) from error
    response = Response(wrap_file(request.environ, stream), mimetype="application/zip", direct_passthrough=True)
    response.content_length = size
    response.headers["Content-Disposition"] = f'attachment; filename="{label.encode("ascii", "replace").decode()}.zip"'
    return response


@bp.post("/export/<int:takeout_id>/removal")
def drop(takeout_id: int) -> ResponseReturnValue:
    takeout = takeout_for(current_user, takeout_id)
    there = session.get(Space, takeout.space_id) if takeout.space_id else None
    remove(takeout)
    return redirect(f"{there.url}/export" if there else "/export", 303)
