"""Drafts: who sees them, and their way into the tree."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.models import User
from wiki.accounts.queries import known_as, person_called
from wiki.core.errors import Invalid, NotAllowed, NotFound
from wiki.editing.drafting import start_as_draft
from wiki.pages import drafts as pages
from wiki.pages.forms import DraftPlaceForm, PersonForm, place_choices
from wiki.pages.models import Page
from wiki.pages.policy import may, page_for
from wiki.pages.suggesting import readers_to_name
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.making import parent_in
from wiki.spaces.drafts import people_of
from wiki.spaces.models import Draft
from wiki.spaces.policy import space_for
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in


@bp.get("/drafts")
def drafts() -> str:
    return render_template("drafts/listed.html", drafts=pages.drafts_of(current_user))


@bp.post("/p/<page:ref>/draft")
def begin_draft(ref: str) -> ResponseReturnValue:
    """What somebody has just begun becomes a draft of theirs."""
    page = page_for(current_user, id_of(ref), to="edit")
    try:
        start_as_draft(current_user, page)
    except Invalid as error:
        flash(_(error.message))
    return redirect(f"{page.url}/edit", 303)


@bp.get("/p/<page:ref>/draft")
def draft(ref: str) -> str:
    page, found = pages.draft_for(current_user, id_of(ref))
    return _sharing(page, found, PersonForm())


def _sharing(page: Page, found: Draft, form: PersonForm) -> str:
    return render_template(
        "drafts/sharing.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        people=people_of(found.id),
        may={"manage": may(current_user, "manage", page)},
        form=form,
        offered=readers_to_name(current_user, page.space),
        me=current_user,
        left_behind=pages.is_left_behind(found),
    )


@bp.post("/p/<page:ref>/draft/people")
def share_draft(ref: str) -> ResponseReturnValue:
    page, found = pages.draft_for(current_user, id_of(ref), to="manage")
    form = PersonForm()
    if form.validate_on_submit():
        try:
            pages.share_draft(page, found, _named(form.person.data or ""))
            return redirect(f"{page.url}/draft", 303)
        except Invalid as error:
            explain(form, error)
    return _sharing(page, found, form), INVALID


def _named(words: str) -> User:
    person = person_called(words)
    if person is None:
        raise Invalid("person", "Nobody is called that. Use the name behind the @, as on the team page.")
    return person


@bp.post("/p/<page:ref>/draft/people/<handle>/removal")
def unshare_draft(ref: str, handle: str) -> ResponseReturnValue:
    """By who made it, for anybody; by others for themselves."""
    page, found = pages.draft_for(current_user, id_of(ref))
    leaves = handle == current_user.handle
    if not leaves and not may(current_user, "manage", page):
        raise NotAllowed("manage", page)
    person = known_as(handle)
    if person is None:
        raise NotFound(handle)
    try:
        pages.unshare_draft(page, found, person)
    except Invalid as error:
        flash(_(error.message))
        leaves = False
    return redirect("/drafts" if leaves else f"{page.url}/draft", 303)


@bp.route("/p/<page:ref>/draft/place", methods=["GET", "POST"])
def publish_draft(ref: str) -> ResponseReturnValue:
    """Into the tree, for all who read the space."""
    page, found = pages.draft_for(current_user, id_of(ref), to="manage")
    space = space_for(current_user, page.space.slug, to="edit")
    under = pages.place_of(found)
    form = DraftPlaceForm(parent=str(under.id) if under and under.space_id == space.id else "")
    form.parent.choices = place_choices(space)
    if form.validate_on_submit():
        try:
            pages.publish_draft(current_user, page, found, parent_in(space, form.parent.data))
            flash(_("“%(title)s” stands in the tree now.", title=page.title))
            return redirect(page.url, 303)
        except Invalid as error:
            explain(form, error)
    crumbs = stand_in(page.space, page.id)
    more = {"size": pages.size_of(page), "crumbs": crumbs}
    return render_template("drafts/place.html", form=form, page=page, space=space, **more), (
        INVALID if form.errors else 200
    )
