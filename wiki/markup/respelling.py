"""Links by title in a text say another title: where they are links, and nowhere else, by the smallest change."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from re import Match

from wiki.core.words import key_of
from wiki.markup.collect import collect
from wiki.markup.document import parse
from wiki.markup.headings import anchor_of
from wiki.markup.wikilinks import WIKILINK

SAYABLE = re.compile(r"[^\[\]|#\n\s](?:[^\[\]|#\n]*[^\[\]|#\n\s\\])?|[^\[\]|#\n\s\\]")
"""What can stand in `[[…]]`, on either side of the `#`."""
_LINK = re.compile(WIKILINK)
_MEANS_SOMETHING = re.compile(r"[\\`*_<$~&\[\]]")


@dataclass(frozen=True)
class Spelling:
    """How a page is named from now on: by `name`, or, where no name means it, by its address."""

    url: str
    name: str | None = None
    kept: bool = False
    """The name stays as it is said; only headings are called something else."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Former anchors of its headings, each with the words of the heading that it became."""


def respelled(text: str, spellings: Mapping[str, Spelling]) -> list[tuple[int, int, str]]:
    """How every link to one of these title keys is spelled, where that is another way: from where to where, and what
    stands there instead. What only looks like a link stays as it is."""
    spots = [spot for spot in _LINK.finditer(text) if key_of(_name(spot)) in spellings]
    said = ((spot, _respell(spot, spellings[key_of(_name(spot))])) for spot in _live(text, spots))
    return [(spot.start(), spot.end(), new) for spot, new in said if new != spot[0]]


def _name(spot: Match[str]) -> str:
    return _bare(spot, "wiki_name")


def _bare(spot: Match[str], part: str) -> str:
    """Without the sign that keeps a `|` behind it from ending a cell of a table."""
    said = (spot[part] or "").strip()
    return said.removesuffix("\\").rstrip() if spot["wiki_words"] else said


def _live(text: str, spots: list[Match[str]]) -> Iterator[Match[str]]:
    """Those that the parser takes for links, found by giving each a name that stands nowhere else."""
    mark = "kringspot"
    while mark in text:
        mark += "q"
    said, at = [], 0
    for number, spot in enumerate(spots):
        start = _start(spot)
        said += [text[at:start], f"{mark}{number}z"]
        at = start + len(_name(spot))
    links = {link.name for link in collect(parse("".join([*said, text[at:]]))).links if link.kind == "page"}
    return (spot for number, spot in enumerate(spots) if f"{mark}{number}z" in {one.rstrip("\\") for one in links})


def _start(spot: Match[str]) -> int:
    return spot.start("wiki_name") + len(spot["wiki_name"]) - len(spot["wiki_name"].lstrip())


def _respell(spot: Match[str], spelling: Spelling) -> str:
    heading = _bare(spot, "wiki_heading")
    follows = spelling.headings.get(anchor_of(heading)) if heading else None
    if spelling.name is None and not spelling.kept:
        return _by_address(spot, spelling.url, follows or heading)
    said, start = spot[0], _start(spot) - spot.start()
    if follows and SAYABLE.fullmatch(follows):
        at = spot.start("wiki_heading") - spot.start()
        said = said[:at] + said[at:].replace(heading, follows, 1)
    return said[:start] + (spelling.name or _name(spot)) + said[start + len(_name(spot)) :]


def _by_address(spot: Match[str], url: str, heading: str) -> str:
    old = f"{_name(spot)} § {_bare(spot, 'wiki_heading')}" if heading else _name(spot)
    words = _MEANS_SOMETHING.sub(r"\\\g<0>", (spot["wiki_words"] or "").strip() or old)
    return f"[{words}]({url}{f'#{anchor_of(heading)}' if heading else ''})"
