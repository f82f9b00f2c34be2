"""The passage of a page that says most of what somebody asked, with what was found marked. Runs in the child."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from wiki.search.analysis import PARAGRAPH, RUN, exact_of, stems_of
from wiki.search.texts import Part, parts_of

WIDTH = 220
"""Characters of a passage."""
LEAD = 50
LONGEST = 60_000
JUMP_WORDS = 5
_BLANK = re.compile(r"\s")


@dataclass
class Passage:
    """`pieces`: stretches of the text, and whether they were asked for. `jump`: words that begin with such a one."""

    anchor: str = ""
    heading: str = ""
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    jump: str = ""


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    tokens: frozenset[str]


def passage_of(html: str, wanted: frozenset[str], prefixes: tuple[str, ...] = ()) -> Passage:
    """Of the part with most different words of those wanted close to each other; without any, the beginning."""
    best, most = Passage(), 0
    for part in parts_of(html[:LONGEST]):
        text = "\n".join(" ".join(block.split()) for block in PARAGRAPH.split(part.text) if block.strip())
        hits = list(_hits(text, wanted, prefixes))
        in_heading = {token for hit in _hits(part.heading, wanted, prefixes) for token in hit.tokens}
        first, reach = _densest(hits)
        worth = len(reach | in_heading) * 2 + bool(reach)
        if worth > most or not (best.pieces or best.heading):
            best, most = _cut(part, text, hits, first), worth
    return best


def _hits(text: str, wanted: frozenset[str], prefixes: tuple[str, ...]) -> Iterable[_Hit]:
    for found in RUN.finditer(text):
        run = found.group()
        exact = exact_of(run)
        tokens = wanted.intersection((*stems_of(run), *exact))
        if prefixes and not tokens:
            tokens = frozenset(prefix for prefix in prefixes for word in exact if word.startswith(prefix))
        if tokens:
            yield _Hit(found.start(), found.end(), frozenset(tokens))


def _densest(hits: list[_Hit]) -> tuple[int, frozenset[str]]:
    """At which hit a passage best begins, and what is asked for in it."""
    best, most = 0, frozenset[str]()
    for at, hit in enumerate(hits[:500]):
        reach = frozenset[str]()
        for other in hits[at : at + 20]:
            if other.end - hit.start > WIDTH - LEAD:
                break
            reach |= other.tokens
        if len(reach) > len(most):
            best, most = at, reach
    return best, most


def _cut(part: Part, text: str, hits: list[_Hit], first: int) -> Passage:
    if not hits:
        end = _at_word(text, WIDTH)
        return Passage(part.anchor, part.heading, _pieces(text, [], 0, end))
    start = _after_word(text, max(0, hits[first].start - LEAD))
    end = _at_word(text, start + WIDTH)
    inside = [hit for hit in hits if hit.start >= start and hit.end <= end]
    block = text[hits[first].start :][:200].partition("\n")[0]
    jump = " ".join(block.split()[:JUMP_WORDS])
    return Passage(part.anchor, part.heading, _pieces(text, inside, start, end), jump)


def _pieces(text: str, hits: list[_Hit], start: int, end: int) -> list[tuple[str, bool]]:
    edges = [start, *(edge for hit in hits for edge in (hit.start, hit.end)), end]
    pieces = [(text[a:b], at % 2 == 1) for at, (a, b) in enumerate(pairwise(edges)) if b > a]
    before, after = [("… ", False)] if start else [], [(" …", False)] if end < len(text) else []
    return [*before, *pieces, *after]


def _after_word(text: str, at: int) -> int:
    """The beginning of a word there or soon after."""
    blank = _BLANK.search(text, at, at + LEAD) if at else None
    return blank.end() if blank else at


def _at_word(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blanks = list(_BLANK.finditer(text, at - LEAD, at))
    return blanks[-1].start() if blanks else at
