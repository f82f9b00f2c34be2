"""How a page is named in another's text, for the editor."""

from flask import Response, jsonify, request
from flask_login import current_user

from wiki.pages.naming import reference
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of


@bp.get("/p/<page:ref>/names/<int:target>")
def name(ref: str, target: int) -> Response:
    within = page_for(current_user, id_of(ref))
    page = page_for(current_user, target)
    return jsonify(reference(page, within=within, anchor=request.args.get("anchor", "")[:200]))
