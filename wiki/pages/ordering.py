"""The order of a branch: as people put its pages, or by title, which holds for those that come later, too.

`position` says it in both cases, so whoever reads the tree asks nothing more.
"""

from bisect import bisect_right

from sqlalchemy import select

from wiki.core.db import session
from wiki.core.words import order_of
from wiki.pages.actions import STEP
from wiki.pages.models import Page
from wiki.spaces.actions import lock
from wiki.spaces.models import Space

NARROW = 1e-6
"""Two positions nearer than this leave no room between them."""


def order_by_title(space: Space, parent: Page | None) -> None:
    """From now on the pages directly below `parent` (None: at the top of the space) stand by title."""
    lock(space.id)
    (parent or space).by_title = True
    session.flush()
    _number(sorted(_beside(space.id, parent.id if parent else None), key=lambda page: (order_of(page.title), page.id)))


def order_by_hand(space: Space, parent: Page | None) -> None:
    """They stay where they are, and each where somebody puts it."""
    lock(space.id)
    (parent or space).by_title = False


def is_by_title(space: Space, parent: Page | None) -> bool:
    return (parent or space).by_title


def keep_in_order(page: Page) -> None:
    """Put the page where its title belongs, if its branch stands by title."""
    parent = session.get(Page, page.parent_id) if page.parent_id else None
    if not is_by_title(session.get_one(Space, page.space_id), parent):
        return
    others = [one for one in _beside(page.space_id, page.parent_id) if one.id != page.id]
    place = bisect_right([order_of(one.title) for one in others], order_of(page.title))
    before = others[place - 1].position if place else None
    behind = others[place].position if place < len(others) else None
    if before is not None and behind is not None and behind - before < NARROW:
        _number([*others[:place], page, *others[place:]])
    else:
        page.position = _between(before, behind)


def _between(before: float | None, behind: float | None) -> float:
    if before is None:
        return STEP if behind is None else behind - STEP
    return before + STEP if behind is None else (before + behind) / 2


def _beside(space_id: int, parent_id: int | None) -> list[Page]:
    there = Page.space_id == space_id, Page.parent_id == parent_id, Page.trashed_at.is_(None)
    return list(session.scalars(select(Page).where(*there).order_by(Page.position, Page.id)))


def _number(pages: list[Page]) -> None:
    for number, page in enumerate(pages):
        page.position = (number + 1) * STEP
