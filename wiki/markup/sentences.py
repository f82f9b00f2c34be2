"""The sentence around a link, in plain words: what somebody says about a page when they link to it."""

import re
from collections.abc import Iterable

from wiki.markup.model import Token
from wiki.markup.text import text_of

LONGEST = 200
"""Characters, ellipses not counted."""

_ENDS = re.compile(r"[.!?…][\"'’”)\]]*\s+(?=[\"'‘“(\[]*[^\W_a-z])")


class Passage:
    """A block's words, and where each of its links stands in them."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._places: dict[int, tuple[int, int]] = {}
        self._words = ""
        self._read(tokens)

    def around(self, link: Token) -> str:
        """The sentence with this link, shortened around it; empty when it says no more than the link does."""
        start, end = self._places.get(id(link), (0, 0))
        if start == end:
            return ""
        before = max((found.end() for found in _ENDS.finditer(self._words, 0, start)), default=0)
        after = _ENDS.search(self._words, end)
        sentence = self._words[before : after.end() if after else len(self._words)]
        if not re.search(r"\w", self._words[before:start] + sentence[end - before :]):
            return ""
        return _shortened(sentence, start - before, end - before)

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
