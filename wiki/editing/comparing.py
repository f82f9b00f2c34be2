"""Two texts line by line, for people, with the words that changed within a line. Runs in a child: texts may be long."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Literal

from wiki.core.alignment import Difference, differences
from wiki.editing.diff import word_changes

AROUND = 3
LONGEST_LINE = 5_000
MOST_PAIRS = 500
MOST_LINES = 1_000
"""More than anybody reads; to put them on a page would keep others waiting."""

Op = Literal["same", "add", "del", "fold", "cut"]


@dataclass(frozen=True)
class Line:
    """`parts`: stretches of the text, and whether they are what changed in it; `at`: its number in the text it is of.
    A fold stands for so many unchanged lines that are left out, a cut for so many of any kind."""

    op: Op
    text: str
    at: int = 0
    parts: tuple[tuple[str, bool], ...] = ()


def compare(old: str, new: str, around: int = AROUND) -> list[Line]:
    """Lines removed and added, each with a few unchanged lines around."""
    before, after = old.splitlines(), new.splitlines()
    end = Difference(len(before) + around, len(before), len(after), len(after))
    lines: list[Line] = []
    shown = pairs = 0
    for change, following in pairwise([*differences(before, after), end]):
        start = max(change.old_start - around, shown)
        if lines and start > shown:
            lines.append(Line("fold", "…", start - shown))
        shown = min(change.old_end + around, following.old_start, len(before))
        gone = before[change.old_start : change.old_end]
        came = after[change.new_start : change.new_end]
        pairs += len(gone)
        by_words = len(gone) == len(came) and pairs <= MOST_PAIRS
        lines += _lines("same", before[start : change.old_start], start)
        lines += _lines("del", gone, change.old_start, came if by_words else ())
        lines += _lines("add", came, change.new_start, gone if by_words else ())
        lines += _lines("same", before[change.old_end : shown], change.old_end)
    return lines


def _lines(op: Op, texts: list[str], start: int, others: Iterable[str] = ()) -> list[Line]:
    """`others`: what each of these lines was, or became."""
    parts = [_parts(text, other) for text, other in zip(texts, others, strict=False)] or [()] * len(texts)
    return [Line(op, text, start + n + 1, its) for n, (text, its) in enumerate(zip(texts, parts, strict=True))]


def _parts(text: str, other: str) -> tuple[tuple[str, bool], ...]:
    if max(len(text), len(other)) > LONGEST_LINE:
        return ()
    parts, at = [], 0
    for start, end, _ in word_changes(text, other):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple((words, changed) for words, changed in [*parts, (text[at:], False)] if words)


def _compare(old: str, new: str) -> dict[str, Any]:
    lines = compare(old, new)
    shown = lines[:MOST_LINES] + ([Line("cut", "", len(lines) - MOST_LINES)] if len(lines) > MOST_LINES else [])
    return {"lines": [asdict(line) for line in shown]}


HANDLERS: dict[str, Callable[..., dict[str, Any]]] = {"compare": _compare}
