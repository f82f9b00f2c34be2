"""Whoosh, with the guards without which it answers wrongly or slowly.

- Refreshing keeps a segment's reader only while nothing was deleted from it; Whoosh's own way brings old pages back.
- A filter is a set that is not empty, made once for each state of the index and set of spaces.
- Segments are not packed into compound files, which would be copied into memory.
- What replaces a page looks its old number up in the searcher that is open already.
- Prefixes are looked up among a bounded number of words; what is being typed, among beginnings of words of titles.
- The schema in the index is a pickle: it is never read, ours is given instead.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import index as indexes
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.reading import EmptyReader, MultiReader, SegmentReader
from whoosh.scoring import BM25F

from wiki.search.analysis import LONGEST_BEGINNING
from wiki.search.asking import Item, Query
from wiki.search.engines import Doc

EXPANDED = 64
FILTERS_KEPT = 100
LOCK_WITHIN_S = 30
BATCH_MB = 64


def _schema() -> Schema:
    words = SpaceSeparatedTokenizer()
    return Schema(
        id=ID(unique=True, stored=True),
        space=ID(),
        exact=TEXT(analyzer=words, phrase=True),
        stems=TEXT(analyzer=words, phrase=False),
        title=TEXT(analyzer=words, phrase=False),
        beginnings=TEXT(analyzer=words, phrase=False),
    )


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
        schema = _schema()
        if not indexes.exists_in(folder):
            indexes.create_in(folder, schema)
        self._index = indexes.open_dir(folder, schema=schema)
        self._index.__class__ = _Index
        self._searcher: Any = self._index.searcher(weighting=BM25F())
        self._filters: dict[frozenset[int], set[int]] = {}
        self._numbers: dict[int, int] | None = None
        self._generation = -1

    def search(self, query: Query, spaces: frozenset[int], limit: int, pages: frozenset[int] | None) -> list[int]:
        if not spaces or query.is_empty:
            return []
        return self._found(self._query(query), spaces, limit, pages)

    def suggest(self, words: list[str], spaces: frozenset[int], limit: int) -> list[int]:
        if not spaces or not words:
            return []
        return self._found(q.And([q.Term("beginnings", word) for word in words]), spaces, limit, None)

    def _found(self, query: Any, spaces: frozenset[int], limit: int, pages: frozenset[int] | None) -> list[int]:
        searcher = self._fresh()
        among = self._docs_in(searcher, spaces)
        if pages is not None:
            numbers = self._numbered(searcher)
            among = among & {numbers[page] for page in pages if page in numbers}
        if not among:
            return []
        return [int(hit["id"]) for hit in searcher.search(query, limit=limit, filter=among)]

    def _fresh(self) -> Any:
        """The searcher of what is there now, and nothing remembered of what was."""
        self._searcher = self._searcher.refresh()
        generation = self._index.latest_generation()
        if generation != self._generation:
            self._generation, self._numbers = generation, None
            self._filters.clear()
        return self._searcher

    def _docs_in(self, searcher: Any, spaces: frozenset[int]) -> set[int]:
        if spaces not in self._filters:
            if len(self._filters) >= FILTERS_KEPT:
                self._filters.clear()
            wanted = q.Or([q.Term("space", str(space)) for space in sorted(spaces)])
            self._filters[spaces] = set(searcher.docs_for_query(wanted))
        return self._filters[spaces]

    def _numbered(self, searcher: Any) -> dict[int, int]:
        if self._numbers is None:
            self._numbers = {int(fields["id"]): number for number, fields in searcher.reader().iter_docs()}
        return self._numbers

    def _query(self, query: Query) -> Any:
        wanted = [self._any(clause, query.in_title) for clause in query.must]
        whole = q.And(wanted) if len(wanted) > 1 else wanted[0]
        return q.AndNot(whole, self._any(query.never, query.in_title)) if query.never else whole

    def _any(self, items: tuple[Item, ...], in_title: bool) -> Any:
        found = [self._one(item, in_title) for item in items]
        return q.Or(found) if len(found) > 1 else found[0]

    def _one(self, item: Item, in_title: bool) -> Any:
        if item.kind == "phrase":
            return q.Phrase("exact", list(item.tokens)) if len(item.tokens) > 1 else q.Term("exact", item.tokens[0])
        if item.kind == "prefix" and in_title:
            return q.Term("beginnings", item.tokens[0][:LONGEST_BEGINNING])
        if item.kind == "prefix":
            words = islice(self._fresh().reader().expand_prefix("exact", item.tokens[0]), EXPANDED)
            terms = [q.Term("exact", word.decode()) for word in words]
            return q.Or(terms) if terms else q.NullQuery
        terms = [q.Term("title" if in_title else "stems", token) for token in item.tokens]
        return q.Or(terms) if len(terms) > 1 else terms[0]

    def apply(self, docs: Iterable[Doc], gone: Iterable[int]) -> None:
        writer = self._index.writer(timeout=LOCK_WITHIN_S, compound=False, limitmb=BATCH_MB)
        try:
            searcher = self._fresh()
            for page_id in gone:
                self._take_out(writer, searcher, page_id)
            for doc in docs:
                self._take_out(writer, searcher, doc.page_id)
                writer.add_document(
                    id=str(doc.page_id),
                    space=str(doc.space_id),
                    exact=" ".join(doc.exact),
                    stems=" ".join(doc.stems),
                    title=" ".join(doc.title),
                    beginnings=" ".join(doc.beginnings),
                )
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def _take_out(self, writer: Any, searcher: Any, page_id: int) -> None:
        for number in searcher.docs_for_query(q.Term("id", str(page_id))):
            writer.delete_document(number)

    def count(self) -> int:
        searcher = self._fresh()
        searcher.search(q.Term("stems", "probe"), limit=1)
        return int(searcher.doc_count())

    def close(self) -> None:
        self._searcher.close()
        self._index.close()
