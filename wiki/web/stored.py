"""Bytes from the store as an answer. Who may have them is asked before."""

from flask import Response, request
from werkzeug.wsgi import wrap_file

from wiki.core.db import let_go
from wiki.core.errors import NotFound
from wiki.files.keeping import keeping


def stored(key: str, media_type: str) -> Response:
    """The database is not needed for as long as they take. Raises NotFound."""
    let_go()
    try:
        size, stream = keeping.store.size(key), keeping.store.open(key)
    except FileNotFoundError as error:
        raise NotFound(key) from error
    response = Response(wrap_file(request.environ, stream), mimetype=media_type, direct_passthrough=True)
    response.content_length = size
    response.set_etag(key)
    return response
