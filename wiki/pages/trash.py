"""What lies in the trash, and its end: thirty days after it was thrown away a page is erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.later import later, work
from wiki.pages.beginning import erase_pages
from wiki.pages.models import Page, PageAddress
from wiki.pages.policy import VIEWER
from wiki.pages.tree import ids_below
from wiki.spaces.actions import lock
from wiki.spaces.drafts import open_to
from wiki.spaces.listing import apart
from wiki.spaces.models import Entry, Space, Why
from wiki.spaces.policy import may_enter, readable_to

KEPT = timedelta(days=30)
SWEPT_EVERY = timedelta(days=1)
AT_ONCE = 200


@dataclass(frozen=True)
class Thrown(PageAddress):
    """What somebody threw away in one act: a page, and how many went `below` it."""

    id: int
    title: str
    icon: str
    at: datetime
    by: str | None
    below: int = 0

    @property
    def ends(self) -> datetime:
        """When it is erased."""
        return self.at + KEPT


_THROWN = (
    select(Page.id, Page.title, Page.icon, Page.trashed_at, User.name, Page.parent_id)
    .outerjoin(User, User.id == Page.trashed_by_id)
    .where(Page.trashed_at.is_not(None), Page.id.not_in(apart(Why.FRESH)))
)
_MINE = _THROWN.where(open_to(Page.id, VIEWER))
_ONE_THROWN = (
    _MINE.add_columns(Space).join(Space, Space.id == Page.space_id).where(Page.id == bindparam("page_id"))
).where(readable_to(VIEWER))


def thrown_in(space_id: int, viewer: User) -> list[Thrown]:
    """What this person finds in the trash of a space, the last first; what went along with a page is counted with
    it."""
    found = session.execute(_MINE.where(Page.space_id == space_id), {"viewer_id": viewer.id})
    rows = {row.id: row for row in found}

    def top_of(row_id: int) -> int:
        above = rows.get(rows[row_id].parent_id)
        while above is not None and above.trashed_at == rows[row_id].trashed_at:
            row_id, above = above.id, rows.get(above.parent_id)
        return row_id

    below = dict.fromkeys(rows, -1)
    for row_id in rows:
        below[top_of(row_id)] += 1
    tops = [_thrown(row, below[row.id]) for row in rows.values() if below[row.id] >= 0]
    return sorted(tops, key=lambda thrown: (thrown.at, thrown.id), reverse=True)


def _thrown(row: Row[Any], below: int = 0) -> Thrown:
    return Thrown(row.id, row.title, row.icon, row.trashed_at, row.name, below)


def thrown_page(viewer: User, page_id: int) -> tuple[Thrown, Space]:
    """A page in the trash that this person could read before. Raises NotFound."""
    if not may_enter(viewer):
        raise NotFound(str(page_id))
    row = session.execute(_ONE_THROWN, {"page_id": page_id, "viewer_id": viewer.id}).one_or_none()
    if row is None:
        raise NotFound(str(page_id))
    return _thrown(row), row.Space


def erase_thrown(page: Page) -> None:
    """One page of the trash, and what lies there below it, for good."""
    lock(page.space_id)
    _erase(ids_below(page.id))


def empty_trash(space: Space, by: User) -> None:
    """All that lies in the trash of a space, for good, but for drafts that others made."""
    lock(space.id)
    lies_there = Page.space_id == space.id, Page.trashed_at.is_not(None), open_to(Page.id, by.id, own=True)
    _erase(list(session.scalars(select(Page.id).where(*lies_there))))


@work
def sweep() -> None:
    """Runs once a day. Each space has a turn of its own, so that nobody waits for all of them."""
    for space_id in session.scalars(_due(Entry.space_id).distinct()).all():
        later(erase_what_is_due, space_id=space_id)
    later(sweep, wait=SWEPT_EVERY)


@work
def erase_what_is_due(space_id: int) -> None:
    lock(space_id)
    _erase(list(session.scalars(_due(Entry.id).where(Entry.space_id == space_id))))


def _due(what: InstrumentedAttribute[int]) -> Select[int]:
    return select(what).where(Entry.kind == "page", Entry.trashed_at < now() - KEPT)


def _erase(page_ids: list[int]) -> None:
    """Those of these pages that are in the trash as the database has it now."""
    for some in _in_lots(page_ids):
        gone = select(Entry.id).where(Entry.id.in_(some), Entry.trashed_at.is_not(None))
        erase_pages(list(session.scalars(gone)))


def _in_lots(page_ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(page_ids), AT_ONCE):
        yield page_ids[start : start + AT_ONCE]
