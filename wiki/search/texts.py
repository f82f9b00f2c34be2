"""What a page says, from its HTML as readers have it: plain words by the heading they stand under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

_HEADING = re.compile(r'<h[1-6]\b[^>]*?\bid="([^"]*)"[^>]*>(.*?)</h[1-6]>', re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|tr|td|th|table|pre|blockquote|figure|h[1-6]|br|hr|dt|dd|section|aside)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """What stands under a heading, up to the next; above the first one both are empty."""

    anchor: str
    heading: str
    text: str


def parts_of(html: str) -> Iterator[Part]:
    anchor, heading, begin = "", "", 0
    for found in _HEADING.finditer(html):
        yield Part(anchor, heading, plain(html[begin : found.start()]))
        anchor, heading, begin = unescape(found[1]), plain(found[2]).strip(), found.end()
    yield Part(anchor, heading, plain(html[begin:]))


def plain(html: str) -> str:
    """Its words; blocks stand apart by an empty line."""
    return unescape(_TAG.sub("", _BLOCK.sub("\n\n", _DRAWN.sub("", html))))


def headings_of(html: str) -> list[str]:
    return [plain(found[2]) for found in _HEADING.finditer(html)]


def as_html(text: str) -> str:
    """Of a text that is none: so that one way of reading serves all."""
    return escape(text, quote=False)
