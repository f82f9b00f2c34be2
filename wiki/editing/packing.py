"""Texts of revisions, packed: each as the lines in which it differs from the one before, and now and then whole.

With zlib alone: what is gone serves as the dictionary for what came instead, since people change words and leave the
rest of a line. A long middle of a long text is not compared by line, so that no page keeps others waiting.
"""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import compress, compressobj, decompress, decompressobj

import msgpack

from wiki.editing.diff import Replace, line_changes

MOST_STEPS = 20
"""As many are unpacked at most to read one."""
WORTH = 0.5
"""What is not smaller than this part of the whole is kept whole."""
COMPARED = 100_000
WINDOW = 32 * 1024

Runs = Sequence[Sequence[int]]


class Said(NamedTuple):
    """A text, and who wrote which run of it: (user id, UTF-16 units)."""

    text: str
    runs: Runs


class Packed(NamedTuple):
    text_z: bytes
    runs_z: bytes
    steps: int
    """How many revisions back the last one stands that is whole; 0: this one is."""


def pack(said: Said, before: Said | None = None, steps: int = 0) -> Packed:
    """`before`: the revision before it, which is so many `steps` away from a whole one."""
    whole = Packed(compress(said.text.encode()), compress(_told(said.runs)), 0)
    if before is None or steps >= MOST_STEPS:
        return whole
    step = _step(before.text, said.text)
    if len(step) > WORTH * len(whole.text_z):
        return whole
    return Packed(step, _like(_told(said.runs), _told(before.runs)), steps + 1)


def unpack(packed: Packed, before: Said | None = None) -> Said:
    """`before`: the revision before it, which one that is not whole needs."""
    if not packed.steps:
        return Said(decompress(packed.text_z).decode(), msgpack.unpackb(decompress(packed.runs_z)))
    assert before is not None, "a step needs the revision before it"
    runs = _unlike(packed.runs_z, _told(before.runs))
    return Said(_stepped(before.text, packed.text_z), msgpack.unpackb(runs))


def _told(runs: Runs) -> bytes:
    return bytes(msgpack.packb([list(run) for run in runs]))


def _step(old: str, new: str) -> bytes:
    spots = _spots(old, new)
    said = "".join(spot.text for spot in spots)
    places = [number for spot in spots for number in (spot.start, spot.end, len(spot.text))]
    return bytes(msgpack.packb([places, _like(said.encode(), _gone(old, places))]))


def _stepped(old: str, step: bytes) -> str:
    places, packed = msgpack.unpackb(step)
    said, parts, at, read = _unlike(packed, _gone(old, places)).decode(), [], 0, 0
    for start, end, length in _by_three(places):
        parts += [old[at:start], said[read : read + length]]
        at, read = end, read + length
    return "".join([*parts, old[at:]])


def _spots(old: str, new: str) -> list[Replace]:
    head = _shared_head(old, new)
    tail = _shared_head(old[head:][::-1], new[head:][::-1])
    middle, instead = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(middle), len(instead)) > COMPARED:
        return [Replace(head, len(old) - tail, instead)]
    return [Replace(start + head, end + head, text) for start, end, text in line_changes(middle, instead)]


def _shared_head(one: str, other: str) -> int:
    """By halves, since comparing slices is quick where comparing characters is not."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _gone(old: str, places: Sequence[int]) -> bytes:
    return "".join(old[start:end] for start, end, _ in _by_three(places)).encode()


def _by_three(places: Sequence[int]) -> list[tuple[int, int, int]]:
    return list(zip(places[::3], places[1::3], places[2::3], strict=True))


def _like(data: bytes, known: bytes) -> bytes:
    """Packed with what is known already as the dictionary; zlib looks back no further than its window."""
    packer = compressobj(zdict=known[-WINDOW:])
    return packer.compress(data) + packer.flush()


def _unlike(packed: bytes, known: bytes) -> bytes:
    return decompressobj(zdict=known[-WINDOW:]).decompress(packed)
