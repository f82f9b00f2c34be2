"""Who wrote what: runs of characters by one author, kept up to date from the changes of a text.

pycrdt tells changes in UTF-8 bytes and browsers count UTF-16 units, so authors are kept by byte and told in units.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

UNKNOWN = 0

Runs = list[tuple[int, int]]
"""Author and length, in the order of the text."""


class AuthorRuns:
    """One number for each byte: an edit then moves memory, where a list of runs would have to be walked."""

    def __init__(self, runs: Iterable[Sequence[int]] = (), text: str = "") -> None:
        """`runs` in UTF-16 units of `text`; what they do not cover is by someone unknown."""
        units = text.encode("utf-16-le")
        self._authors = array("Q")
        start = 0
        for author, length in [*runs, (UNKNOWN, len(units))]:
            run = units[start : start + 2 * length].decode("utf-16-le", "replace")
            self._authors += _by(author, len(run.encode()))
            start += 2 * length

    def apply(self, delta: Sequence[dict[str, Any]], author: int) -> None:
        """A change as Yjs tells it: what to retain, insert and delete from the beginning; `author` wrote it."""
        at = 0
        for part in delta:
            if "retain" in part:
                at += part["retain"]
            elif "insert" in part:
                new = _by(author, len(part["insert"].encode()))
                self._authors[at:at] = new
                at += len(new)
            else:
                del self._authors[at : at + part["delete"]]

    def of(self, text: str) -> Runs:
        """The runs in UTF-16 units. Never cuts a character, also when a hostile edit had cut one in two."""
        runs = [(author, len(list(its))) for author, its in groupby(self._authors)]
        if text.isascii() and len(text) == len(self._authors):  # bytes are units: no need to look at each run
            return runs
        data = text.encode()
        told, start, end = [], 0, 0
        for author, length in [*runs, (UNKNOWN, len(data))]:
            end = _between_characters(data, end + length)
            run = data[start:end]
            if run:
                told.append((author, len(run) if run.isascii() else len(run.decode().encode("utf-16-le")) // 2))
            start = end
        return told


def _by(author: int, length: int) -> "array[int]":
    return array("Q", (author,)) * length


def _between_characters(data: bytes, place: int) -> int:
    while place < len(data) and data[place] & 0xC0 == 0x80:
        place += 1
    return min(place, len(data))
