"""What an update says, and whether it may follow what is known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wiki.editing.wire.reader import MAX_STRUCTS, OUTSIDE_BMP, BadUpdate, Item, Place, Reader, Span

MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class ParsedUpdate:
    spans: tuple[Span, ...]
    deletes: tuple[Span, ...]
    needs: dict[int, int]
    """For each client, up to which clock its units must be known before this can be applied."""
    cuts: tuple[Place, ...] = ()
    """Where something is inserted or a deletion begins or ends."""
    pairs: tuple[Place, ...] = ()
    """The middles of new characters of two units."""
    items: tuple[Item, ...] = ()
    """What is inserted, and where."""

    @property
    def vector_from(self) -> dict[int, int]:
        return {span.client: span.clock for span in reversed(self.spans)}

    @property
    def vector_to(self) -> dict[int, int]:
        return {span.client: span.end for span in self.spans}


class Advance(NamedTuple):
    ends: dict[int, int]
    """What changes in the vector."""
    known: tuple[Span, ...]
    """Spans that were there already, as after a resend."""


def parse_update(data: bytes, *, ours: bool = False) -> ParsedUpdate:
    """What the update inserts and deletes. Raises BadUpdate. An update of `ours` may be of any size."""
    if len(data) > MAX_BYTES and not ours:
        raise BadUpdate("too large")
    reader = Reader(data, len(data) if ours else MAX_STRUCTS)
    try:
        reader.clients()
        reader.deleted()
    except IndexError:
        raise BadUpdate("truncated") from None
    if reader.at != len(data):
        raise BadUpdate("trailing bytes")
    spans, deletes, items = tuple(reader.spans), tuple(reader.deletes), tuple(reader.items)
    return ParsedUpdate(spans, deletes, reader.needs, tuple(reader.cuts), tuple(reader.pairs), items)


def advance(vector: Mapping[int, int], parsed: ParsedUpdate, pairs: Collection[Place] = ()) -> Advance:
    """Where the update takes a text that knows `vector` and has characters of two units with middles at `pairs`.

    Raises BadUpdate: "gap" if something before it is missing, "overlap" if a span is known in part, since what is
    known may say something else, and "divides a character" if it does.
    """
    ends: dict[int, int] = {}
    known = []
    for span in parsed.spans:
        end = ends.get(span.client) or vector.get(span.client, 0)
        if span.clock > end:
            raise BadUpdate("gap")
        if span.end <= end:
            known.append(span)
        elif span.clock < end:
            raise BadUpdate("overlap")
        else:
            ends[span.client] = span.end
    for client, clock in parsed.needs.items():
        if clock > (ends.get(client) or vector.get(client, 0)):
            raise BadUpdate("gap")
    if any(cut in pairs or cut in parsed.pairs for cut in parsed.cuts):
        raise BadUpdate("divides a character")
    return Advance(ends, tuple(known))


def pairs_in(state: bytes) -> set[Place]:
    """The middles of the characters of two units in a whole document of ours, of any size."""
    if not OUTSIDE_BMP.search(state):
        return set()
    reader = Reader(state, most=len(state))
    reader.clients()
    return set(reader.pairs)


def parse_vector(data: bytes) -> dict[int, int]:
    """A state vector as Yjs encodes it: for each client, the clock its next unit will have."""
    reader = Reader(data)
    return {reader.client(): reader.clock() for _ in range(reader.number())}
