from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.routing import BaseConverter

from wiki.web.addresses import id_of

__all__ = ["PageRef", "bp", "id_of", "older_url", "to_page"]

bp = Blueprint("pages", __name__)


class PageRef(BaseConverter):
    """`42-readable-words`: the id decides, the words are for people and may be old."""

    regex = r"\d{1,9}(?:-[^/]*)?"
    part_isolating = True

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


def to_page(url: str) -> Response:
    """Back to the page after an act, never cached as a permanent move."""
    return redirect(url, 303)  # type: ignore[return-value]


def older_url(endpoint: str, **values: object) -> str:
    return url_for(endpoint, **{**(request.view_args or {}), **values})
