"""What changed between two texts: lines first, then words, then the characters of a word.

No change begins or ends inside a character as people see it: accents, emoji and CR LF stay whole.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import regex

from wiki.core.alignment import differences, shared_head

# A run of letters and digits, a run of blanks, or one character. Scripts that do not space their words go one by one.
WORDS = regex.compile(
    r"(?V1)(?:(?=[\w--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]])\X)+|(?:(?=[^\S\r\n])\X)+|\X"
)
CHARACTERS = regex.compile(r"\X")


class Replace(NamedTuple):
    """`old[start:end]` became `text`."""

    start: int
    end: int
    text: str


def changes(old: str, new: str) -> list[Replace]:
    """The small replacements that turn one text into the other, in order and apart."""
    return [_narrowed(old, change) for change in word_changes(old, new)]


def word_changes(old: str, new: str) -> Iterator[Replace]:
    """The same in whole words."""
    for lines in line_changes(old, new):
        if lines.start == lines.end or not lines.text:
            yield lines
        else:
            yield from _replaced(lines.start, WORDS.findall(old[lines.start : lines.end]), WORDS.findall(lines.text))


def line_changes(old: str, new: str) -> Iterator[Replace]:
    """The same in whole lines."""
    return _replaced(0, old.splitlines(keepends=True), new.splitlines(keepends=True))


def _replaced(start: int, old: list[str], new: list[str]) -> Iterator[Replace]:
    places = list(accumulate(map(len, old), initial=start))
    for old_start, old_end, new_start, new_end in differences(old, new):
        yield Replace(places[old_start], places[old_end], "".join(new[new_start:new_end]))


def _narrowed(old: str, change: Replace) -> Replace:
    """Without the characters at both ends that stay."""
    if change.start == change.end or not change.text:
        return change
    before, after = CHARACTERS.findall(old[change.start : change.end]), CHARACTERS.findall(change.text)
    head = shared_head(before, after)
    tail = shared_head(before[head:][::-1], after[head:][::-1])
    start = change.start + sum(map(len, before[:head]))
    end = change.end - sum(map(len, before[len(before) - tail :]))
    return Replace(start, end, "".join(after[head : len(after) - tail]))
