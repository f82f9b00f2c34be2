"""Indexes behind one small interface. They live in children, and know nothing of rights: SQL decides those."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from wiki.search.asking import Query

EngineName = Literal["whoosh", "fts5"]


@dataclass(frozen=True)
class Doc:
    """A page as an index keeps it: tokens alone, no text. `stems` has the title's three times, and its tags'."""

    page_id: int
    space_id: int
    exact: list[str]
    stems: list[str]
    title: list[str]
    beginnings: list[str]


class SearchIndex(Protocol):
    """One process writes, others read. `spaces` are those whose pages may be answered, `pages` narrows them further.

    No spaces, no answer: adapters look at that first, since an empty filter may well mean none to an engine.
    """

    def search(self, query: Query, spaces: frozenset[int], limit: int, pages: frozenset[int] | None) -> list[int]:
        """Ids of pages, best first."""

    def suggest(self, words: list[str], spaces: frozenset[int], limit: int) -> list[int]:
        """Ids of pages in whose title each of these begins a word."""

    def apply(self, docs: Iterable[Doc], gone: Iterable[int]) -> None:
        """Put in these pages for what there was of them, take out others; there for all readers once it returns."""

    def count(self) -> int:
        """How many pages are in it. Raises whatever comes of a damaged index."""

    def close(self) -> None: ...


def open_index(engine: EngineName, folder: Path) -> SearchIndex:
    """The index in this folder, made if it is not there. Each engine is imported by who uses it."""
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "whoosh":
        from wiki.search.engines.whoosh import WhooshIndex

        return WhooshIndex(folder)
    from wiki.search.engines.fts5 import Fts5Index

    return Fts5Index(folder)
