"""A file's bytes, for those who may read its page."""

from urllib.parse import quote

from flask import Response, request
from werkzeug.http import dump_options_header

from wiki.files.models import File, smaller
from wiki.files.policy import file_for
from wiki.files.views.blueprint import bp
from wiki.web.stored import stored
from wiki.web.visitor import visitor

SMALLER_TYPE = "image/webp"
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For whoever opens the address itself: whatever a browser makes of it, it runs nothing and belongs to nobody."""
REVALIDATED = "private, no-cache"
"""The browser may keep it but asks each time, so that a right withdrawn bites at once."""


@bp.get("/f/<int:file_id>/<slug>")
def send(file_id: int, slug: str) -> Response:
    """The id decides, the words are for people. `?w=720` asks for a smaller copy of a picture."""
    file = file_for(visitor(), file_id)
    key, media_type = _asked_for(file, request.args.get("w", type=int))
    response = stored(key, media_type)
    response.headers |= {
        "Content-Disposition": _disposition(file),
        "Content-Security-Policy": POLICY,
        "Cache-Control": REVALIDATED,
    }
    response.make_conditional(request, accept_ranges=True, complete_length=response.content_length)
    return response


def _asked_for(file: File, width: int | None) -> tuple[str, str]:
    if width in file.widths:
        return smaller(file.key, width), SMALLER_TYPE
    return file.key, file.media_type


def _disposition(file: File) -> str:
    """Only what we made ourselves is shown in place. Two names: one in ASCII, one as it is (RFC 6266)."""
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    names = (
        {"filename": plain}
        if plain == file.name
        else {"filename": plain, "filename*": f"UTF-8''{quote(file.name, safe='')}"}
    )
    return dump_options_header("inline" if file.is_picture else "attachment", names)
