"""Two texts line by line, for people."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

AROUND = 3


@dataclass(frozen=True)
class Line:
    op: Literal["same", "add", "del"]
    text: str


def compare(old: str, new: str, around: int = AROUND) -> list[Line]:
    """Lines removed and added, each with a few unchanged lines around; "…" stands for what is left out."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[Line] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(around):
        if lines:
            lines.append(Line("same", "…"))
        for op, i, j, k, m in group:
            if op == "equal":
                lines += [Line("same", text) for text in before[i:j]]
                continue
            lines += [Line("del", text) for text in before[i:j]]
            lines += [Line("add", text) for text in after[k:m]]
    return lines
