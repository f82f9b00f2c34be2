"""Indexes behind one small interface. They live in children, and know nothing of rights: SQL decides those."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from wiki.search.asking import Query

EngineName = Literal["whoosh", "fts5"]


@dataclass(frozen=True)
class Doc:
    """An entry as an index keeps it: tokens alone, no text. `stems` has the title's three times, and its tags';
    `titled` counts the words of the title that say something."""

    key: int
    page_id: int
    space_id: int
    exact: list[str]
    stems: list[str]
    title: list[str]
    beginnings: list[str]
    titled: int


class SearchIndex(Protocol):
    """One process writes, others read. `spaces` are those whose entries may be answered, `among` names keys of entries
    to narrow them further. Whatever an answer is made from is counted in these spaces alone."""

    def search(self, query: Query, spaces: frozenset[int], limit: int, among: frozenset[int] | None) -> list[int]:
        """Keys of entries, best first."""

    def suggest(self, words: list[str], spaces: frozenset[int], limit: int) -> list[int]:
        """Keys of entries in whose title each of these begins a word, short titles first."""

    def apply(
        self, docs: Iterable[Doc], gone: Iterable[int] = (), pages: Iterable[int] = (), *, more: bool = False
    ) -> None:
        """Put in these for what there was of them, take out others by key, and all entries of some pages. They are
        there for all readers once it returns; with `more`, once a later call without it does."""

    def count(self) -> int:
        """How many entries are in it. Raises whatever comes of a damaged index."""

    def close(self) -> None: ...


def open_index(engine: EngineName, folder: Path) -> SearchIndex:
    """The index in this folder, made if it is not there. Each engine is imported by who uses it."""
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "whoosh":
        from wiki.search.engines.whoosh import WhooshIndex

        return WhooshIndex(folder)
    from wiki.search.engines.fts5 import Fts5Index

    return Fts5Index(folder)
