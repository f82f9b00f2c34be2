"""The sentence around a link, in plain words: what somebody says about a page when they link to it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from wiki.markup.model import Token
from wiki.markup.text import text_of

LONGEST = 200
"""Characters, ellipses not counted."""

_ENDS = re.compile(r"[.!?…][\"'’”)\]]*\s+(?=[\"'‘“(\[]*[^\W_a-z])")
_WORD = re.compile(r"\w")


class Passage:
    """A block's words, and where each of its links stands in them; read when its first link is met, as few blocks have
    one."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._tokens = tokens
        self._places: dict[int, tuple[int, int]] = {}
        self._words = ""

    def around(self, link: Token) -> str:
        """The sentence with this link, shortened around it; empty when it says no more than the link does."""
        if not self._places:
            self._read(self._tokens)
        start, end = self._places.get(id(link), (0, 0))
        if start == end:
            return ""
        before = self._borders[bisect_right(self._borders, start) - 1]
        sentence = self._words[before : self._borders[bisect_left(self._borders, end)]]
        if not _WORD.search(self._words[before:start] + sentence[end - before :]):
            return ""
        return _shortened(sentence, start - before, end - before)

    @cached_property
    def _borders(self) -> list[int]:
        """Where sentences begin, and the end of the last."""
        return [0, *(found.end() for found in _ENDS.finditer(self._words)), len(self._words)]

    def _read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token["type"] in ("link", "wikilink"):
                start = len(self._words)
                self._words += text_of([token])
                self._places[id(token)] = start, len(self._words)
            elif "children" in token:
                self._read(token["children"])
            else:
                self._words += text_of([token])


def _shortened(sentence: str, start: int, end: int) -> str:
    """What is too long gives way at its ends, at whole words, and the link stays."""
    if len(sentence) > LONGEST:
        spare = max(LONGEST - (end - start), 0) // 2
        first, last = max(start - spare, 0), end + spare
        first = sentence.find(" ", first, start) + 1 if first else 0
        last = sentence.rfind(" ", end, last + 1) if last < len(sentence) else len(sentence)
        last = end if last < end else last
        cut = sentence[first:last][: 2 * LONGEST].strip(" ,;:")
        sentence = ("… " if first else "") + cut + (" …" if last < len(sentence) else "")
    return " ".join(sentence.split())
