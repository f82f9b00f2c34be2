"""Pages within pages: what `![[…]]` holds a place for is put in when somebody reads it, as far as that person may.

The HTML of a page is kept once for all its readers, so it holds places alone. They are filled level by level with one
query each, however many there are; who may not read what belongs there sees what they would see if it did not exist.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.markup.pieces import MARK, Place, piece_of, places_in
from wiki.pages.models import Page, PageAddress, PageContent
from wiki.pages.policy import VIEWER
from wiki.spaces.drafts import open_to
from wiki.spaces.listing import is_listed
from wiki.spaces.models import DraftEntry, Space
from wiki.spaces.policy import may_enter, readable_to

DEEPEST = 3
MOST = 20
MOST_HOSTS = 40
LONGEST, LONGEST_IN_ALL = 150_000, 400_000
"""Characters of HTML: what is longer is only linked to."""


@dataclass(frozen=True)
class Words:
    """What is said in place of a page that is not put in."""

    circle: str
    deep: str
    many: str
    long: str
    absent: str

    @classmethod
    def of(cls, _: Callable[[str], str]) -> "Words":
        """In the language that this translates into."""
        return cls(
            circle=_("It stands around this place already."),
            deep=_("Too many pages stand within one another here."),
            many=_("So many pages are put in here that this one is only linked to."),
            long=_("It is too long to be put in here."),
            absent=_("It has no such heading."),
        )


@dataclass(frozen=True)
class Source(PageAddress):
    """A page that may be put in."""

    id: int
    title: str
    icon: str
    needs: list[str]
    epoch: int
    seq: int
    size: int
    html: str


class Filled(NamedTuple):
    """`sources` are the pages that were put in, with the place in its log at which each was."""

    html: str
    needs: frozenset[str]
    sources: tuple[tuple[int, int, int], ...]


@dataclass
class _Host:
    """The page that is read, and what was put into it so far."""

    room: int = LONGEST_IN_ALL
    count: int = 0
    used: dict[int, Source] = field(default_factory=dict)

    def fits(self, source: Source) -> bool:
        return source.size <= min(LONGEST, self.room)

    def take(self, source: Source) -> None:
        self.count += 1
        self.room -= source.size
        self.used[source.id] = source


@dataclass
class _Part:
    """HTML with what is put into its places; `chain` are the pages around it, itself included."""

    host: _Host
    html: str
    chain: tuple[int, ...]
    before: str = ""
    put: list["str | _Part"] = field(default_factory=list)

    @cached_property
    def places(self) -> list[Place]:
        return places_in(self.html)

    def whole(self) -> str:
        pieces, at = [], 0
        for place, put in zip(self.places, self.put, strict=True):
            pieces += [
                self.html[at : place.start],
                put if isinstance(put, str) else f"{put.before}{put.whole()}</div>\n",
            ]
            at = place.end
        return "".join([*pieces, self.html[at:]])


_ALL = (
    select(
        *(Page.id, Page.title, Page.icon, PageContent.needs, PageContent.epoch, PageContent.seq),
        func.length(PageContent.html),
        case((Page.id.in_(bindparam("shown", expanding=True)), func.substr(PageContent.html, 1, LONGEST)), else_=""),
    )
    .join(PageContent, PageContent.page_id == Page.id)
    .join(Space, Space.id == Page.space_id)
    .where(Page.id.in_(bindparam("ids", expanding=True)), Page.trashed_at.is_(None))
)
_LISTED = _ALL.where(is_listed(Page.id))
_READABLE = _ALL.where(
    is_listed(Page.id) | Page.id.in_(select(DraftEntry.entry_id)), open_to(Page.id, VIEWER), readable_to(VIEWER)
)


def filled(pages: Mapping[int, str], viewer: User | None, words: Words) -> dict[int, Filled]:
    """The HTML of these pages, by their numbers, as this person reads it (None: whoever runs the wiki, who takes all of
    it). At most one query more than pages may stand within one another."""
    roots = {page_id: _Part(_Host(), html, (page_id,)) for page_id, html in pages.items()}
    level = list(roots.values())
    for depth in range(DEEPEST + 1):
        level = _fill(level, viewer, words, deep=depth == DEEPEST)
    return {page_id: _filled(root) for page_id, root in roots.items()}


def with_places_for_others(page_ids: Sequence[int]) -> dict[int, str]:
    """The HTML of those of these pages that others are put into. Ask before whether they may be read."""
    held = (
        select(PageContent.page_id, PageContent.html)
        .where(PageContent.page_id.in_(page_ids), PageContent.html.contains(MARK))
        .limit(MOST_HOSTS)
    )
    return dict(session.execute(held).all())


def _filled(root: _Part) -> Filled:
    used = root.host.used.values()
    needs = frozenset(need for source in used for need in source.needs)
    return Filled(root.whole(), needs, tuple(sorted((source.id, source.epoch, source.seq) for source in used)))


def _fill(level: Sequence[_Part], viewer: User | None, words: Words, *, deep: bool) -> list[_Part]:
    """Fill the places of these; gives what was put in, which may have places of its own."""
    asked = {place.page for part in level for place in part.places}
    sources = _sources(asked, set() if deep else _next(level), viewer)
    for part in level:
        part.put = [_put(part, place, sources.get(place.page), words, deep) for place in part.places]
    return [put for part in level for put in part.put if isinstance(put, _Part)]


def _next(level: Sequence[_Part]) -> set[int]:
    """The pages that may be put in before a host has as many as it takes."""
    free = {id(part.host): MOST - part.host.count for part in level}
    pages: set[int] = set()
    for part in level:
        places = part.places[: free[id(part.host)]]
        free[id(part.host)] -= len(places)
        pages |= {place.page for place in places}
    return pages


def _put(part: _Part, place: Place, source: Source | None, words: Words, deep: bool) -> str | _Part:
    if source is None:
        return f"<p{place.attributes}>{place.link}</p>\n"
    if why := _why_not(part, source, words, deep):
        return _said(place, source, why)
    part.host.take(source)
    piece = piece_of(source.html, place.section, f"e{part.host.count}-", source.url)
    if piece is None:
        return _said(place, source, words.absent)
    return _Part(part.host, piece, (*part.chain, source.id), before=_head(place, source))


def _why_not(part: _Part, source: Source, words: Words, deep: bool) -> str:
    if source.id in part.chain:
        return words.circle
    if deep or part.host.count >= MOST:
        return words.deep if deep else words.many
    return "" if part.host.fits(source) else words.long


def _sources(ids: set[int], shown: set[int], viewer: User | None) -> dict[int, Source]:
    if not ids or (viewer and not may_enter(viewer)):
        return {}
    asked = {"ids": list(ids), "shown": list(shown)}
    rows = (
        session.connection().execute(_READABLE, asked | {"viewer_id": viewer.id})
        if viewer
        else session.connection().execute(_LISTED, asked)
    )
    return {row[0]: Source(*row) for row in rows}


def _head(place: Place, source: Source) -> str:
    """The frame's beginning: a line that names the page."""
    return (
        f'<div{place.attributes} class="embed" role="group" aria-label="{escape(source.title)}">'
        f'<p class="embed-source">{_link(place, source)}</p>\n'
    )


def _said(place: Place, source: Source, words: str) -> str:
    return f'<p{place.attributes} class="embed-note">{_link(place, source)} <small>{escape(words)}</small></p>\n'


def _link(place: Place, source: Source) -> str:
    at = f"#{escape(place.section)}" if place.section else ""
    icon = f'<span class="page-icon" aria-hidden="true">{escape(source.icon)}</span>' if source.icon else ""
    return f'<a href="{escape(source.url)}{at}" dir="auto">{icon}{escape(source.title)}</a>'
