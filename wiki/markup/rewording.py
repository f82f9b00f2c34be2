"""The words in which two renderings of one passage differ, marked within the HTML of the newer.

Tags stay as they are: only words between them are wrapped, so that what comes out is as well-formed as what went in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wiki.core.alignment import differences

PIECE = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|(?:[^\s<&]|&[#\w]+;)+|\s+|[<&]""")
WHOLE = re.compile(r'<(?:span|div|pre|code)\b[^>]*class="[^"]*\b(?:math|mermaid|drawing)\b')
NAME = re.compile(r"</?([a-z0-9]+)")
ALIKE = 0.3
"""Two passages that share a smaller part of their words are two, and not one that was changed."""


@dataclass(frozen=True)
class Piece:
    html: str
    said: bool
    """Whether one reads it: a word, a picture, a formula."""


def pieces_of(html: str) -> list[Piece]:
    found: list[Piece] = []
    whole: list[str] = []
    depth = 0
    for raw in PIECE.findall(html):
        if whole:
            whole.append(raw)
            depth += _opens(raw, whole[0])
            if not depth:
                found.append(Piece("".join(whole), said=True))
                whole = []
        elif WHOLE.match(raw):
            whole, depth = [raw], 1
        else:
            found.append(Piece(raw, said=not raw.isspace() and (raw[0] != "<" or raw.startswith("<img"))))
    return found + [Piece(raw, said=True) for raw in whole]


def _opens(raw: str, first: str) -> int:
    name, ours = NAME.match(raw), NAME.match(first)
    if not name or not ours or name[1] != ours[1]:
        return 0
    return -1 if raw.startswith("</") else 1


def likeness(one: Sequence[Piece], other: Sequence[Piece]) -> float:
    """The part of their words that two passages share."""
    words, others = ({piece.html for piece in pieces if piece.said} for pieces in (one, other))
    return len(words & others) / max(1, len(words | others))


def reworded(old: Sequence[Piece], new: Sequence[Piece]) -> str:
    """The new passage with `ins` around words that came and `del` around those that went."""
    before, places = [piece.html for piece in old if piece.said], [i for i, piece in enumerate(new) if piece.said]
    gone: dict[int, str] = {}
    came: set[int] = set()
    for i, j, k, m in differences(before, [new[place].html for place in places]):
        came.update(places[k:m])
        if j > i:
            at = places[k] if k < len(places) else (places[-1] + 1 if places else len(new))
            gone[at] = f"<del>{' '.join(before[i:j])}</del>"
    return "".join(_told(new, came, gone))


def _told(new: Sequence[Piece], came: set[int], gone: dict[int, str]) -> Iterator[str]:
    open_ = False
    for at, piece in enumerate([*new, Piece("", said=False)]):
        goes_on = at in came or (open_ and piece.html.isspace() and at + 1 in came)
        if open_ and (not goes_on or at in gone):
            yield "</ins>"
            open_ = False
        if at in gone:
            yield f"{gone[at]} " if piece.said else f" {gone[at]}"
        if goes_on and not open_:
            yield "<ins>"
            open_ = True
        yield piece.html
