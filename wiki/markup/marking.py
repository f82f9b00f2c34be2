"""Passages that differ between two renderings of a page, marked in the newer one.

A passage is a block of the page, or an item of a list or a row of a table. What counts is what one reads in it: its
words, pictures and where its links lead, not the numbers of lines and notes that a change further up moves.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any

from wiki.core.alignment import differences
from wiki.markup.folding import stretches
from wiki.markup.rewording import ALIKE, Piece, likeness, pieces_of, reworded

VOID = frozenset(["br", "col", "hr", "img", "input", "wbr"])
TOLD = frozenset({"src", "href", "checked"})
WHOLE_OF_PARTS = frozenset(["ul", "ol", "table", "thead", "tbody", "tfoot", "div", "section"])
APART = frozenset({"\0td", "\0th", "\0br", "\0p", "\0li"})
GONE_AS = {"li": ("", ""), "tr": ('<td colspan="99">', "</td>")}
MOST_REMOVED = 400
"""Characters of a passage that is gone."""


@dataclass
class Passage:
    """`at` is where its first tag's name ends; `start` where the tag begins, and `end` where all of it does."""

    tag: str
    start: int
    at: int
    id: str | None
    said: list[str] = field(default_factory=list)
    end: int = 0

    @property
    def key(self) -> str:
        return "\0".join(self.said)

    @property
    def words(self) -> str:
        told = (" " if part in APART else part for part in self.said if part in APART or part[:1] != "\0")
        return " ".join("".join(told).split())


class Reader(HTMLParser):
    """Gathers the passages of HTML that our sanitiser made, so every tag is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._open: list[tuple[str, bool]] = []
        """Tags with whether they are, or stand in, a passage."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = bool(self._open) and self._open[-1][1]
        named = dict(attrs)
        if not inside and not self._holds_passages(tag, named.get("class") or ""):
            inside = True
            start = self._place()
            self.passages.append(Passage(tag, start, start + 1 + len(tag), named.get("id")))
            if tag in VOID:
                self.passages[-1].end = start + len(self.get_starttag_text() or "")
        if inside:
            self.passages[-1].said += [f"\0{tag}", *(f"\0{n}={v}" for n, v in attrs if n in TOLD)]
        if tag not in VOID:
            self._open.append((tag, inside))

    def _holds_passages(self, tag: str, classes: str) -> bool:
        return tag in WHOLE_OF_PARTS and "callout" not in classes.split()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            _, inside = self._open.pop()
            if inside and not (self._open and self._open[-1][1]):
                self.passages[-1].end = self._place() + len(f"</{tag}>")

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.passages[-1].said.append(data)


def mark(old: str, new: str, removed: str) -> dict[str, Any]:
    """`html`: the new one with `data-since` on passages that are not in the old, and those that are gone told in a few
    words behind the word `removed`; `passages`: how many of both; `first`: the id of the first."""
    before, now = Reader(old).passages, Reader(new).passages
    additions: list[tuple[int, str]] = []
    count = 0
    first: str | None = None
    for i, j, k, m in differences([p.key for p in before], [p.key for p in now]):
        for passage in now[k:m]:
            count += 1
            additions.append((passage.at, _marks(passage, count)))
            first = first or passage.id or _name(count)
        gone = before[i + (m - k) : j]
        told, number = _told(gone, now[m] if m < len(now) else None, removed, count)
        if told:
            count, first = number, first or _name(count + 1)
            additions.append((now[m].start if m < len(now) else len(new), told))
    return {"html": _with(new, additions), "passages": count, "first": first}


