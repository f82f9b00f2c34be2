"""The answer to what somebody typed. The index gives ids; which of them this person gets is asked of the database each
time, and everything that is said of a page is read after that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import key_of
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import readable_by
from wiki.search import desk, narrowing
from wiki.search.asking import Query
from wiki.search.documents import findable
from wiki.search.entries import Entry, Kind
from wiki.search.grouping import Group, grouped, standing
from wiki.search.hits import Found, bare_hits, shown
from wiki.search.lifting import NOBODY, Lifted, Near, lift
from wiki.search.parsing import Asked
from wiki.search.spelling import corrected
from wiki.spaces.models import Space

A_PAGE = 10
FURTHEST = 500
"""Hits that can be paged to."""
SPARE = 20
"""Entries asked for beyond those shown, since some may not be readable any more."""
BEST = 50
"""Pages of an answer from which other things follow, such as who knows about it."""
DATED = 1000
"""The best entries, which are then put in order of time."""
FEW = 3
"""Where fewer answer with all words, another word may have been meant."""

Order = Literal["best", "new"]


@dataclass(frozen=True)
class Answer:
    hits: list[Found] = field(default_factory=list)
    more: bool = False
    meant: str | None = None
    """What may have been meant instead: it is found in something that this person may read."""
    ready: bool = True
    lifted: Mapping[int, Lifted] = field(default_factory=dict)
    """By page: why it stands higher than its words alone would have it."""
    best: tuple[int, ...] | None = None
    """On the first page of the best ones: what `best` gives, which need not be asked for again."""


def find(viewer: User, asked: Asked, *, order: Order = "best", start: int = 0, near: Near = NOBODY) -> Answer:
    """A page of hits from `start` on. What people near to the viewer had to do with is lifted a little."""
    start = min(max(start, 0), FURTHEST)
    spaces = narrowing.spaces(viewer, asked)
    try:
        first = order == "best" and not start
        groups, exact = _found(viewer, asked, spaces, order, BEST if first else start + A_PAGE + 1)
        of_itself = _themselves(groups, BEST) if first else None
        groups, lifted = _lift(asked, groups, near) if order == "best" else (groups, {})
        hits = shown(viewer, asked.query, spaces, groups[start : start + A_PAGE])
        meant = corrected(viewer, asked, than=exact) if not start and exact < FEW else None
    except desk.Unready:
        return Answer([*bare_hits(viewer, titled(viewer, asked.words))], ready=False)
    more = len(groups) > start + A_PAGE and start + A_PAGE < FURTHEST
    return Answer(hits, more, meant, lifted=lifted, best=of_itself)


def best(viewer: User, asked: Asked, wanted: int) -> list[int]:
    """Ids of the pages that answer best themselves, of those this person may read. Raises Unready."""
    return list(_themselves(_found(viewer, asked, narrowing.spaces(viewer, asked), "best", wanted)[0], wanted))


def _themselves(groups: Iterable[Group], wanted: int) -> tuple[int, ...]:
    return tuple(group.home for group in groups if group.itself and not group.is_question)[:wanted]


def _found(viewer: User, asked: Asked, spaces: set[int], order: Order, wanted: int) -> tuple[list[Group], int]:
    """Questions and pages this person may read, with what is beside them, in order: those with all words, if there are
    any, then those with one. Says, too, how many there were with all."""
    if asked.query.is_empty:
        groups = _newest(viewer, asked, spaces, wanted) if asked.filters else []
        return groups, len(groups)
    among = narrowing.keys(viewer, asked, spaces) if narrowing.narrows(asked) else None
    if order == "new":
        groups = grouped(standing(viewer, desk.entries(asked.query, spaces, DATED, among)))
        return sorted(groups, key=_when, reverse=True), len(groups)
    groups = _best(viewer, asked.query, spaces, wanted, among)
    exact = len(groups)
    if exact < wanted and asked.is_plain:
        known = {group.home for group in groups}
        loose = _best(viewer, asked.query.loosened(), spaces, wanted + exact, among)
        groups += [group for group in loose if group.home not in known]
    return groups, exact


def _newest(viewer: User, asked: Asked, spaces: set[int], wanted: int) -> list[Group]:
    """What filters alone let through."""
    pages = newest(viewer, list(narrowing.pages(viewer, asked, spaces)), wanted)
    questions = session.scalars(narrowing.questions(viewer, asked, spaces).limit(wanted))
    entries = [*(Entry(Kind.PAGE, id_) for id_ in pages), *(Entry(Kind.QUESTION, id_) for id_ in questions)]
    return sorted(grouped(standing(viewer, entries)), key=_when, reverse=True)[:wanted]


def _when(group: Group) -> tuple[datetime, int]:
    return group.at, group.home


def _best(viewer: User, query: Query, spaces: set[int], wanted: int, among: set[int] | None) -> list[Group]:
    """Asks for more once, should a page with much beside it have taken the room of others."""
    for most in (wanted * desk.BESIDE_A_PAGE + SPARE, wanted * desk.MANY_BESIDE):
        entries = desk.entries(query, spaces, most, among)
        groups = grouped(standing(viewer, entries))
        if len(groups) >= wanted or len(entries) < most:
            break
    return groups


def _lift(asked: Asked, groups: list[Group], near: Near) -> tuple[list[Group], dict[int, Lifted]]:
    if not near or asked.query.is_empty:
        return groups, {}
    by_page = {group.home: group for group in groups}
    called = Page.title_key == key_of(asked.words)
    exact = session.scalars(select(Page.id).where(Page.id.in_(list(by_page)[:A_PAGE]), called))
    order, lifted = lift(list(by_page), set(exact), near)
    return [by_page[page_id] for page_id in order], lifted


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
