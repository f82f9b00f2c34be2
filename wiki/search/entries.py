"""What can be found: pages, what is said beside them, and questions with their answers. Each is one number in the
index, which says its kind."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

KINDS = 8
"""Room for so many: posts come one day. Another number makes every index be built anew."""


class Kind(IntEnum):
    PAGE = 0
    REMARK = 1
    FILE = 2
    QUESTION = 3


ALONE = frozenset({Kind.PAGE, Kind.QUESTION})
"""What stands in an answer by itself; the rest stands with its page."""
WEIGHT = {Kind.PAGE: 1.0, Kind.REMARK: 0.5, Kind.FILE: 0.8, Kind.QUESTION: 0.8}
"""What is said beside a page counts less than the page: it is short, and BM25 thinks much of short texts."""


class Entry(NamedTuple):
    kind: Kind
    id: int

    @property
    def key(self) -> int:
        return self.id * KINDS + self.kind


def entry_of(key: int) -> Entry:
    return Entry(Kind(key % KINDS), key // KINDS)


def keys_of(kind: Kind, ids: Iterable[int]) -> list[int]:
    return [Entry(kind, id_).key for id_ in ids]


def by_kind(entries: Iterable[Entry]) -> dict[Kind, list[int]]:
    """Their ids; only kinds that there are some of."""
    found: dict[Kind, list[int]] = {}
    for kind, id_ in entries:
        found.setdefault(kind, []).append(id_)
    return found


WEIGHTS = tuple(WEIGHT[Kind(kind)] if kind < len(Kind) else 1.0 for kind in range(KINDS))
"""By the kind in a key: looked up for each of thousands that answer."""
