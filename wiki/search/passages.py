"""The passage of a page that says most of what somebody asked, with what was found marked. Runs in the child."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from wiki.search.analysis import PARAGRAPH, RUN, SHORTEST_COMPOUND, exact_of, fold, stems_of
from wiki.search.asking import Query
from wiki.search.texts import Part, parts_of

WIDTH = 220
"""Characters of a passage."""
LEAD = 50
LONGEST = 60_000
JUMP_WORDS = 5
LONGEST_JUMP = 200
_BLANK = re.compile(r"\s")


@dataclass
class Passage:
    """`pieces`: stretches of the text, and whether they were asked for. `jump`: words that begin with such a one."""

    anchor: str = ""
    heading: str = ""
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    jump: str = ""


class _Hit(NamedTuple):
    start: int
    end: int
    tokens: frozenset[str]


@dataclass(frozen=True)
class Wanted:
    """What is marked: words by their stems or as they are, beginnings of words, and halves of words put together."""

    tokens: frozenset[str]
    beginnings: tuple[str, ...] = ()
    halves: Callable[[str], tuple[str, ...]] | None = None
    phrases: tuple[tuple[str, ...], ...] = ()
    """Words that are looked for one after the other."""

    @classmethod
    def by(cls, query: Query, halves: Callable[[str], tuple[str, ...]] | None = None) -> "Wanted":
        items = query.items
        tokens = frozenset(token for item in items if item.kind != "prefix" for token in item.tokens)
        beginnings = tuple(item.tokens[0] for item in items if item.kind == "prefix")
        return cls(tokens, beginnings, halves, tuple(item.tokens for item in items if item.kind == "phrase"))

    def in_run(self, run: str) -> frozenset[str]:
        """Which of it a run of letters is."""
        exact = exact_of(run)
        found = self.tokens.intersection((*stems_of(run), *exact))
        if not found and self.beginnings:
            found = frozenset(one for one in self.beginnings for word in exact if word.startswith(one))
        if not found and self.halves and len(run) >= SHORTEST_COMPOUND:
            found = self.tokens.intersection(stem for half in self.halves(fold(run)) for stem in stems_of(half))
        return found


def passages_of(htmls: Iterable[str], wanted: Wanted) -> list[Passage]:
    """Of each the part with a phrase that is wanted, or else with most different words close to each other; without
    any, the beginning."""
    seen = _Seen(wanted)
    return [_passage_of(html, seen) for html in htmls]


def _passage_of(html: str, seen: "_Seen") -> Passage:
    parts = [replace(part, text=_tidied(part.text)) for part in parts_of(html[:LONGEST])]
    runs = {run for part in parts for text in (part.heading, part.text) for run in RUN.findall(text) if seen[run]}
    if not runs:
        return _cut(next((part for part in parts if part.text or part.heading), parts[0]), [], 0)
    best, most = Passage(), (0, 0, 0)
    for part in parts:
        hits = sorted(_hits(part.text, runs, seen))
        in_heading = {token for hit in _hits(part.heading, runs, seen) for token in hit.tokens}
        first, reach = _densest(part.text, hits)
        said = [at for phrase in seen.wanted.phrases if (at := _said_at(part.text, hits, phrase)) is not None]
        worth = len(said), len(reach | in_heading), len(reach)
        if worth > most:
            best, most = _cut(part, hits, min(said, default=first)), worth
    return best


def _said_at(text: str, hits: list[_Hit], phrase: tuple[str, ...]) -> int | None:
    """The hit at which these words follow each other."""
    for at, hit in enumerate(hits):
        if phrase[0] in hit.tokens and _goes_on(text, hits[at : at + len(phrase)], phrase):
            return at
    return None


def _goes_on(text: str, hits: list[_Hit], phrase: tuple[str, ...]) -> bool:
    """An identifier may be several of the words."""
    left = list(phrase)
    for before, hit in zip([None, *hits], hits, strict=False):
        if left[0] not in hit.tokens or (before and RUN.search(text, before.end, hit.start)):
            return False
        while left and left[0] in hit.tokens:
            left.pop(0)
        if not left:
            return True
    return False


def _tidied(text: str) -> str:
    return "\n".join(" ".join(block.split()) for block in PARAGRAPH.split(text) if block.strip())


def _hits(text: str, runs: set[str], seen: "_Seen") -> Iterator[_Hit]:
    """Where these stand as whole words. Most of a text is none of them, so it is not walked word by word."""
    for run in runs:
        end = 0
        while (start := text.find(run, end)) >= 0:
            end = start + len(run)
            if not (_is_of_word(text[start - 1 : start]) or _is_of_word(text[end : end + 1])):
                yield _Hit(start, end, seen[run])


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


class _Seen(dict[str, frozenset[str]]):
    """By run: a word comes often."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted

    def __missing__(self, run: str) -> frozenset[str]:
        found = self[run] = self.wanted.in_run(run)
        return found


def _densest(text: str, hits: list[_Hit]) -> tuple[int, frozenset[str]]:
    """At which hit a passage best begins, and what is asked for in it."""
    best, most, shortest = 0, frozenset[str](), (False, 0)
    for at, hit in enumerate(hits[:500]):
        reach, length = frozenset[str](), (False, 0)
        for other in hits[at : at + 20]:
            if other.end - hit.start > WIDTH - LEAD:
                break
            if not other.tokens <= reach:
                reach, end = reach | other.tokens, other.end
                length = "\n" in text[hit.start : end], end - hit.start
        if len(reach) > len(most) or (len(reach) == len(most) and length < shortest):
            best, most, shortest = at, reach, length
    return best, most


def _cut(part: Part, hits: list[_Hit], first: int) -> Passage:
    text = part.text
    if not hits:
        end = _at_word(text, WIDTH)
        return Passage(part.anchor, part.heading, _pieces(text, [], 0, end))
    start = _after_word(text, max(0, hits[first].start - LEAD))
    end = _at_word(text, start + WIDTH)
    inside = [hit for hit in hits if hit.start >= start and hit.end <= end]
    return Passage(part.anchor, part.heading, _pieces(text, inside, start, end), _jump(text, hits[first].start))


def _jump(text: str, at: int) -> str:
    """Words of the block from there on; where it ends soon, some before them: a word alone stands in many places."""
    after = text[at:][:LONGEST_JUMP].partition("\n")[0].split()[:JUMP_WORDS]
    if len(after) < JUMP_WORDS:
        after = [*text[:at].rpartition("\n")[2].split(), *after][-JUMP_WORDS:]
    return " ".join(after)


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
