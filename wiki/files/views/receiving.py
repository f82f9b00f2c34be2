"""A file comes to a page: the bytes alone from the editor, or in a plain form."""

from typing import BinaryIO, cast

from flask import jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.core.db import let_go
from wiki.core.errors import Invalid
from wiki.files.actions import add_file, received
from wiki.files.keeping import MB, keeping
from wiki.files.models import File
from wiki.files.naming import description_of, markdown_of
from wiki.files.views.blueprint import bp, id_of
from wiki.files.views.listing import show_files
from wiki.pages.policy import page_for
from wiki.web.forms import INVALID
from wiki.web.security import takes_files
from wiki.web.visitor import visitor


@bp.post("/p/<page:ref>/files")
@takes_files
def receive(ref: str) -> ResponseReturnValue:
    """Who may is asked before the bytes are taken in, and again when they are there."""
    viewer = visitor()
    page_for(viewer, id_of(ref), to="edit")
    let_go()
    stream, name = _sent()
    try:
        if stream is None:
            raise Invalid("file", "Choose a file first.")
        with received(stream, name) as came:
            page = page_for(viewer, id_of(ref), to="edit")
            file = add_file(viewer, page.id, came)
    except Invalid as error:
        return _refused(ref, _(error.message, limit=keeping.largest // MB))
    if _from_script():
        return jsonify(_told(file)), 201
    return redirect(f"{page.url}/files?new={file.id}#f{file.id}", 303)


def _from_script() -> bool:
    return request.mimetype == "application/octet-stream"


def _sent() -> tuple[BinaryIO | None, str]:
    if _from_script():
        return cast(BinaryIO, request.stream), request.args.get("name", "")
    sent = request.files.get("file")
    return (cast(BinaryIO, sent.stream), sent.filename) if sent and sent.filename else (None, "")


def _refused(ref: str, message: str) -> ResponseReturnValue:
    if _from_script():
        return jsonify(error=INVALID, message=message), INVALID
    return show_files(page_for(visitor(), id_of(ref), to="edit"), error=message), INVALID


def _told(file: File) -> dict[str, object]:
    return {
        "id": file.id,
        "url": file.url,
        "name": file.name,
        "picture": file.is_picture,
        "description": description_of(file.name) if file.is_picture else file.name,
        "markdown": markdown_of(file.name, file.url, picture=file.is_picture),
    }
