"""Who wrote what: runs of characters by one author, kept up to date from the changes of a text.

pycrdt tells changes in UTF-8 bytes and browsers count UTF-16 units, so runs are kept in bytes and told in units.
"""

from collections.abc import Iterable, Sequence
from typing import Any

UNKNOWN = 0

Runs = list[tuple[int, int]]
"""Author and length, in the order of the text."""


class AuthorRuns:
    def __init__(self, runs: Iterable[Sequence[int]] = (), text: str = "") -> None:
        """`runs` in UTF-16 units of `text`; what they do not cover is by someone unknown."""
        units = text.encode("utf-16-le")
        self._runs: list[list[int]] = []
        start = 0
        for author, length in [*runs, (UNKNOWN, len(units))]:
            run = units[start : start + 2 * length].decode("utf-16-le", "replace")
            self._runs.append([author, len(run.encode())])
            start += 2 * length
        self._join()

    def apply(self, delta: Sequence[dict[str, Any]], author: int) -> None:
        """A change as Yjs tells it: what to retain, insert and delete from the beginning; `author` wrote it."""
        index = 0
        for part in delta:
            if "retain" in part:
                index = self._split(index, part["retain"])
            elif "insert" in part:
                index = self._insert(index, author, len(part["insert"].encode()))
            else:
                del self._runs[index : self._split(index, part["delete"])]
        self._join()

    def of(self, text: str) -> Runs:
        """The runs in UTF-16 units. Never cuts a character, also when a hostile edit had cut one in two."""
        data = text.encode()
        told, start, end = [], 0, 0
        for author, length in [*self._runs, [UNKNOWN, len(data)]]:
            end = _between_characters(data, end + length)
            run = data[start:end]
            if run:
                told.append((author, len(run) if run.isascii() else len(run.decode().encode("utf-16-le")) // 2))
            start = end
        return told

    def _split(self, index: int, length: int) -> int:
        """The index of the run that begins `length` bytes after the beginning of run `index`; makes it begin there."""
        while length:
            author, here = self._runs[index]
            if here > length:
                self._runs[index : index + 1] = [[author, length], [author, here - length]]
                here = length
            length -= here
            index += 1
        return index

    def _insert(self, index: int, author: int, length: int) -> int:
        self._runs.insert(index, [author, length])
        return index + 1

    def _join(self) -> None:
        joined: list[list[int]] = []
        for run in self._runs:
            if joined and joined[-1][0] == run[0]:
                joined[-1][1] += run[1]
            elif run[1]:
                joined.append(run)
        self._runs = joined


def _between_characters(data: bytes, place: int) -> int:
    while place < len(data) and data[place] & 0xC0 == 0x80:
        place += 1
    return min(place, len(data))
