"""Another place or name in the tree."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.core.errors import Invalid, NotFound
from wiki.pages.actions import move_page, rename_page
from wiki.pages.forms import PlaceForm, siblings
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Why
from wiki.spaces.policy import space_for
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in


@bp.route("/p/<page:ref>/place", methods=["GET", "POST"])
def place(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    why = why_apart(page.id)
    if why is Why.TEMPLATE:
        raise NotFound(ref)
    form = PlaceForm.of(page, current_user)
    if form.validate_on_submit():
        try:
            _apply(form, page)
            return redirect(f"{page.url}/edit" if why is Why.FRESH else page.url, 303)
        except Invalid as error:
            explain(form, error)
    crumbs = stand_in(page.space, page.id)
    status = INVALID if form.errors else 200
    return render_template("pages/place.html", form=form, page=page, space=page.space, crumbs=crumbs), status


def _apply(form: PlaceForm, page: Page) -> None:
    rename_page(current_user, page, form.title.data or "")
    slug, parent_id = form.chosen()
    space = space_for(current_user, slug, to="edit")
    parent = page_for(current_user, parent_id, to="edit") if parent_id else None
    if form.order.data == "keep" and (page.space_id, page.parent_id) == (space.id, parent_id):
        return
    before = siblings(space.id, parent_id, page)
    move_page(current_user, page, space, parent, _after(form.order.data, before, page))


def _after(order: str, before: list[Page], page: Page) -> Page | None:
    """The sibling the page will follow: none for the first place."""
    if order == "first" or not before:
        return None
    if order == "title":
        return next((s for s in reversed(before) if s.title_key < page.title_key), None)
    return before[-1]
