"""Pages like another one: what the index finds for the words that it says most. Which of them somebody gets is asked of
the database each time; what is remembered is numbers of pages alone.

The index gives no scores, and the nearest of a hundred pages may be far: so a page counts as alike only if it says a
good part of those words itself.
"""

from collections import Counter, OrderedDict
from time import monotonic

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageContent
from wiki.search import desk, narrowing
from wiki.search.analysis import RUN, STOP, fold, stems_of
from wiki.search.asking import Item, Query
from wiki.search.finding import Hit, bare_hits, readable
from wiki.search.keeping import current
from wiki.search.parsing import parse

WORDS = 24
TITLE_COUNTS = 5
SHORTEST = 4
LONGEST_READ = 20_000
"""Characters of a text, from its beginning."""
CANDIDATES, SHOWN = 24, 6
ALIKE_FROM = 1 / 3
"""Of the words."""
REMEMBERED_S = 600.0
MOST_REMEMBERED = 500

Key = tuple[object, ...]
_remembered: OrderedDict[Key, tuple[float, list[int]]] = OrderedDict()
"""By page and state of its text, index, and spaces that may be answered. Ten minutes old is good enough: what was
written since is found a little later, and what may not be read any more is left out by SQL at once."""


def forget() -> None:
    _remembered.clear()


def related(viewer: User, page: Page) -> list[Hit]:
    """As far as this person may find them; none while there is no index."""
    try:
        ids = _alike(viewer, page)
    except desk.Unready:
        return []
    return bare_hits(viewer, readable(viewer, ids)[:SHOWN])


def _alike(viewer: User, page: Page) -> list[int]:
    """Raises Unready."""
    spaces, content = narrowing.spaces(viewer, parse("")), page.content
    key = (page.id, content.epoch, content.seq, page.title, current(), frozenset(spaces))
    at, ids = _remembered.get(key, (0.0, []))
    if not at or monotonic() - at > REMEMBERED_S:
        ids = _looked_up(page.id, said_most(page.title, content.text), spaces)
        _remembered[key] = monotonic(), ids
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return ids


def said_most(title: str, text: str) -> list[str]:
    """Words that say what a text is about, the weightiest first: often there, or in its title."""
    weights = Counter(fold(run) for run in RUN.findall(text[:LONGEST_READ]) if _counts(run))
    for run in RUN.findall(title):
        if _counts(run):
            weights[fold(run)] += TITLE_COUNTS
    return [word for word, _ in sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:WORDS]]


def _counts(run: str) -> bool:
    return len(run) >= SHORTEST and not run.isdigit() and fold(run) not in STOP


def _looked_up(page_id: int, words: list[str], spaces: set[int]) -> list[int]:
    items = tuple(Item("word", stems) for word in words if (stems := stems_of(word)))
    if not items:
        return []
    ids = [found for found in desk.search(Query((items,)), spaces, CANDIDATES + 1) if found != page_id]
    rows = session.execute(
        select(Page.id, Page.title, PageContent.text)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(Page.id.in_(ids))
    )
    wanted = [frozenset(item.tokens) for item in items]
    alike = {row.id for row in rows if _says(f"{row.title}\n{row.text[:LONGEST_READ]}", wanted) >= ALIKE_FROM}
    return [found for found in ids if found in alike]


def _says(text: str, wanted: list[frozenset[str]]) -> float:
    """How much of what is wanted stands there, from 0 to 1."""
    stems = {stem for run in set(RUN.findall(text)) for stem in stems_of(run)}
    return sum(not tokens.isdisjoint(stems) for tokens in wanted) / len(wanted)
