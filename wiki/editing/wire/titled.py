"""Which units of a page's document stand in its title: an update says it only of the first in a text."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from wiki.editing.wire.reader import TITLE, BadUpdate, Item, Place, Span
from wiki.editing.wire.update import ParsedUpdate


class Titled:
    """All units that are not in here stand in the text."""

    def __init__(self, spans: Iterable[Sequence[int]] = (), vector: Mapping[int, int] | None = None) -> None:
        """`spans` (client, clock, length) of a document that has come to `vector`."""
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._seen = dict(vector or {})
        for client, clock, length in spans:
            self._add(Span(client, clock, length))

    def __contains__(self, place: Place) -> bool:
        return self.units_of(Span(*place, 1)) == 1

    def spans(self) -> list[list[int]]:
        return [[client, clock, end - clock] for client, its in self._spans.items() for clock, end in its]

    def units_of(self, *spans: Span) -> int:
        """How many of these units stand in the title."""
        return sum(self._within(span) for span in spans if span.client in self._spans)

    def learn(self, parsed: ParsedUpdate) -> None:
        """An update that may follow what is known. What is resent says nothing, whatever it says. Raises BadUpdate,
        and learns nothing, where something would stand in both texts."""
        new = Titled()
        for item in parsed.items:
            if item.clock >= self._seen.get(item.client, 0) and self._stands(item, new):
                new._add(Span(item.client, item.clock, item.end - item.clock))
        for client, clock, length in new.spans():
            self._add(Span(client, clock, length))
        for client, clock in parsed.vector_to.items():
            self._seen[client] = max(clock, self._seen.get(client, 0))

    def _stands(self, item: Item, new: "Titled") -> bool:
        if item.root is not None:
            return item.root == TITLE
        sides = {place in self or place in new for place in (item.left, item.right) if place}
        if len(sides) > 1:
            raise BadUpdate("another parent")
        return sides.pop()

    def _within(self, span: Span) -> int:
        its = self._spans[span.client]
        at = max(0, bisect_right(its, (span.clock + 1,)) - 1)
        count = 0
        while at < len(its) and its[at][0] < span.end:
            count += max(0, min(its[at][1], span.end) - max(its[at][0], span.clock))
            at += 1
        return count

    def _add(self, span: Span) -> None:
        """Each client's in the order of its clock; what is known may come again."""
        its = self._spans.setdefault(span.client, [])
        if its and its[-1][1] >= span.clock:
            its[-1] = (its[-1][0], max(its[-1][1], span.end))
        else:
            its.append((span.clock, span.end))
