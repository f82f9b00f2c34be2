"""The answer to what somebody typed. The index gives ids; which of them this person gets is asked of the database each
time, and everything that is said of a page is read after that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Row, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import key_of
from wiki.pages.models import Page, PageAddress, PageContent
from wiki.pages.policy import readable_by
from wiki.search import desk, narrowing
from wiki.search.documents import findable
from wiki.search.lifting import NOBODY, Lifted, Near, lift
from wiki.search.parsing import Asked
from wiki.search.passages import Passage
from wiki.search.spelling import corrected
from wiki.spaces.models import Space

A_PAGE = 10
FURTHEST = 500
"""Hits that can be paged to."""
SPARE = 20
"""Ids asked for beyond those shown, since some may not be readable any more."""
DATED = 1000
"""The best hits, which are then put in order of time."""

Order = Literal["best", "new"]


@dataclass(frozen=True)
class Hit(PageAddress):
    id: int
    title: str
    icon: str
    space_name: str
    at: datetime
    summary: str
    passage: Passage

    @property
    def jump(self) -> str:
        """The page at the heading that the passage stands under, with the passage for the browser to mark."""
        said = quote(self.passage.jump, safe="").replace("-", "%2D")
        at = quote(self.passage.anchor) + (f":~:text={said}" if said else "")
        return f"{self.url}#{at}" if at else self.url


@dataclass(frozen=True)
class Answer:
    hits: list[Hit] = field(default_factory=list)
    more: bool = False
    meant: str | None = None
    """What may have been meant instead: it is found in something that this person may read."""
    ready: bool = True
    lifted: Mapping[int, Lifted] = field(default_factory=dict)
    """By page: why it stands higher than its words alone would have it."""


def find(viewer: User, asked: Asked, *, order: Order = "best", start: int = 0, near: Near = NOBODY) -> Answer:
    """A page of hits from `start` on. What people near to the viewer had to do with is lifted a little."""
    start = min(max(start, 0), FURTHEST)
    try:
        ids, exact = _found(viewer, asked, order, start + A_PAGE + 1)
        ids, lifted = _lift(asked, ids, near) if order == "best" else (ids, {})
        hits = _hits(viewer, asked, ids[start : start + A_PAGE])
        meant = corrected(viewer, asked) if not start and not exact else None
    except desk.Unready:
        return Answer(bare_hits(viewer, titled(viewer, asked.words)), ready=False)
    return Answer(hits, len(ids) > start + A_PAGE and start + A_PAGE < FURTHEST, meant, lifted=lifted)


def best(viewer: User, asked: Asked, wanted: int) -> list[int]:
    """Ids of the pages that answer best, of those this person may read. Raises Unready."""
    return _found(viewer, asked, "best", wanted)[0]


def _found(viewer: User, asked: Asked, order: Order, wanted: int) -> tuple[list[int], bool]:
    """Ids of pages this person may read, in order: those with all words, if there are any, then those with one."""
    spaces = narrowing.spaces(viewer, asked)
    pages = narrowing.pages(viewer, asked, spaces) if narrowing.narrows(asked) else None
    if asked.query.is_empty:
        found = newest(viewer, list(pages or ()), wanted) if asked.filters else []
        return found, bool(found)
    most = DATED if order == "new" else wanted + SPARE
    ids = desk.search(asked.query, spaces, most, pages)
    if order == "new":
        found = newest(viewer, ids, wanted)
        return found, bool(found)
    found = readable(viewer, ids)
    exact = bool(found)
    if len(found) < wanted and asked.is_plain:
        loose = desk.search(asked.query.loosened(), spaces, most + len(ids), pages)
        found += readable(viewer, [page_id for page_id in loose if page_id not in set(ids)])
    return found[:wanted], exact


def _lift(asked: Asked, ids: list[int], near: Near) -> tuple[list[int], dict[int, Lifted]]:
    if not near or asked.query.is_empty:
        return ids, {}
    called = Page.title_key == key_of(asked.words)
    exact = session.scalars(select(Page.id).where(Page.id.in_(ids[:A_PAGE]), called))
    return lift(ids, set(exact), near)


def readable(viewer: User, ids: list[int]) -> list[int]:
    """Those of them that this person may find, in the same order."""
    mine = select(Page.id).join(Space, Space.id == Page.space_id)
    allowed = set(session.scalars(mine.where(Page.id.in_(ids), readable_by(viewer), findable()))) if ids else set()
    return [page_id for page_id in ids if page_id in allowed]


def newest(viewer: User, ids: list[int], wanted: int) -> list[int]:
    """The same in order of their last change."""
    if not ids:
        return []
    statement = (
        select(Page.id)
        .join(Space, Space.id == Page.space_id)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(Page.id.in_(ids), readable_by(viewer), findable())
        .order_by(PageContent.updated_at.desc(), Page.id.desc())
        .limit(wanted)
    )
    return list(session.scalars(statement))


def titled(viewer: User, text: str) -> list[int]:
    """What can be said without an index."""
    words = key_of(text).split()
    statement = (
        select(Page.id)
        .join(Space, Space.id == Page.space_id)
        .where(readable_by(viewer), findable(), *(Page.title_key.contains(word, autoescape=True) for word in words))
        .order_by(Page.title_key)
        .limit(A_PAGE)
    )
    return list(session.scalars(statement)) if words else []


def _hits(viewer: User, asked: Asked, ids: list[int]) -> list[Hit]:
    """With the passages that were asked for. Raises Unready."""
    if asked.query.is_empty:
        return bare_hits(viewer, ids)
    shown = _rows(viewer, ids)
    return _as_hits(shown, desk.passages([row.html for row in shown], asked.query))


def bare_hits(viewer: User, ids: list[int]) -> list[Hit]:
    """Without a passage, as far as this person may find them."""
    shown = _rows(viewer, ids)
    return _as_hits(shown, [Passage() for _ in shown])


def _rows(viewer: User, ids: list[int]) -> list[Row[Any]]:
    """Everything about them is read under the reader's right."""
    rows = {
        row.id: row
        for row in session.execute(
            select(
                *(Page.id, Page.title, Page.icon, Space.name.label("space"), PageContent.updated_at),
                *(PageContent.summary, PageContent.html),
            )
            .join(Space, Space.id == Page.space_id)
            .join(PageContent, PageContent.page_id == Page.id)
            .where(Page.id.in_(ids), readable_by(viewer), findable())
        )
    }
    return [rows[page_id] for page_id in ids if page_id in rows]


def _as_hits(rows: list[Row[Any]], passages: list[Passage]) -> list[Hit]:
    return [
        Hit(row.id, row.title, row.icon, row.space, row.updated_at, row.summary, passage)
        for row, passage in zip(rows, passages, strict=True)
    ]
