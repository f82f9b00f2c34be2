"""Whose a draft is: handed over by its maker, or taken over once their account is gone."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.queries import known_as
from wiki.core.errors import Invalid, NotFound
from wiki.pages import drafts
from wiki.pages.views.blueprint import bp, id_of
from wiki.spaces.policy import space_for


@bp.post("/p/<page:ref>/draft/maker")
def hand_over_draft(ref: str) -> ResponseReturnValue:
    page, found = drafts.draft_for(current_user, id_of(ref), to="manage")
    person = known_as(request.form.get("person", ""))
    if person is None:
        raise NotFound("person")
    try:
        drafts.hand_over_draft(page, found, person)
        flash(_("The draft is %(name)s’s now.", name=person.name))
    except Invalid as error:
        flash(_(error.message))
    return redirect(f"{page.url}/draft", 303)


@bp.post("/p/<page:ref>/draft/taking")
def take_over_draft(ref: str) -> ResponseReturnValue:
    """By one of those who write it."""
    page, found = drafts.draft_for(current_user, id_of(ref))
    try:
        drafts.take_over_draft(current_user, page, found)
    except Invalid as error:
        flash(_(error.message))
    return redirect(f"{page.url}/draft", 303)


@bp.post("/s/<slug>/drafts/<int:draft_id>/taking")
def take_over_left_behind(slug: str, draft_id: int) -> ResponseReturnValue:
    """By who manages the space, though nobody shared it with them."""
    space = space_for(current_user, slug, to="manage")
    page, found = drafts.left_behind_for(space, draft_id)
    drafts.take_over_draft(current_user, page, found)
    return redirect(f"{page.url}/draft", 303)
