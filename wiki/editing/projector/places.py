"""Places in a text that stay: a passage is kept as its first and its last unit, as Yjs names them.

pycrdt counts such places by bytes within runs that Yjs counts by UTF-16 units, so that anything but ASCII leads them
astray. They are looked up in a copy of the document that has one letter for each unit: there both count alike.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from pycrdt import Assoc, Doc, StickyIndex, Text

from wiki.editing.wire import TEXT, blanked, parse_vector

Units = tuple[int, int, int, int]
"""(client, clock) of the first and of the last."""


class Places:
    def __init__(self, state: bytes, text: str) -> None:
        """Raises ValueError where the state says another text than this."""
        self.text = text
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"] if not text.isascii() else []
        self._wide_units = [at + before for before, at in enumerate(self._wide)]
        self._doc: Doc[Any] = Doc()
        self._letters = self._doc.get(TEXT, type=Text)
        self._doc.apply_update(blanked(state))
        self._known = parse_vector(self._doc.get_state())
        if len(self._letters) != len(text) + len(self._wide):
            raise ValueError("the state says another text")

    def fix(self, start: int, end: int) -> Units:
        """The passage from one character to before another; it may not be empty."""
        first = self._letters.sticky_index(self._unit(start), Assoc.AFTER).to_json()["item"]
        last = self._letters.sticky_index(self._unit(end), Assoc.BEFORE).to_json()["item"]
        return first["client"], first["clock"], last["client"], last["clock"]

    def find(self, marks: Sequence[Units]) -> list[tuple[int, int] | None]:
        """Where each is now; an empty place where its words are gone, None for units that nobody wrote."""
        with self._doc.transaction() as transaction:
            return [self._found(units, transaction) for units in marks]

    def _found(self, units: Units, transaction: Any) -> tuple[int, int] | None:
        client, clock, last_client, last_clock = units
        if clock >= self._known.get(client, 0) or last_clock >= self._known.get(last_client, 0):
            return None  # pycrdt does not survive being asked
        start = _index(client, clock, Assoc.AFTER, transaction)
        end = _index(last_client, last_clock, Assoc.BEFORE, transaction)
        return self._character(start), self._character(max(start, end))

    def _unit(self, at: int) -> int:
        return at + bisect_left(self._wide, at)

    def _character(self, unit: int) -> int:
        return unit - bisect_left(self._wide_units, unit)


def _index(client: int, clock: int, side: Assoc, transaction: Any) -> int:
    named = {"item": {"client": client, "clock": clock}, "assoc": side.value}
    return StickyIndex.from_json(named).get_index(transaction)
