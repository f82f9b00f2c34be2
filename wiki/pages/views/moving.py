"""Another place or name in the tree, by a form or by hand; what a move does to rights is said before it is made."""

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid, NotFound
from wiki.core.words import order_of
from wiki.pages.actions import move_page, rename_page
from wiki.pages.forms import PlaceForm, siblings
from wiki.pages.models import Page
from wiki.pages.ordering import is_by_title, order_by_hand, order_by_title
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.consequences import said_of
from wiki.pages.views.making import parent_in
from wiki.spaces.drafts import draft_of
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Space, Why
from wiki.spaces.policy import space_for
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in
from wiki.web.undoing import undoable

LAST = "last"


@bp.route("/p/<page:ref>/place", methods=["GET", "POST"])
def place(ref: str) -> ResponseReturnValue:
    page = _movable(ref)
    form = PlaceForm.of(page, current_user)
    said: list[str] = []
    if form.validate_on_submit():
        try:
            if not (said := _to_be_agreed(form, page)):
                _apply(form, page)
                return redirect(f"{page.url}/edit" if why_apart(page.id) is Why.FRESH else page.url, 303)
        except Invalid as error:
            explain(form, error)
    crumbs = stand_in(page.space, page.id)
    status = INVALID if form.errors else 200
    return render_template("pages/place.html", form=form, page=page, space=page.space, crumbs=crumbs, said=said), status


def _movable(ref: str) -> Page:
    page = page_for(current_user, id_of(ref), to="edit")
    if why_apart(page.id) is Why.TEMPLATE or draft_of(page.id) is not None:
        raise NotFound(ref)
    return page


def _to_be_agreed(form: PlaceForm, page: Page) -> list[str]:
    """What the move does to rights, if it leads into another space and that was not said yet."""
    slug, _parent = form.chosen()
    if slug in (page.space.slug, form.agreed.data):
        return []
    form.agreed.data = slug
    return said_of(page.space, space_for(current_user, slug, to="edit"))


def _apply(form: PlaceForm, page: Page) -> None:
    rename_page(current_user, page, form.title.data or "")
    slug, parent_id = form.chosen()
    space = space_for(current_user, slug, to="edit")
    parent = page_for(current_user, parent_id, to="edit") if parent_id else None
    if form.order.data == "keep" and (page.space_id, page.parent_id) == (space.id, parent_id):
        return
    back = _way_back(page)
    before = siblings(space.id, parent_id, page)
    if form.order.data in ("first", "last"):
        back += _by_hand(page, space, parent)
    move_page(current_user, page, space, parent, _after(form.order.data, before, page))
    undoable(_("“%(title)s” is moved.", title=page.title), back)


def _after(order: str, before: list[Page], page: Page) -> Page | None:
    """The sibling the page will follow: none for the first place."""
    if order == "first" or not before:
        return None
    if order == "title":
        return next((s for s in reversed(before) if order_of(s.title) < order_of(page.title)), None)
    return before[-1]


@bp.get("/p/<page:ref>/moves")
def consequences(ref: str) -> ResponseReturnValue:
    """What moving the page to this space does to rights, for the tree that moves it by hand."""
    page = _movable(ref)
    return jsonify(said=said_of(page.space, space_for(current_user, request.args.get("space", ""), to="edit")))


@bp.post("/p/<page:ref>/moves")
def move(ref: str) -> ResponseReturnValue:
    """To the place that `space` (a slug), `parent` (an id, or nothing) and `after` (an id, "last", or nothing) name.
    Within a branch that stands by title, which it does from now on by hand; `order=title` takes that back."""
    page = _movable(ref)
    space = space_for(current_user, request.values.get("space", ""), to="edit")
    parent = parent_in(space, request.values.get("parent"))
    back = _way_back(page)
    beside = siblings(space.id, parent.id if parent else None, page)
    words = _("“%(title)s” is moved.", title=page.title)
    if by_title := _by_hand(page, space, parent):
        words = _(
            "“%(title)s” is moved. The pages here stand as you put them now, no longer by title.", title=page.title
        )
        back += by_title
    move_page(current_user, page, space, parent, _named(request.values.get("after", ""), beside))
    if request.values.get("order") == "title":
        order_by_title(space, parent)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(words=words, undo=back)
    return redirect(page.url, 303)


def _by_hand(page: Page, space: Space, parent: Page | None) -> str:
    """Who puts a page elsewhere within a branch that stands by title wants it to stand as people put it; gives what
    takes that back, or nothing where it was so."""
    stays = (page.space_id, page.parent_id) == (space.id, parent.id if parent else None)
    if not stays or not is_by_title(space, parent):
        return ""
    order_by_hand(space, parent)
    return "&order=title"


def _named(after: str, beside: list[Page]) -> Page | None:
    if after == LAST:
        return beside[-1] if beside else None
    return next((page for page in beside if str(page.id) == after), None)


def _way_back(page: Page) -> str:
    """What to post to for the page to stand where it stands now."""
    space: Space = page.space
    before = [s for s in siblings(space.id, page.parent_id, page) if (s.position, s.id) < (page.position, page.id)]
    after = before[-1].id if before else ""
    return f"{page.url}/moves?space={space.slug}&parent={page.parent_id or ''}&after={after}"
