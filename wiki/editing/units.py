"""Texts in UTF-16 units, as browsers count, and who typed each of them."""

from array import array
from collections.abc import Iterable, Sequence


def units_in(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def by_unit(runs: Iterable[Sequence[int]]) -> "array[int]":
    """Who typed each unit; `runs` are (user id, how many)."""
    whose = array("q")
    for user_id, length in runs:
        whose.extend([user_id] * length)
    return whose
