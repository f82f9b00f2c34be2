"""How well an entry answers a query: BM25 (Robertson and Zaragoza 2009, eq. 3.15) over what adapters look up.

How many entries there are, how long they are on average and how many hold a word is counted among those alone that
may be answered. So no score, and no order, knows anything of an entry that is kept from whoever asks.
"""

from collections.abc import Iterable, Mapping, Set
from heapq import nsmallest
from math import log
from typing import Literal, Protocol

from wiki.search.analysis import LONGEST_BEGINNING, stems_of
from wiki.search.asking import Item, Query
from wiki.search.entries import KINDS, WEIGHTS

K1, B = 1.2, 0.75
TITLE = 1.0
"""What a title adds that is asked for as a whole, to be compared with a word that stands everywhere in a text."""
STEPS = {1: 1.0, 2: 2.0, 3: 3.0, 4: 4.0, 5: 5.5, 7: 8.0, 10: 12.0, 15: 20.0}
"""How often a word stands in a text, from so often on: to the precision that the formula feels. So an index without
numbers can hold them. Costs nothing on the judged collections (`bench/relevance.py`)."""

Field = Literal["stems", "title", "beginnings", "exact"]
Times = dict[int, float]
"""By document, as the adapter numbers them: how often something stands in it."""


class Lookup(Protocol):
    """What the ranking asks of an adapter. It may answer documents that may not be shown."""

    def word(self, field: Field, token: str) -> Times: ...

    def phrase(self, tokens: tuple[str, ...]) -> Times: ...

    def prefix(self, beginning: str) -> Times: ...


class Among:
    """The documents that may be answered: what the length of each does to its score, and the words of its title."""

    def __init__(self, lengths: Mapping[int, int], titles: Mapping[int, int]) -> None:
        self.titles = titles
        average = sum(lengths.values()) / len(lengths) if lengths else 0.0
        slope = K1 * B / (average or 1.0)
        self.norms = {doc: K1 * (1 - B) + slope * length for doc, length in lengths.items()}


def step_of(times: int) -> float:
    return _STEPS[min(times, len(_STEPS) - 1)]


_STEPS = [STEPS[max((begin for begin in STEPS if begin <= times), default=1)] for times in range(max(STEPS) + 1)]


def scores(query: Query, lookup: Lookup, among: Among, only: Iterable[int] | None = None) -> dict[int, float]:
    """Documents that answer the query. `only`: of these alone, though words are weighed as among all. A word that is
    said twice counts twice."""
    known = {item: _times(item, lookup, query.in_title) for item in query.items}
    clauses = [[known[item] for item in clause] for clause in query.must]
    found: Set[int] = among.norms.keys() if only is None else among.norms.keys() & only
    for clause in sorted(clauses, key=lambda clause: sum(map(len, clause))):
        found = found & (clause[0].keys() if len(clause) == 1 else set().union(*clause))
    for item in query.never:
        found = found - _times(item, lookup, query.in_title).keys()
    total = dict.fromkeys(found, 0.0)
    for item in query.items if found else ():
        weight = _add(total, known[item], among.norms)
        if not query.in_title:
            _honour_title(total, item, weight, lookup, among.titles)
    return total


def _add(total: dict[int, float], times: Times, norms: Mapping[int, float]) -> float:
    """Its weight: the fewer hold it, the more it says."""
    many = len(times.keys() & norms.keys())
    weight = log(1 + (len(norms) - many + 0.5) / (many + 0.5))
    for doc in times.keys() & total.keys():
        often = times[doc]
        total[doc] += weight * often / (often + norms[doc])
    return weight


def _honour_title(
    total: dict[int, float], item: Item, weight: float, lookup: Lookup, titles: Mapping[int, int]
) -> None:
    """By how much of a title it is: who types all of one wants that page."""
    words = [item.tokens] if item.kind == "word" else [stems_of(token) for token in item.tokens]
    for stems in words if item.kind != "prefix" else ():
        for doc in _either([lookup.word("title", stem) for stem in stems]).keys() & total.keys():
            total[doc] += TITLE * weight / titles[doc]


def _times(item: Item, lookup: Lookup, in_title: bool) -> Times:
    if item.kind == "phrase":
        return lookup.phrase(item.tokens)
    if item.kind == "prefix":
        return _beginning(item.tokens[0], lookup, in_title)
    field: Field = "title" if in_title else "stems"
    return _either([lookup.word(field, token) for token in item.tokens])


def _beginning(beginning: str, lookup: Lookup, in_title: bool) -> Times:
    if not in_title:
        return lookup.prefix(beginning)
    return lookup.word("beginnings", beginning[:LONGEST_BEGINNING])


def _either(found: list[Times]) -> Times:
    """A word that is found by several stems stands there as often as the one of them that does most."""
    best, *others = sorted(filter(None, found), key=len, reverse=True) or [{}]
    for other in others:
        both = {doc: max(times, best[doc]) for doc, times in other.items() if doc in best}
        best = {**best, **other, **both}
    return best


def best(scored: Mapping[int, float], limit: int) -> list[int]:
    """Keys of entries, best first; those that are as good in the order of their numbers."""
    ranked = ((-score * WEIGHTS[key % KINDS], key) for key, score in scored.items())
    return [key for _, key in nsmallest(limit, ranked)]
