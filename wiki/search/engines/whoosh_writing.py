"""How Whoosh's files are written: by terms as they come, so that only terms are sorted and no posting is; and merged
rarely, a block at a time. Whoosh's own way takes four times as long, and as long again at each merge."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import Any, NamedTuple, TypeAlias

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Positions
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import SegmentWriter

from wiki.search.engines import Doc
from wiki.search.ranking import step_of

MOST_IN_A_SEGMENT = 2500
"""Entries: bounds the memory of building."""
TIERS = (40, 300)
"""Segments of fewer entries than these are merged once there are `FAN` of them."""
FAN = 8
Numbers: TypeAlias = "array[int]"
Block: TypeAlias = tuple[tuple[int, ...], Any, Any]
POSITION_BITS = 24
BLOCK = 128
"""Postings."""


class Place(NamedTuple):
    """What is known of an entry beside its words; `length` and `title` count tokens."""

    key: int
    page: int
    space: int
    length: int
    title: int


def schema() -> Schema:
    bag, rows = FieldType(Existence(), None), FieldType(Positions(), None)
    return Schema(place=STORED(), exact=rows, stems=bag, title=bag, beginnings=bag)


def places_in(reader: Any) -> list[Place]:
    perdoc = reader._perdoc
    return [Place(*perdoc.stored_fields(doc)["place"]) for doc in range(perdoc.doc_count_all())]


def blocks(reader: Any, field: str, token: bytes) -> Iterator[Block]:
    """Postings as they lie in the files: steps from one document to the next; how often, None for once, one number
    for all, or one for each; and where, in `exact`, as `positions_in` reads it."""
    try:
        yield from _read(reader._terms.matcher(field, token, reader.schema[field].format))
    except TermNotFound:
        return


def blocks_of_all(reader: Any, field: str, beginning: bytes) -> Iterator[Block]:
    """The same of all terms that begin so."""
    terms = reader._terms
    for (name, term), info in terms.items_from(field, beginning):
        if name != field or not term.startswith(beginning):
            return
        yield from _read(reader.codec().postings_reader(terms._postfile, info, reader.schema[field].format))


def _read(matcher: Any) -> Iterator[Block]:
    while matcher.is_active():
        matcher._read_data()
        yield matcher._data
        matcher._next_block()


class _Postings:
    """Of one term; `weights` and `values` only where a field has them."""

    __slots__ = ("docs", "values", "weights")

    def __init__(self) -> None:
        self.docs, self.weights, self.values = array("I"), array("f"), list[Numbers]()


class Writer(SegmentWriter):
    def __init__(self, index: Any, timeout: float) -> None:
        super().__init__(index, timeout=timeout, compound=False, codec=W3Codec(blocklimit=BLOCK, compression=0))
        self._terms: dict[str, dict[str, _Postings]] = {
            name: defaultdict(_Postings) for name in ("beginnings", "exact", "stems", "title")
        }

    def put(self, doc: Doc) -> None:
        number = self._begin(Place(doc.key, doc.page_id, doc.space_id, len(doc.stems), doc.titled))
        where: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(doc.exact):
            where[word].append(at)
        rows, bag = self._terms["exact"], self._terms["stems"]
        for word, positions in where.items():
            postings = rows[word]
            postings.docs.append(number)
            first = number << POSITION_BITS
            postings.values.append(array("Q", [first + at for at in positions]))
        for stem, times in Counter(doc.stems).items():
            postings = bag[stem]
            postings.docs.append(number)
            postings.weights.append(step_of(times))
        for name, words in (("title", doc.title), ("beginnings", doc.beginnings)):
            for word in set(words):
                self._terms[name][word].docs.append(number)

    def _begin(self, place: Place) -> int:
        number = self.docnum
        self.perdocwriter.start_doc(number)
        self.perdocwriter.add_field("place", self.schema["place"], tuple(place), 0)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1
        return int(number)

    def finish(self) -> None:
        self.commit(mergetype=_merge_few)

    def take_in(self, reader: Any) -> None:
        """The entries of another segment that still stand."""
        gone = set(reader.segment().deleted_docs()) if reader.segment().has_deletions() else set()
        new = {old: self._begin(place) for old, place in enumerate(places_in(reader)) if old not in gone}
        for field, term in list(reader._terms.terms()):
            postings = self._terms[field][term.decode()]
            for steps, weights, values in blocks(reader, field, term):
                docs = list(accumulate(steps))
                postings.docs.extend(new[doc] for doc in docs if doc in new)
                if field == "stems":
                    weights = weights if isinstance(weights, tuple) else (weights or 1.0,) * len(docs)
                    postings.weights.extend(weight for doc, weight in zip(docs, weights, strict=True) if doc in new)
                if field == "exact":
                    for doc, places in groupby(positions_in(values), lambda place: place >> POSITION_BITS):
                        if doc in new:
                            moved = (new[doc] - doc) << POSITION_BITS
                            postings.values.append(array("Q", [place + moved for place in places]))

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for field, terms in self._terms.items():
            self.fieldwriter.start_field(field, self.schema[field])
            for term in sorted(terms):
                if terms[term].docs:
                    self.fieldwriter.start_term(term.encode())
                    _write(self.fieldwriter._postwriter, terms[term])
                    self.fieldwriter.finish_term()
            self.fieldwriter.finish_field()
            terms.clear()
        self.fieldwriter.close()


def _write(out: Any, postings: _Postings) -> None:
    """By blocks, as the posting writer would collect them one by one."""
    docs, weights, values = postings.docs, postings.weights, postings.values
    for begin in range(0, len(docs), BLOCK):
        if begin:
            out._write_block()
        out._ids = docs[begin : begin + BLOCK]
        out._weights = weights[begin : begin + BLOCK] or array("f", [1.0]) * len(out._ids)
        out._values = [b"".join(map(bytes, values[begin : begin + BLOCK]))] if values else []
        out._maxweight = max(out._weights)


def positions_in(values: tuple[bytes, ...]) -> memoryview:
    """Where a term stands in the documents of a block: document and position in one number."""
    return memoryview(values[0]).cast("Q")


def _merge_few(writer: Writer, segments: list[Any]) -> list[Any]:
    """Which segments stay. Large ones are left alone, so that no save waits long, until more than half is gone."""
    standing = {id(segment): segment.doc_count_all() - segment.deleted_count() for segment in segments}
    merged: list[Any] = []
    for most in TIERS:
        small = [segment for segment in segments if segment.doc_count_all() < most]
        if len(small) >= FAN:
            merged = small
    merged += [s for s in segments if s not in merged and 2 * standing[id(s)] < s.doc_count_all()]
    for segment in merged:
        if standing[id(segment)]:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.take_in(reader)
            reader.close()
    return [segment for segment in segments if segment not in merged]
