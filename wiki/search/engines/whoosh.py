"""Whoosh: it keeps postings in files, and finds them. Its own searching is not used, nor its way of writing.

- Its ranking counts among all documents, those that may not be shown with them, and walks postings one by one, which
  takes ten times as long as taking them by blocks. `ranking` does it, over what is looked up here.
- Refreshing keeps a segment's reader only while nothing was deleted from it; Whoosh's own way brings old pages back.
- Segments are not packed into compound files, which would be copied into memory.
- The schema in the index is a pickle: it is never read, ours is given instead.
- How segments are written and merged: `whoosh_writing`.
"""

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import accumulate
from pathlib import Path
from typing import Any

from whoosh import index as indexes
from whoosh.reading import EmptyReader, MultiReader, SegmentReader

from wiki.search.asking import Query
from wiki.search.engines import Doc
from wiki.search.engines.whoosh_writing import (
    MOST_IN_A_SEGMENT,
    POSITION_BITS,
    Place,
    Writer,
    blocks,
    blocks_of_all,
    places_in,
    positions_in,
    schema,
)
from wiki.search.ranking import Among, Field, Times, best, scores

AMONG_KEPT = 8
LOCK_WITHIN_S = 30


class _Index(indexes.FileIndex):
    @classmethod
    def _reader(cls, storage: Any, schema: Any, segments: list[Any], generation: int, reuse: Any = None) -> Any:
        """What is in the index now: readers stay for segments that are the same, with as many deletions."""
        if not segments:
            return EmptyReader(schema)
        old = {_state(r.segment()): r for r, _ in reuse.leaf_readers() if r.segment()} if reuse else {}
        readers = [
            old.pop(_state(segment), None) or SegmentReader(storage, schema, segment, generation=generation)
            for segment in segments
        ]
        for reader in old.values():
            reader.close()
        return readers[0] if len(readers) == 1 else MultiReader(readers, generation=generation)


def _state(segment: Any) -> tuple[str, int]:
    return segment.segment_id(), segment.deleted_count()


