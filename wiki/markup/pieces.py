"""Rendered pages taken apart, to be put into others.

All HTML here is the sanitiser's: tags are closed in their turn, and no `<` or `>` stands anywhere but around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import islice

from wiki.markup.embedding import MOST_PLACES

VOID = frozenset(["br", "col", "hr", "img", "input", "wbr"])
KEPT_READY = 64
"""Pieces that are remembered: the same page is read again and again."""

MARK = ' class="embed"'
"""What only HTML with places for others holds."""

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z-]+(?:="[^"]*")?)*)>')
_ATTRIBUTE = re.compile(r' (?P<name>[a-z-]+)="(?P<value>[^"]*)"')
_PLACE = re.compile(r'<p(?P<attributes>(?: [a-z-]+(?:="[^"]*")?)*)>(?P<link><a [^<>]*>(?P<words>[^<>]*)</a>)</p>\n?')
_OF_THE_PAGE = frozenset(["data-line"])
"""Attributes that say something about the page in which something stands."""


@dataclass(frozen=True)
class Place:
    """Where another page is to stand. `link` is what stands there for whoever may not read it, `words` what it says;
    `attributes` is what the page says of the place itself, such as its line."""

    start: int
    end: int
    page: int
    section: str | None
    attributes: str
    link: str
    words: str


def places_in(html: str) -> list[Place]:
    return list(islice(_places(html), MOST_PLACES)) if MARK in html else []


def _places(html: str) -> Iterator[Place]:
    for found in _PLACE.finditer(html):
        said = dict(_ATTRIBUTE.findall(found["attributes"]))
        number = said.get("data-embed", "")
        if said.get("class") == "embed" and number.isdecimal() and len(number) < 10:
            kept = re.sub(r' (?:class|data-embed|data-section)="[^"]*"', "", found["attributes"])
            section = said.get("data-section")
            yield Place(*found.span(), int(number), section and unescape(section), kept, found["link"], found["words"])


@lru_cache(KEPT_READY)
def piece_of(html: str, section: str | None, prefix: str, url: str) -> str | None:
    """A page, or the section below the heading with this anchor, to stand in another; None: it has no such heading.

    Its ids begin with `prefix`, so that they are nobody else's, and links to places that stay out of it go to `url`.
    """
    cut = html if section is None else _section(html, section)
    return None if cut is None else _moved(cut, prefix, url)


def _section(html: str, anchor: str) -> str | None:
    """From the heading with this id, or that had it once, to the next as high; what stands in a box does not count."""
    depth = level = 0
    start = heading = None
    for tag in _TAG.finditer(html):
        if tag["end"]:
            depth -= 1
            continue
        if depth == 0:
            heading = tag if re.fullmatch("h[1-6]", tag["name"]) else None
            if start is not None and heading and int(heading["name"][1]) <= level:
                return html[start : heading.start()]
        if start is None and heading and f' id="{anchor}"' in unescape(tag["attributes"]):
            start, level = heading.start(), int(heading["name"][1])
        depth += tag["name"] not in VOID
    return None if start is None else html[start:]


def _moved(html: str, prefix: str, url: str) -> str:
    ids = {
        value for tag in _TAG.finditer(html) for name, value in _ATTRIBUTE.findall(tag["attributes"]) if name == "id"
    }

    def attribute(found: re.Match[str]) -> str:
        name, value = found["name"], found["value"]
        if name in _OF_THE_PAGE:
            return ""
        if (name, value) == ("role", "region"):  # landmarks need names that no other on the page has
            return ' role="group"'
        if name == "id":
            return f' id="{prefix}{value}"'
        if name == "href" and value.startswith("#"):
            return f' href="#{prefix}{value[1:]}"' if value[1:] in ids else f' href="{url}{value}"'
        return found[0]

    def tag(found: re.Match[str]) -> str:
        return f"<{found['end']}{found['name']}{_ATTRIBUTE.sub(attribute, found['attributes'])}>"

    return _TAG.sub(tag, html)
