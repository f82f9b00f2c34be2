"""By title or by hand: the order of what stands below a page, or at the top of a space."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.pages.models import Page
from wiki.pages.ordering import order_by_hand, order_by_title
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of, to_page
from wiki.spaces.models import Space
from wiki.spaces.policy import space_for


@bp.post("/p/<page:ref>/order")
def order_below(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    return _order(page.space, page)


@bp.post("/s/<slug>/order")
def order_top(slug: str) -> ResponseReturnValue:
    return _order(space_for(current_user, slug, to="edit"), None)


def _order(space: Space, parent: Page | None) -> ResponseReturnValue:
    if request.values.get("order") == "title":
        order_by_title(space, parent)
    else:
        order_by_hand(space, parent)
    return to_page(parent.url if parent else space.url)
