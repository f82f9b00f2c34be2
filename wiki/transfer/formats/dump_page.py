"""Reading a MediaWiki export, as it streams by: nothing of it is held but what a revision says. This runs in a child.

No export declares a document type, so the first declaration ends the reading: no entity is ever defined.
"""

import bz2
import gzip
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast
from xml.parsers import expat

LARGEST_TEXT = 2 * 1024 * 1024
MOST_DEEP = 24
BLOCK = 1 << 18
KEPT = {"title", "ns", "text", "timestamp", "username", "ip", "comment"}
SHORT = 2000


@dataclass
class Written:
    """A revision, with what its page says of itself."""

    title: str
    space: int
    redirect: str
    by: str
    at: str
    comment: str
    text: str
    cut: bool
    """Whether the text was larger than a page may be, and is not all there."""


SOME = 200
SOME_TEXT = 4 * 1024 * 1024
"""Signs of text after which an answer ends."""


class Damaged(Exception):
    """No MediaWiki export; the reason, and what is to be put into it."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class _Reading:
    """The export that is being read: a child reads one, from its beginning to its end."""

    def __init__(self, path: str, largest: int) -> None:
        self.spaces: dict[int, str] = {}
        self.rest = _revisions(Path(path), self.spaces, largest)


_readings: dict[str, _Reading] = {}


def some(path: str, begin: bool, largest: int) -> dict[str, Any]:
    """The next revisions or the first, and the names of the namespaces; none at its end. `largest`: bytes, unpacked."""
    if begin:
        _readings.clear()
        _readings[path] = _Reading(path, largest)
    reading, told, size = _readings[path], [], 0
    try:
        for written in reading.rest:
            told.append(asdict(written))
            size += len(written.text)
            if len(told) >= SOME or size >= SOME_TEXT:
                break
    except Damaged as error:
        return {"revisions": [], "spaces": {}, "damaged": [error.reason, error.values]}
    return {"revisions": told, "spaces": reading.spaces}


def _revisions(path: Path, spaces: dict[int, str], largest: int) -> Iterator[Written]:
    """Raises Damaged for what is no XML, or declares entities."""
    reader = _Reader(spaces)
    try:
        with opened(path) as stream:
            read = 0
            while block := stream.read(BLOCK):
                read += len(block)
                if read > largest:
                    raise Damaged("Unpacked the dump is larger than %(most)s GB.", most=largest >> 30)
                yield from reader.feed(block)
            yield from reader.feed(b"", last=True)
    except (expat.ExpatError, OSError, EOFError, ValueError) as error:
        raise Damaged("This is no whole MediaWiki export: %(error)s.", error=str(error)) from error


def opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        begin = file.read(3)
    if begin == b"BZh":
        return bz2.open(path, "rb")
    if begin[:2] == b"\x1f\x8b":
        return cast(IO[bytes], gzip.open(path, "rb"))
    return path.open("rb")


class _Reader:
    def __init__(self, spaces: dict[int, str]) -> None:
        self._spaces = spaces
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said
        self._parser.StartDoctypeDeclHandler = self._refused
        self._parser.EntityDeclHandler = self._refused
        self._path: list[str] = []
        self._page: dict[str, str] = {}
        self._revision: dict[str, str] = {}
        self._words: list[str] = []
        self._room, self._cut = 0, False
        self._key: int | None = None
        self._ready: list[Written] = []

    def feed(self, block: bytes, *, last: bool = False) -> list[Written]:
        self._parser.Parse(block, last)
        ready, self._ready = self._ready, []
        return ready

    def _refused(self, *_declaration: object) -> None:
        raise Damaged("The file declares a document type or entities, which no MediaWiki export does.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._path) >= MOST_DEEP:
            raise Damaged("The file is nested deeper than any MediaWiki export is.")
        self._path.append(name)
        self._words, self._room = [], LARGEST_TEXT if name == "text" else SHORT
        if name == "page":
            self._page = {}
        elif name == "revision":
            self._revision, self._cut = {}, False
        elif name == "redirect":
            self._page["redirect"] = attributes.get("title", "")
        elif name == "namespace":
            self._key = int(attributes.get("key", "0"))

    def _said(self, words: str) -> None:
        name = self._path[-1]
        if name not in KEPT and name != "namespace":
            return
        self._cut |= name == "text" and len(words) > self._room
        self._words.append(words[: self._room])
        self._room -= len(self._words[-1])

    def _end(self, name: str) -> None:
        words, self._words = "".join(self._words), []
        self._path.pop()
        above = self._path[-1] if self._path else ""
        if name == "namespace" and self._key is not None:
            self._spaces[self._key] = words
        elif name in KEPT and above == "page":
            self._page[name] = words
        elif name in KEPT and above in ("revision", "contributor"):
            self._revision[name] = words
        elif name == "revision":
            self._ready.append(self._written())

    def _written(self) -> Written:
        page, revision = self._page, self._revision
        number = page.get("ns", "0")
        return Written(
            page.get("title", ""), int(number) if number.lstrip("-").isdecimal() else 0, page.get("redirect", ""),
            revision.get("username") or revision.get("ip", ""), revision.get("timestamp", ""),
            revision.get("comment", ""), revision.get("text", ""), self._cut,
        )  # fmt: skip
