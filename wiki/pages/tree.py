"""The page tree as the sidebar shows it: the way down to one page, opened, and nothing else loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, exists, literal, select, tuple_
from sqlalchemy.orm import aliased

from wiki.core.db import session
from wiki.pages.models import Page, PageAddress
from wiki.spaces.listing import is_listed

DEEPEST = 100


@dataclass(eq=False)
class Item(PageAddress):
    """One line of the tree; `children` are loaded only where it is open. Equal to nothing but itself."""

    id: int
    title: str
    has_children: bool
    icon: str = ""
    current: bool = False
    children: list["Item"] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return bool(self.children)


@dataclass(frozen=True, slots=True)
class Step(PageAddress):
    """One step of the way down to a page, or any page named by a link."""

    id: int
    title: str
    icon: str = ""


PageRow = Row[int, int | None, str, str, bool]


def branch(
    space_id: int, parent_id: int | None, here: int | None = None, *, after: int | None = None, most: int | None = None
) -> list[Item]:
    """The pages directly under one page, or at the top of the space (None), in their order; `here`: as they are seen
    by who may read that page. `after`: those behind this one, `most` of them."""
    which = Page.parent_id == parent_id
    if after is not None:
        place = select(Page.position).where(Page.id == after).scalar_subquery()
        which &= tuple_(Page.position, Page.id) > tuple_(place, literal(after))
    return [_item(row) for row in _rows(space_id, which, here, most)]


class Around(NamedTuple):
    """The tree seen from one page: the top of the space with the way to the page opened, that way from the top down,
    and what stands directly below the page."""

    tops: list[Item]
    way: list[Step]
    below: list[Item]


def tree_around(space_id: int, page_id: int | None, open_too: Sequence[int] = ()) -> Around:
    """The tree seen from a page, or (None) from the space itself, with these branches open besides. One that has just
    been begun is seen from itself."""
    above = ancestors(page_id) if page_id is not None else []
    way = [page_id, *(step.id for step in above)] if page_id is not None else []
    opened = Page.parent_id.is_(None) | Page.parent_id.in_([*way, *open_too])
    rows = _rows(space_id, opened, here=page_id)
    items = {row.id: _item(row) for row in rows}
    tops: list[Item] = []
    for row in rows:
        if row.parent_id is None:
            tops.append(items[row.id])
        elif row.parent_id in items:  # within a branch that is closed, one that was left open stays unseen
            items[row.parent_id].children.append(items[row.id])
    if page_id is None:
        return Around(tops, [], [])
    below = items[page_id].children if page_id in items else []
    if page_id in items:
        items[page_id].current = True
    return Around(tops, above, below)


def ancestors(page_id: int) -> list[Step]:
    """The pages above this one, from the top down."""
    way = select(Page.id, Page.parent_id, Page.title, Page.icon).where(Page.id == page_id).cte("way", recursive=True)
    upper = aliased(Page)
    way = way.union(select(upper.id, upper.parent_id, upper.title, upper.icon).where(upper.id == way.c.parent_id))
    rows = {row.id: row for row in session.execute(select(way).limit(DEEPEST))}
    steps: list[Step] = []
    parent_id = rows[page_id].parent_id if page_id in rows else None
    while parent_id in rows and len(steps) < DEEPEST:
        row = rows[parent_id]
        steps.append(Step(row.id, row.title, row.icon))
        parent_id = row.parent_id
    return steps[::-1]


def ids_below(page_id: int) -> list[int]:
    """The page's own id and those of all pages below it, trashed ones too."""
    below = select(Page.id).where(Page.id == page_id).cte("below", recursive=True)
    lower = aliased(Page)
    below = below.union(select(lower.id).where(lower.parent_id == below.c.id))
    return list(session.scalars(select(below.c.id)))


def listed_below(page: Page) -> list[tuple[int, int]]:
    """(page, the one it stands below) for all that stands below this page in the tree, upper ones first."""
    ids = ids_below(page.id)
    shown = Page.trashed_at.is_(None), is_listed(Page.id), Page.id != page.id
    rows = session.execute(
        select(Page.id, Page.parent_id).where(Page.id.in_(ids), *shown).order_by(Page.position, Page.id)
    )
    under: dict[int | None, list[int]] = {}
    for id_, parent_id in rows:
        under.setdefault(parent_id, []).append(id_)
    found, waiting = [], [page.id]
    while waiting:
        parent_id = waiting.pop(0)
        found += [(id_, parent_id) for id_ in under.get(parent_id, [])]
        waiting += under.get(parent_id, [])
    return found


def whole_tree(space_id: int) -> list[tuple[int, Item]]:
    """Every page of a space with its depth, in reading order: for choosing a place."""
    rows = _rows(space_id, Page.id.is_not(None))
    under: dict[int | None, list[PageRow]] = {}
    for row in rows:
        under.setdefault(row.parent_id, []).append(row)
    found: list[tuple[int, Item]] = []
    waiting = [(0, row) for row in reversed(under.get(None, []))]
    while waiting:
        depth, row = waiting.pop()
        found.append((depth, _item(row)))
        waiting += [(depth + 1, lower) for lower in reversed(under.get(row.id, []))]
    return found


def _rows(space_id: int, which: ColumnElement[bool], here: int | None = None, most: int | None = None) -> list[PageRow]:
    lower = aliased(Page, flat=True)
    below = lower.parent_id == Page.id, lower.trashed_at.is_(None), is_listed(lower.id, here)
    has_children = exists(select(lower.id).where(*below))
    statement = (
        select(Page.id, Page.parent_id, Page.title, Page.icon, has_children.label("has_children"))
        .where(Page.space_id == space_id, Page.trashed_at.is_(None), is_listed(Page.id, here), which)
        .order_by(Page.position, Page.id)
    )
    return list(session.execute(statement.limit(most)))


def _item(row: PageRow) -> Item:
    return Item(row.id, row.title, row.has_children, row.icon)
