"""Anchors for headings: readable, unique on the page, and the same as long as the heading is."""

import re
from collections.abc import Mapping
from html import escape

from wiki.markup.drawing import Drawing
from wiki.markup.model import Heading, Token
from wiki.markup.text import one_line

PREFIX = "u-"
"""Before every id people can cause, so that none of them is one of the product's."""

_DROPPED = re.compile(r"[^\w\- ]")


def anchor_of(heading: str) -> str:
    """The id of the first heading with these words.

    >>> anchor_of("Who's on call? (2026)")
    'u-whos-on-call-2026'
    """
    return PREFIX + (_DROPPED.sub("", " ".join(heading.split()).lower()).replace(" ", "-") or "section")


def number_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    """Give every heading its anchor, and the level it is drawn at: the page's title alone is an `h1`."""
    found = list(_headings(tokens))
    shift = int(any(token["attrs"]["level"] == 1 for token in found))
    taken: dict[str, int] = {}
    outline = []
    for token in found:
        text = one_line(token["children"])
        attrs = token["attrs"]
        attrs["anchor"], attrs["drawn"] = _unique(anchor_of(text), taken), min(attrs["level"] + shift, 6)
        outline.append(Heading(attrs["level"], text, attrs["anchor"]))
    return tuple(outline)


def keep_old(tokens: list[Token], old: Mapping[str, str]) -> None:
    """Let former anchors, each with the present one it leads to, lead there; those in use again mean what they say."""
    found = {token["attrs"]["anchor"]: token for token in _headings(tokens)}
    for anchor, leads_to in old.items():
        if anchor not in found and leads_to in found:
            found[leads_to]["attrs"].setdefault("old", []).append(anchor)


def _headings(tokens: list[Token]) -> list[Token]:
    found = []
    for token in tokens:
        if token["type"] == "heading":
            found.append(token)
        elif token["type"] != "paragraph":
            found += _headings(token.get("children", []))
    return found


def _unique(anchor: str, taken: dict[str, int]) -> str:
    free = anchor
    while free in taken:
        taken[anchor] += 1
        free = f"{anchor}-{taken[anchor]}"
    taken[free] = 0
    return free


def draw_heading(drawing: Drawing, token: Token) -> str:
    attrs = token["attrs"]
    old = "".join([f'<span id="{escape(anchor)}"></span>' for anchor in attrs.get("old", ())])
    return f'<h{attrs["drawn"]} id="{attrs["anchor"]}">{old}{drawing.children(token)}</h{attrs["drawn"]}>\n'
