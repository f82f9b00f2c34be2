"""Passages by their words: a text as people read it, without the signs of its Markdown, and where words stand in it."""

import re
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from wiki.pages.living import Span

AROUND = 40
"""So many letters on either side tell equal passages apart."""
LONGEST_PATH = 400
MOST_PLACES = 500
SURE = 8
"""So many letters around it say that a passage is the one that is meant, when it is not the only one."""

_UNSEEN = re.compile(
    r"""
      (?m:^[ \t]*(?:>[ \t]?)*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t])?)   # a list's sign, a task's box
    | (?m:^[ \t]*\|?[ \t:|-]*--[ \t:|-]*\|?[ \t]*$)   # the line below a table's head
    | !\[[^\]\n]*\]\([^()\n]*\) | !\[\[[^\]\n]*\]\]   # what is shown in its place
    | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]+"[^"\n]*")?\)   # where a link leads
    | \[\[[^\]|\n]*\|   # what a link means that has words of its own
    | \[\^[^\]\s]*\]:? | \[![a-zA-Z]+\][+-]?   # notes, the kind of a box
    | </?[a-zA-Z](?![^<>]*://)[^<>\n]*>
    | \n | [^\S\n]+ | [*_~`=\[\]()#|\\>^!]
    """,
    re.VERBOSE,
)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


class Place(NamedTuple):
    """A passage found by its words; `sure` when nothing else can be meant."""

    span: Span
    sure: bool


class Plain:
    """A text without what is not read, and where in the whole each of its letters stands."""

    def __init__(self, text: str) -> None:
        self._at = array("L")
        parts, done = [], 0
        for unseen in [*_UNSEEN.finditer(text), None]:
            start, end = unseen.span() if unseen else (len(text), len(text))
            parts.append(text[done:start])
            self._at.extend(range(done, start))
            done = end
        self.letters = "".join(parts)

    def find(self, quote: str, prefix: str = "", suffix: str = "", near: int | None = None) -> Place | None:
        """These words where most of what is around them fits, and, among equals, nearest to a place in the text."""
        wanted, before, after = (letters_of(words) for words in (quote, prefix, suffix))
        if not wanted:
            return None
        scored = []
        for at in self._places(wanted):
            fits = _alike(self.letters[:at][-AROUND:][::-1], before[::-1])
            fits += _alike(self.letters[at + len(wanted) :][:AROUND], after)
            away = abs(self._at[at] - near) if near is not None else at
            scored.append((-fits, away, at))
        if not scored:
            return None
        fits, _, at = min(scored)
        span = Span(self._at[at], self._at[at + len(wanted) - 1] + 1)
        return Place(span, -fits >= SURE or (len(scored) == 1 and len(wanted) >= SURE // 2))

    def _places(self, wanted: str) -> Iterator[int]:
        at = self.letters.find(wanted)
        for _ in range(MOST_PLACES):
            if at < 0:
                return
            yield at
            at = self.letters.find(wanted, at + 1)


def letters_of(words: str) -> str:
    return _UNSEEN.sub("", words)


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


_LEADS = re.compile(
    r"!\[[^\]\n]*\]\([^()\n]*\)|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]+\"[^\"\n]*\")?\)"
    r"|\[\[[^\]|\n]*\||\[\^[^\]\s]*\]:?"
)
_SIGNS = re.compile(
    r"(?m)^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t])?|\#{1,6}[ \t]+)|[*_~`=\[\]|\\]"
)


def readable(text: str) -> str:
    """About as it is read, on one line."""
    return " ".join(_SIGNS.sub("", _LEADS.sub("", text)).split())


def path_at(text: str, at: int) -> str:
    """The headings that a place stands below, the highest first."""
    above: list[tuple[int, str]] = []
    for heading in _HEADING.finditer(text, 0, at):
        level = len(heading[1])
        above = [(its, words) for its, words in above if its < level] + [(level, readable(heading[2]))]
    return " › ".join(words for _, words in above)[:LONGEST_PATH]