class WhooshIndex:
    def __init__(self, folder: Path) -> None:
        ours = schema()
        if not indexes.exists_in(folder):
            indexes.create_in(folder, ours)
        self._index = indexes.open_dir(folder, schema=ours)
        self._index.__class__ = _Index
        self._reader: Any = self._index.reader()
        self._leaves: list[tuple[Any, int]] = []
        self._places: dict[int, Place] = {}
        self._of_segment: dict[str, list[Place]] = {}
        self._among: dict[frozenset[int], Among] = {}
        self._generation = -1
        self._writer: Writer | None = None

    def search(self, query: Query, spaces: frozenset[int], limit: int, among: frozenset[int] | None) -> list[int]:
        if query.is_empty:
            return []
        mine = self._in(spaces)
        only = None if among is None else [doc for doc, place in self._places.items() if place.key in among]
        found = scores(query, self, mine, only)
        return best({self._places[doc].key: score for doc, score in found.items()}, limit)

    def suggest(self, words: list[str], spaces: frozenset[int], limit: int) -> list[int]:
        found = set(self._in(spaces).norms) if words else set()
        for word in words:
            found &= self.word("beginnings", word).keys()
        places = [self._places[doc] for doc in found]
        return [place.key for place in nsmallest(limit, places, key=lambda place: (place.title, place.key))]

    def word(self, field: Field, token: str) -> Times:
        found: Times = {}
        for docs, weights in self._postings(field, token.encode()):
            if isinstance(weights, tuple):
                found.update(zip(docs, weights, strict=True))
            else:
                found |= dict.fromkeys(docs, weights or 1.0)
        return found

    def phrase(self, tokens: tuple[str, ...]) -> Times:
        if len(tokens) == 1:
            return self.word("exact", tokens[0])
        return {doc: 1.0 for reader, base in self._leaves for doc in _in_a_row(reader, base, tokens)}

    def prefix(self, beginning: str) -> Times:
        found: Times = {}
        for reader, base in self._leaves:
            for (first, *steps), _, _ in blocks_of_all(reader, "exact", beginning.encode()):
                found |= dict.fromkeys(accumulate((first + base, *steps)), 1.0)
        return found

    def _postings(self, field: str, token: bytes) -> Iterator[tuple[Iterable[int], Any]]:
        """Block by block: documents, and how often."""
        for reader, base in self._leaves:
            for (first, *steps), weights, _ in blocks(reader, field, token):
                yield accumulate((first + base, *steps)), weights

    def _in(self, spaces: frozenset[int]) -> Among:
        """The entries of these spaces, as they are now."""
        self._fresh()
        if spaces not in self._among:
            if len(self._among) >= AMONG_KEPT:
                self._among.clear()
            mine = {doc: place for doc, place in self._places.items() if place.space in spaces}
            lengths = {doc: place.length for doc, place in mine.items()}
            self._among[spaces] = Among(lengths, {doc: place.title for doc, place in mine.items()})
        return self._among[spaces]

    def _fresh(self) -> Any:
        """The reader of what is there now, and nothing remembered of what was."""
        generation = self._index.latest_generation()
        if generation != self._generation:
            self._reader = self._index.reader(reuse=self._reader)
            self._leaves = self._reader.leaf_readers() if not isinstance(self._reader, EmptyReader) else []
            self._of_segment = {r.segment().segment_id(): self._read_places(r) for r, _ in self._leaves}
            self._places = {base + doc: place for r, base in self._leaves for doc, place in self._standing(r)}
            self._among.clear()
            self._generation = generation
        return self._reader

    def _read_places(self, reader: Any) -> list[Place]:
        return self._of_segment.get(reader.segment().segment_id()) or places_in(reader)

    def _standing(self, reader: Any) -> Iterator[tuple[int, Place]]:
        segment = reader.segment()
        gone = set(segment.deleted_docs()) if segment.has_deletions() else set()
        places = enumerate(self._of_segment[segment.segment_id()])
        return ((doc, place) for doc, place in places if doc not in gone)

    def apply(
        self, docs: Iterable[Doc], gone: Iterable[int] = (), pages: Iterable[int] = (), *, more: bool = False
    ) -> None:
        writer = self._writer or Writer(self._index, LOCK_WITHIN_S)
        self._writer = None
        try:
            new = list(docs)
            self._take_out(writer, {*gone, *(doc.key for doc in new)}, set(pages))
            for doc in new:
                writer.put(doc)
        except BaseException:
            writer.cancel()
            raise
        if more and writer.doc_count() < MOST_IN_A_SEGMENT:
            self._writer = writer
        else:
            writer.finish()

    def _take_out(self, writer: Writer, keys: set[int], pages: set[int]) -> None:
        self._fresh()
        for doc, place in self._places.items():
            if place.key in keys or place.page in pages:
                writer.delete_document(doc)

    def count(self) -> int:
        self._fresh()
        self.phrase(("probe", "probe"))
        self.word("stems", "probe")
        return len(self._places)

    def close(self) -> None:
        if self._writer:
            self._writer.cancel()
        self._reader.close()
        self._index.close()


def _in_a_row(reader: Any, base: int, tokens: tuple[str, ...]) -> set[int]:
    """Documents of a segment in which these follow each other. The rarest comes first, and of the others only blocks
    are looked at that have a document in question."""
    read = [list(blocks(reader, "exact", token.encode())) for token in tokens]
    begins: set[int] | None = None
    for at in sorted(range(len(tokens)), key=lambda at: len(read[at])):
        docs = None if begins is None else {begin >> POSITION_BITS for begin in begins}
        here = [
            positions_in(values)
            for steps, _, values in read[at]
            if docs is None or not docs.isdisjoint(accumulate(steps))
        ]
        if begins is None:
            begins = {place - at for places in here for place in places}
        else:
            standing = set().union(*here)
            begins = {begin for begin in begins if begin + at in standing}
        if not begins:
            break
    return {base + (begin >> POSITION_BITS) for begin in begins or ()}
