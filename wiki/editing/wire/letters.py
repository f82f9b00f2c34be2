"""The same update with one letter for each UTF-16 unit of its strings: who stands where, and not what it says."""

from wiki.editing.wire.first import number
from wiki.editing.wire.reader import Reader

LETTER = b"x"


class _Strings(Reader):
    """Where in the bytes each string begins and ends, its length before it included, and how many units it has."""

    __slots__ = ("strings",)

    def __init__(self, data: bytes) -> None:
        super().__init__(data, most=len(data))
        self.strings: list[tuple[int, int, int]] = []

    def string(self, client: int, clock: int) -> int:
        start = self.at
        units = super().string(client, clock)
        self.strings.append((start, self.at, units))
        return units


def blanked(state: bytes) -> bytes:
    """For an update of ours. Raises BadUpdate."""
    reader = _Strings(state)
    reader.clients()
    parts, done = [], 0
    for start, end, units in reader.strings:
        parts += [state[done:start], number(units), LETTER * units]
        done = end
    return b"".join([*parts, state[done:]])
