"""What somebody may have meant. Words are those of titles and headings in spaces that they may read, and nothing is
said that would not be found there."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageContent
from wiki.pages.policy import readable_by
from wiki.search import desk, narrowing
from wiki.search.analysis import RUN, fold, stems_of
from wiki.search.documents import findable
from wiki.search.grouping import grouped, standing
from wiki.search.parsing import Asked, parse
from wiki.spaces.models import Space

SHORTEST, LONGEST = 4, 24
TWO_EDITS_FROM = 8
"""Letters: longer words may be wrong in two places."""
MOST_WORDS = 6
PAGES = 60_000
SPARE = 20
"""Entries asked for, since some may not be readable any more."""

_known: dict[int, tuple[int, Counter[str]]] = {}
"""By space: the version of its tree, and how often each word stands in its titles and headings."""


MANY_MORE = 5
"""Times as much: what finds so much more than what was typed may have been meant."""


def corrected(viewer: User, asked: Asked, *, than: int = 0) -> str | None:
    """The same words, some of them otherwise, if that finds something that this person may read, and many more pages
    `than` what was typed does. Raises Unready."""
    words = RUN.findall(asked.words)
    if not 0 < len(words) <= MOST_WORDS:
        return None
    spaces = narrowing.spaces(viewer, asked)
    known = _words_of(viewer, spaces)
    better = {word: near for word in words if (near := _nearest(fold(word), known)) and not _same_stem(word, near)}
    if not better:
        return None
    said = RUN.sub(lambda found: better.get(found.group(), found.group()), asked.words)
    meant = parse(" ".join([said, *(one.text for one in asked.filters)]))
    among = narrowing.keys(viewer, meant, spaces) if narrowing.narrows(meant) else None
    entries = desk.entries(meant.query, spaces, SPARE, among)
    if not entries and not than and meant.is_plain:
        entries = desk.entries(meant.query.loosened(), spaces, SPARE, among)
    found = grouped(standing(viewer, entries))
    return meant.text if found and len(found) >= than * MANY_MORE else None


def _same_stem(word: str, other: str) -> bool:
    """It is found by it anyway."""
    return not set(stems_of(word)).isdisjoint(stems_of(other))


def near(viewer: User, spaces: Iterable[int], words: list[str]) -> list[str]:
    """Words of titles and headings instead of those that are none; nothing where there are no such."""
    known = _words_of(viewer, spaces)
    better = [_nearest(word, known) or word for word in words]
    return better if better != words else []


def _words_of(viewer: User, spaces: Iterable[int]) -> Counter[str]:
    versions = session.execute(select(Space.id, Space.tree_version).where(Space.id.in_(spaces))).all()
    new = {row.id: row.tree_version for row in versions if _known.get(row.id, (None,))[0] != row.tree_version}
    for space_id, words in _counted(viewer, new).items():
        _known[space_id] = new[space_id], words
        _together.cache_clear()
    return _together(tuple((row.id, row.tree_version) for row in versions))


@lru_cache(maxsize=16)
def _together(versions: tuple[tuple[int, int], ...]) -> Counter[str]:
    return sum((_known[space_id][1] for space_id, _ in versions if space_id in _known), Counter[str]())


def _counted(viewer: User, spaces: Iterable[int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {space: Counter() for space in spaces}
    rows = session.execute(
        select(Page.space_id, Page.title, PageContent.outline)
        .join(Space, Space.id == Page.space_id)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(readable_by(viewer), findable(), Page.space_id.in_(found))
        .limit(PAGES)
    )
    for row in rows:
        for text in (row.title, *(heading["text"] for heading in row.outline)):
            found[row.space_id].update(fold(run) for run in RUN.findall(text))
    return found


def _nearest(word: str, known: Counter[str]) -> str | None:
    """The commonest of the words that are an edit or two away, if this is not a word itself."""
    if not SHORTEST <= len(word) <= LONGEST or word in known:
        return None
    most, letters = (2 if len(word) >= TWO_EDITS_FROM else 1), set(word)
    near = [
        (distance, -count, other)
        for other, count in known.items()
        if abs(len(other) - len(word)) <= most
        and len(letters.symmetric_difference(other)) <= 2 * most
        and (distance := edits(word, other)) <= most
    ]
    return min(near)[2] if near else None


def edits(one: str, other: str) -> int:
    """Letters put in, left out, exchanged, or swapped with their neighbour (optimal string alignment)."""
    before, last = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, its in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
