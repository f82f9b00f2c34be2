"""Which heading became which: so that links to a heading still lead there when it says something else."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

ALIKE = 0.5
"""From here on two headings at the same place are one that was changed, 0 to 1."""
ALIKE_ELSEWHERE = 0.7


class Named(NamedTuple):
    """What of a heading tells it from others."""

    level: int
    text: str
    anchor: str


def renamed(before: Sequence[Named], after: Sequence[Named]) -> dict[str, str]:
    """Anchors that are no more, each with the anchor of the heading that took its place; what was deleted is left out.

    A heading that keeps its anchor is itself, wherever it moved. Between two of those, one that went and one that came
    are the same; of several the most alike are. What is left moved and changed, if it is very much alike.
    """
    found: dict[str, str] = {}
    kept = {heading.anchor for heading in before} & {heading.anchor for heading in after}
    gone, come = _gaps(before, kept), _gaps(after, kept)
    for place, old in gone.items():
        _pair(found, old, come.get(place, []), ALIKE)
    left = [heading for old in gone.values() for heading in old if heading.anchor not in found]
    taken = set(found.values())
    free = [heading for new in come.values() for heading in new if heading.anchor not in taken]
    _pair(found, left, free, ALIKE_ELSEWHERE, alone=False)
    return found


def _gaps(headings: Iterable[Named], kept: set[str]) -> dict[str, list[Named]]:
    """The headings that are not kept, by the kept one before them."""
    gaps: dict[str, list[Named]] = {}
    place = ""
    for heading in headings:
        if heading.anchor in kept:
            place = heading.anchor
        else:
            gaps.setdefault(place, []).append(heading)
    return gaps


def _pair(found: dict[str, str], old: list[Named], new: list[Named], alike: float, *, alone: bool = True) -> None:
    if alone and len(old) == len(new) == 1 and old[0].level == new[0].level:
        found[old[0].anchor] = new[0].anchor
        return
    pairs = sorted(((_likeness(a, b), -i, a, b) for i, a in enumerate(old) for b in new), reverse=True)
    taken: set[str] = set()
    for likeness, _, a, b in pairs:
        if likeness >= alike and a.anchor not in found and b.anchor not in taken:
            found[a.anchor] = b.anchor
            taken.add(b.anchor)


def is_alike(before: str, after: str) -> bool:
    """Whether what others wrote may say the one for the other. Where not, their links lead on as they are."""
    return SequenceMatcher(None, before, after).ratio() >= ALIKE


def _likeness(a: Named, b: Named) -> float:
    return SequenceMatcher(None, a.text.casefold(), b.text.casefold()).ratio()
