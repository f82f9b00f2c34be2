"""Two texts line by line, for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from wiki.editing.alignment import Difference, differences

AROUND = 3

Op = Literal["same", "add", "del"]


@dataclass(frozen=True)
class Line:
    op: Op
    text: str


def compare(old: str, new: str, around: int = AROUND) -> list[Line]:
    """Lines removed and added, each with a few unchanged lines around; "…" stands for what is left out."""
    before, after = old.splitlines(), new.splitlines()
    end = Difference(len(before) + around, len(before), len(after), len(after))
    lines: list[Line] = []
    shown = 0
    for change, following in pairwise([*differences(before, after), end]):
        start = max(change.old_start - around, shown)
        if lines and start > shown:
            lines.append(Line("same", "…"))
        shown = min(change.old_end + around, following.old_start, len(before))
        lines += _lines("same", before[start : change.old_start])
        lines += _lines("del", before[change.old_start : change.old_end])
        lines += _lines("add", after[change.new_start : change.new_end])
        lines += _lines("same", before[change.old_end : shown])
    return lines


def _lines(op: Op, texts: Iterable[str]) -> list[Line]:
    return [Line(op, text) for text in texts]
