"""One page as a file to keep."""

from urllib.parse import quote

from flask import Response

from wiki.core.words import slug_of
from wiki.export import markdown, single
from wiki.export.keeping import places
from wiki.export.views.blueprint import bp
from wiki.pages.policy import page_for
from wiki.web.addresses import id_of
from wiki.web.visitor import visitor

POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@bp.get("/p/<page:ref>/markdown")
def as_markdown(ref: str) -> Response:
    page = page_for(visitor(), id_of(ref))
    return _file(markdown.alone(page, page.content, places.address), f"{slug_of(page.title)}.md", "text/markdown")


@bp.get("/p/<page:ref>/html")
def as_html(ref: str) -> Response:
    """With its pictures inside."""
    page = page_for(visitor(), id_of(ref))
    html = single.page_with_pictures(visitor(), page, page.content, places.address)
    return _file(html, f"{slug_of(page.title)}.html", "text/html")


def _file(data: bytes, name: str, media_type: str) -> Response:
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = "attachment; filename*=UTF-8''" + quote(name)
    response.headers["Content-Security-Policy"] = POLICY
    return response
