"""A picture comes to a comment: it is a file of the page, and has its rights."""

from typing import BinaryIO, cast

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.comments.policy import page_to_comment
from wiki.comments.views.blueprint import bp, id_of
from wiki.core.db import let_go
from wiki.core.errors import Invalid
from wiki.files.actions import add_file, received
from wiki.files.keeping import MB, keeping
from wiki.files.naming import markdown_of
from wiki.web.forms import INVALID
from wiki.web.security import takes_files
from wiki.web.visitor import visitor


@bp.post("/p/<page:ref>/comments/pictures")
@takes_files
def bring_picture(ref: str) -> ResponseReturnValue:
    """The bytes alone. Who may is asked before they are taken in, and again when they are there."""
    viewer = visitor()
    page_to_comment(viewer, id_of(ref))
    let_go()
    try:
        with received(cast(BinaryIO, request.stream), request.args.get("name", "")) as came:
            if came.picture is None:
                raise Invalid("file", "Only pictures can stand in a comment.")
            file = add_file(viewer, page_to_comment(viewer, id_of(ref)).id, came, restores=False)
    except Invalid as error:
        return jsonify(error=_(error.message, limit=keeping.largest // MB)), INVALID
    return jsonify(markdown=markdown_of(file.name, file.url, picture=True)), 201
