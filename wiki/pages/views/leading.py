"""Where a link leads, for those who follow it while they write."""

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.core.errors import NotFound
from wiki.pages.policy import page_for
from wiki.pages.resolving import meant_by
from wiki.pages.views.blueprint import bp, id_of


@bp.get("/p/<page:ref>/lead")
def lead(ref: str) -> ResponseReturnValue:
    """`to` is a link to a page as it stands in the text: `[[title#heading]]`, or the address of a file beside it."""
    to = request.args.get("to", "")
    url = meant_by(page_for(current_user, id_of(ref)), to)
    if url is None:
        raise NotFound(to)
    return redirect(url, 303)
