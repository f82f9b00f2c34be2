"""Pages like another one: the index finds candidates for the words that tell it from others, and nearest are those
whose words are most like its own, by the cosine of their tf-idf vectors (Salton and Buckley). Which of them somebody
gets is asked of the database each time; what is remembered is numbers of pages alone.

A word weighs (1 + log tf) · log((n + 1) / (df + ½)), with df of a sample of n pages from the same spaces: the index
does not say how many pages have a word, and over all of them it would count hidden ones.
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from math import log, sqrt
from time import monotonic
from typing import NamedTuple

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageContent
from wiki.search import desk, narrowing
from wiki.search.analysis import RUN, stems_of
from wiki.search.asking import Item, Query
from wiki.search.documents import findable
from wiki.search.finding import readable
from wiki.search.hits import Hit, bare_hits
from wiki.search.keeping import current
from wiki.search.parsing import parse

WORDS = 24
TITLE_COUNTS = 5
SHORTEST = 4
LONGEST_READ = 6000
"""Characters of a text, from its beginning."""
CANDIDATES, SHOWN = 16, 6
ALIKE_FROM = 0.12
"""The cosine; in the handbook of the demo less than that is chance."""
SAMPLE, SAMPLE_LENGTH = 120, 4000
"""Pages, and characters of each."""
REMEMBERED_S, SAMPLED_S = 600.0, 6 * 3600.0
MOST_REMEMBERED, MOST_SAMPLES = 500, 50


class Sample(NamedTuple):
    """In how many of some pages each word stands."""

    pages_with: Counter[str]
    pages: int

    def rarity(self, word: str) -> float:
        return max(0.0, log((self.pages + 1) / (self.pages_with[word] + 0.5)))


Key = tuple[object, ...]
_remembered: OrderedDict[Key, tuple[float, list[int]]] = OrderedDict()
"""By page and state of its text, index, and spaces that may be answered. Ten minutes old is good enough: what was
written since is found a little later, and what may not be read any more is left out by SQL at once."""
_samples: OrderedDict[frozenset[int], tuple[float, Sample]] = OrderedDict()


def forget() -> None:
    _remembered.clear()
    _samples.clear()


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
        ids = _looked_up(page, spaces)
        _remembered[key] = monotonic(), ids
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return ids


def vector(title: str, text: str, sample: Sample) -> dict[str, float]:
    """How much each word tells of this text."""
    often = Counter(_words(text[:LONGEST_READ]))
    for word in _words(title):
        often[word] += TITLE_COUNTS
    return {word: (1 + log(number)) * sample.rarity(word) for word, number in often.items()}


def _words(text: str) -> list[str]:
    """Each by the first of its stems."""
    return [stems[0] for run in RUN.findall(text) if _counts(run) and (stems := stems_of(run))]


def _counts(run: str) -> bool:
    return len(run) >= SHORTEST and not run.isdigit()


def _sample(spaces: frozenset[int]) -> Sample:
    """Of the pages in these spaces, spread over all numbers."""
    at, sample = _samples.get(spaces, (0.0, Sample(Counter(), 0)))
    if not at or monotonic() - at > SAMPLED_S:
        here = Page.space_id.in_(spaces), findable()
        every = max(1, (session.scalar(select(func.count()).select_from(Page).where(*here)) or 0) // SAMPLE)
        begin = func.substr(PageContent.text, 1, SAMPLE_LENGTH)
        texts = session.scalars(
            select(begin).join(Page, Page.id == PageContent.page_id).where(*here, Page.id % every == 0).limit(SAMPLE)
        ).all()
        sample = Sample(Counter(word for text in texts for word in set(_words(text))), len(texts))
        _samples[spaces] = monotonic(), sample
        while len(_samples) > MOST_SAMPLES:
            _samples.popitem(last=False)
    return sample


def _looked_up(page: Page, spaces: set[int]) -> list[int]:
    """The nearest first. Raises Unready."""
    sample = _sample(frozenset(spaces))
    mine = vector(page.title, page.content.text, sample)
    items = _items(f"{page.title}\n{page.content.text[:LONGEST_READ]}", mine)
    if not items:
        return []
    ids = [found for found in desk.search(Query((items,)), spaces, CANDIDATES + 1) if found != page.id]
    rows = session.execute(
        select(Page.id, Page.title, func.substr(PageContent.text, 1, LONGEST_READ).label("text"))
        .join(PageContent, PageContent.page_id == Page.id)
        .where(Page.id.in_(ids))
    )
    near = {row.id: cosine(mine, vector(row.title, row.text, sample)) for row in rows}
    return sorted((found for found in near if near[found] >= ALIKE_FROM), key=lambda found: (-near[found], found))


def _items(text: str, weights: Mapping[str, float]) -> tuple[Item, ...]:
    """What the weightiest words are looked for by."""
    best = sorted(weights, key=lambda word: (-weights[word], word))[:WORDS]
    stems = {found[0]: found for run in set(RUN.findall(text)) if (found := stems_of(run))}
    return tuple(Item("word", stems[word]) for word in best if weights[word] > 0 and word in stems)


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """From 0, no word in common, to 1."""
    lengths = sqrt(sum(w * w for w in one.values())) * sqrt(sum(w * w for w in other.values()))
    return sum(weight * other[word] for word, weight in one.items() if word in other) / lengths if lengths else 0.0
