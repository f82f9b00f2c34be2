"""What may be meant by a name that is being typed into a page; for scripts."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.accounts.groups import groups_like
from wiki.accounts.models import PersonSign
from wiki.pages import suggesting
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.spaces.policy import readers_of

LONGEST = 200


@bp.get("/p/<page:ref>/suggested/pages")
def suggest_pages(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    return jsonify([found._asdict() for found in suggesting.pages_like(current_user, _typed(), page)])


@bp.get("/p/<page:ref>/suggested/headings")
def suggest_headings(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    title = request.args.get("title", "")[:LONGEST]
    return jsonify(suggesting.headings_like(current_user, title, _typed(), page))


@bp.get("/p/<page:ref>/suggested/tags")
def suggest_tags(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    return jsonify(suggesting.tags_like(current_user, _typed(), page.space_id))


@bp.get("/p/<page:ref>/suggested/people")
def suggest_people(ref: str) -> ResponseReturnValue:
    """Colleagues, those who wrote in this page first, then groups; with `readers` only people who may read it."""
    page = page_for(current_user, id_of(ref), to="edit")
    among = readers_of(page.space) if "readers" in request.args else None
    people = suggesting.people_like(current_user, _typed(), page.id, among)
    groups = groups_like(_typed()) if among is None else []
    signs: list[PersonSign] = [*people, *groups]
    return jsonify([{"handle": s.handle, "name": s.name, "initials": s.initials, "slot": s.slot} for s in signs])


def _typed() -> str:
    return request.args.get("q", "")[:LONGEST].strip()
