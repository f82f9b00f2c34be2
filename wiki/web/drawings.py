"""Mermaid's drawings, made in a frame that can reach nothing. They are an extra: a build may be without them."""

from collections.abc import Collection
from urllib.parse import urljoin

from flask import Blueprint, Response, make_response, render_template, request

from wiki.core.errors import NotFound
from wiki.web.assets import asset_url, is_there
from wiki.web.security import allow_frames

SCRIPT = "mermaid.js"

# Mermaid writes styles into what it draws. The frame has an origin of its own, which knows and reaches nothing.
POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src {script}; style-src 'unsafe-inline'; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'"
)

bp = Blueprint("drawings", __name__)


@bp.get("/-/drawing")
def frame() -> Response:
    if not can_draw():
        raise NotFound(SCRIPT)
    response = make_response(render_template("drawing.html", script=asset_url(SCRIPT)))
    response.headers["Content-Security-Policy"] = POLICY.format(script=urljoin(request.host_url, asset_url(SCRIPT)))
    return response


def can_draw() -> bool:
    """Whether this build knows drawings."""
    return is_there(SCRIPT)


def drawn(needs: Collection[str]) -> bool:
    """Whether a page that needs this shows drawings; if so, it may have frames."""
    if "mermaid" not in needs or not can_draw():
        return False
    allow_frames()
    return True
