"""Where two sequences differ, in about linear time: anchored on what occurs once in each (patience diff).

What has no such anchor is searched for the shortest way from one to the other (Myers 1986). A stretch with no short
way counts as replaced, so that no text can make this slow.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

SHORT_WAY = 100
"""Insertions and deletions together."""


class Difference(NamedTuple):
    """`old[old_start:old_end]` became `new[new_start:new_end]`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def differences(old: Sequence[str], new: Sequence[str]) -> list[Difference]:
    """In order, with something equal between each two."""
    found: list[Difference] = []
    left = [Difference(0, len(old), 0, len(new))]
    while left:
        part = _trimmed(old, new, left.pop())
        if part.old_start == part.old_end or part.new_start == part.new_end:
            if part.old_start != part.old_end or part.new_start != part.new_end:
                found.append(part)
        elif anchors := _anchors(old, new, part):
            left += _between(part, anchors)
        else:
            found += _shortest(old[part.old_start : part.old_end], new[part.new_start : part.new_end], part)
    return _joined(sorted(found))


def _trimmed(old: Sequence[str], new: Sequence[str], part: Difference) -> Difference:
    i, i_end, j, j_end = part
    head = shared_head(old[i:i_end], new[j:j_end])
    tail = shared_head(old[i + head : i_end][::-1], new[j + head : j_end][::-1])
    return Difference(i + head, i_end - tail, j + head, j_end - tail)


def shared_head(old: Sequence[str], new: Sequence[str], i: int = 0, j: int = 0) -> int:
    """How many items are the same from `old[i]` and `new[j]` on."""
    start = i
    while i < len(old) and j < len(new) and old[i] == new[j]:
        i, j = i + 1, j + 1
    return i - start


def _anchors(old: Sequence[str], new: Sequence[str], part: Difference) -> list[tuple[int, int]]:
    """The places of what occurs once on both sides, as many as are in the same order."""
    places_old = _once(old, part.old_start, part.old_end)
    places_new = _once(new, part.new_start, part.new_end)
    return _longest_rise([(i, places_new[word]) for word, i in places_old.items() if word in places_new])


def _once(words: Sequence[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(words[start:end])
    return {words[i]: i for i in range(start, end) if counts[words[i]] == 1}


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs whose second numbers rise; the first ones rise already."""
    ends: list[int] = []  # the lowest second number that ends a rise of each length
    at_end: list[int] = []  # the pair it belongs to
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        ends[length : length + 1] = [second]
        at_end[length : length + 1] = [index]
        before.append(at_end[length - 1] if length else -1)
    rise, index = [], at_end[-1] if at_end else -1
    while index >= 0:
        rise.append(pairs[index])
        index = before[index]
    return rise[::-1]


def _between(part: Difference, anchors: list[tuple[int, int]]) -> Iterator[Difference]:
    ends = [(part.old_start - 1, part.new_start - 1), *anchors, (part.old_end, part.new_end)]
    for (i, j), (i_next, j_next) in pairwise(ends):
        yield Difference(i + 1, i_next, j + 1, j_next)


def _shortest(old: Sequence[str], new: Sequence[str], part: Difference) -> list[Difference]:
    """Each step lets the furthest way along every diagonal insert or delete one item and then take what is equal."""
    furthest, steps = {1: 0}, []
    for step in range(SHORT_WAY):
        steps.append(dict(furthest))
        for diagonal in range(-step, step + 1, 2):
            i = _arrival(furthest, diagonal, step)
            i += shared_head(old, new, i, i - diagonal)
            furthest[diagonal] = i
            if diagonal == len(old) - len(new) and i >= len(old):
                return [_moved(edit, part) for edit in _edits(steps, len(old), len(new))]
    return [part]


def _arrival(furthest: dict[int, int], diagonal: int, step: int) -> int:
    down = diagonal == -step or (diagonal != step and furthest[diagonal - 1] < furthest[diagonal + 1])
    return furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1


def _edits(steps: list[dict[int, int]], i: int, j: int) -> Iterator[Difference]:
    """Back along the way to the single insertions and deletions, the last first."""
    for step in range(len(steps) - 1, 0, -1):
        furthest, diagonal = steps[step], i - j
        start = _arrival(furthest, diagonal, step)
        if start == furthest.get(diagonal + 1):
            i, j = start, start - diagonal - 1
            yield Difference(i, i, j, j + 1)
        else:
            i, j = start - 1, start - diagonal
            yield Difference(i, i + 1, j, j)


def _moved(edit: Difference, by: Difference) -> Difference:
    return Difference(
        edit.old_start + by.old_start,
        edit.old_end + by.old_start,
        edit.new_start + by.new_start,
        edit.new_end + by.new_start,
    )


def _joined(parts: list[Difference]) -> list[Difference]:
    joined: list[Difference] = []
    for part in parts:
        if joined and joined[-1].old_end == part.old_start and joined[-1].new_end == part.new_start:
            part = Difference(joined[-1].old_start, part.old_end, joined.pop().new_start, part.new_end)
        joined.append(part)
    return joined