def compare(old: str, new: str) -> dict[str, Any]:
    """`html`: the new one with what came in `ins` and what went in `del`, word by word where a passage was changed;
    `passages`: how many changed, came or went, each with `data-since`; `first`: the id of the first."""
    before, now = Reader(old).passages, Reader(new).passages
    parts: list[str] = []
    tail: list[str] = []
    first: str | None = None
    at = count = 0
    for i, j, k, m in differences([p.key for p in before], [p.key for p in now]):
        pairs = _pairs(old, before[i:j], new, now[k:m])
        for (was, becomes), place in zip(pairs, _places(pairs, now[m] if m < len(now) else None), strict=True):
            if becomes is None and not (was and was.words):
                continue
            count += 1
            first = first or (becomes and becomes.id) or _name(count)
            if becomes is not None:
                parts += [new[at : becomes.start], _changed(old, was, new, becomes, count)]
                at = becomes.end
            elif was and place:
                parts += [new[at : place.start], _removed(was, place, count)]
                at = place.start
            elif was:
                tail.append(_removed(was, None, count))
    return {"html": "".join([*parts, new[at:], *tail]), "passages": count, "first": first}


Pair = tuple[Passage | None, Passage | None]


def _pairs(old: str, before: list[Passage], new: str, now: list[Passage]) -> list[Pair]:
    """Each passage that came with the one it was, those that only went before the one that stands in their place."""
    pairs: list[Pair] = []
    left = list(before)
    for passage in now:
        pieces = pieces_of(new[passage.start : passage.end])
        alike = next(
            (
                n
                for n, one in enumerate(left)
                if one.tag == passage.tag and likeness(_pieces(old, one), pieces) >= ALIKE
            ),
            None,
        )
        if alike is None:
            pairs.append((None, passage))
        else:
            pairs += [(one, None) for one in left[:alike]] + [(left[alike], passage)]
            del left[: alike + 1]
    return pairs + [(one, None) for one in left]


def _places(pairs: list[Pair], follower: Passage | None) -> list[Passage | None]:
    """Of each the passage that it is, or that it stands before when it is gone; None: it stands at the very end."""
    places: list[Passage | None] = []
    for _, becomes in reversed(pairs):
        follower = becomes or follower
        places.append(follower)
    return places[::-1]


def _pieces(html: str, passage: Passage) -> list[Piece]:
    return pieces_of(html[passage.start : passage.end])


def _changed(old: str, was: Passage | None, new: str, becomes: Passage, number: int) -> str:
    told = reworded(_pieces(old, was) if was else [], _pieces(new, becomes))
    name_ends = told.index(f"<{becomes.tag}") + 1 + len(becomes.tag)  # words that went may stand before it
    return told[:name_ends] + _marks(becomes, number) + told[name_ends:]


def _removed(was: Passage, before: Passage | None, number: int) -> str:
    tag = before.tag if before and before.tag in GONE_AS else "p"
    begin, end = GONE_AS.get(tag, ("", ""))
    return f'<{tag} data-since id="{_name(number)}">{begin}<del>{escape(was.words)}</del>{end}</{tag}>\n'


def _marks(passage: Passage, number: int) -> str:
    return " data-since" if passage.id else f' data-since id="{_name(number)}"'


def _name(number: int) -> str:
    return f"since-{number}"


def _told(gone: list[Passage], before: Passage | None, removed: str, count: int) -> tuple[str, int]:
    """What is gone, as blocks of the kind that may stand where it stood."""
    tag = before.tag if before and before.tag in GONE_AS else "p"
    begin, end = GONE_AS.get(tag, ("", ""))
    told = []
    for words in filter(None, (passage.words[:MOST_REMOVED] for passage in gone)):
        count += 1
        inner = f"{begin}<b>{escape(removed)}</b> <del>{escape(words)}</del>{end}"
        told.append(f'<{tag} class="gone" data-since id="{_name(count)}">{inner}</{tag}>\n')
    return "".join(told), count


def _with(html: str, additions: list[tuple[int, str]]) -> str:
    """The additions come in order of their places."""
    pieces, at = [], 0
    for place, addition in additions:
        pieces += [html[at:place], addition]
        at = place
    return "".join([*pieces, html[at:]])


def _compare_in_parts(old: str, new: str) -> dict[str, Any]:
    """The same, with `parts` in the place of `html`: see `folding.stretches`."""
    compared = compare(old, new)
    return {"parts": stretches(compared.pop("html"))} | compared


HANDLERS: dict[str, Callable[..., dict[str, Any]]] = {"mark": mark, "compare": _compare_in_parts}
