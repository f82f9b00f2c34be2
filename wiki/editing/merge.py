"""Carrying one person's change over to what others have made of the text meanwhile."""

from itertools import chain
from typing import NamedTuple

from wiki.core.alignment import shared_head
from wiki.editing.diff import WORDS, Replace, word_changes


class Merged(NamedTuple):
    text: str
    conflict: bool
    """Whether both had changed the same words."""


def merge(base: str, mine: str, now: str) -> Merged:
    """`now` with what changed from `base` to `mine`. Of words that both changed, both versions stay: nothing that
    someone typed is lost."""
    if base == now or mine == now:
        return Merged(mine, False)
    text, conflict, at = [], False, 0
    for stretch in _stretches(list(word_changes(base, mine)), list(word_changes(base, now))):
        text.append(base[at : stretch.start])
        together, clash = stretch.resolved(base)
        text.append(together)
        conflict |= clash
        at = stretch.end
    return Merged("".join([*text, base[at:]]), conflict)


class _Stretch(NamedTuple):
    """Changes of the base that touch each other."""

    start: int
    end: int
    mine: list[Replace]
    now: list[Replace]

    def resolved(self, base: str) -> tuple[str, bool]:
        mine, now = self._version(base, self.mine), self._version(base, self.now)
        if not self.mine or mine == now:
            return now, False
        if not self.now:
            return mine, False
        if self.start == self.end:
            return _both_insertions(mine, now), False
        typed_mine, typed_now = _typed(self.mine), _typed(self.now)
        if typed_mine and typed_now:
            return _both(mine, now), True
        if typed_mine or typed_now:
            return mine if typed_mine else now, True
        if any(change.text for change in chain(self.mine, self.now)):
            return now, True
        return self._without_either(base), False

    def _version(self, base: str, changes: list[Replace]) -> str:
        parts, at = [], self.start
        for change in changes:
            parts += [base[at : change.start], change.text]
            at = change.end
        return "".join([*parts, base[at : self.end]])

    def _without_either(self, base: str) -> str:
        gone = {place for change in chain(self.mine, self.now) for place in range(change.start, change.end)}
        return "".join(base[place] for place in range(self.start, self.end) if place not in gone)


def _stretches(mine: list[Replace], now: list[Replace]) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    labelled = [(change.start, change.end, "mine", change) for change in mine]
    labelled += [(change.start, change.end, "now", change) for change in now]
    for start, end, whose, change in sorted(labelled):
        last = stretches[-1] if stretches else None
        if last and (start < last.end or start == end == last.start == last.end):
            stretches[-1] = last = last._replace(end=max(end, last.end))
        else:
            last = _Stretch(start, end, [], [])
            stretches.append(last)
        (last.mine if whose == "mine" else last.now).append(change)
    return stretches


def _typed(changes: list[Replace]) -> bool:
    return any(not change.text.isspace() for change in changes if change.text)


def _both_insertions(mine: str, now: str) -> str:
    """Once, if one goes on where the other ends."""
    if mine.startswith(now) or now.startswith(mine):
        return max(mine, now, key=len)
    return now + _gap(now, mine) + mine


def _both(mine: str, now: str) -> str:
    """Now's words and then mine, or lines if there are several, between what they have in common."""
    several = "\n" in mine.rstrip("\n") or "\n" in now.rstrip("\n")
    theirs, words = [text.splitlines(keepends=True) if several else WORDS.findall(text) for text in (now, mine)]
    head = shared_head(theirs, words)
    tail = shared_head(theirs[head:][::-1], words[head:][::-1])
    first, second = ("".join(part[head : len(part) - tail]) for part in (theirs, words))
    before, after = "".join(words[:head]), "".join(words[len(words) - tail :])
    return before + first + _gap(first, second) + second + after


def _gap(first: str, second: str) -> str:
    if first[-1:].isspace() or second[:1].isspace() or not (first and second):
        return ""
    if "\n" in first or "\n" in second:
        return "\n"
    return " " if first[-1].isalnum() and second[0].isalnum() else ""
