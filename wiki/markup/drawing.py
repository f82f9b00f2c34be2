"""From parsed tokens to HTML. What is drawn here is escaped, but only the sanitiser makes it safe."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from wiki.markup.model import Links, Token, Words

_FIRST_TAG = re.compile(r"\s*<[A-Za-z][A-Za-z0-9]*")


class Drawing:
    """One page being drawn: the parts it is drawn with, and what they must know of each other."""

    def __init__(self, parts: "Mapping[str, Part]", links: Links, words: Words) -> None:
        self.parts = parts
        self.links = links
        self.words = words
        self.labels: dict[str, int] = {}
        self.places = 0

    def draw(self, token: Token) -> str:
        return self.parts[token["type"]](self, token)

    def children(self, token: Token) -> str:
        return self.all(token.get("children", ()))

    def all(self, tokens: Iterable[Token]) -> str:
        return "".join([self.parts[token["type"]](self, token) for token in tokens])

    def page(self, tokens: Iterable[Token]) -> str:
        """All blocks, each with the line it began on."""
        return "".join([_with_line(self.draw(token), token) for token in tokens])

    def label(self, words: str) -> str:
        """These words as a name that no other part of the page has."""
        self.labels[words] = count = self.labels.get(words, 0) + 1
        return words if count == 1 else f"{words} ({count})"


Part = Callable[[Drawing, Token], str]


def attributes(**values: str | int | None) -> str:
    """Escaped attributes with a blank before each, those that are None left out."""
    return "".join([f' {name}="{escape(str(value))}"' for name, value in values.items() if value is not None])


def _with_line(html: str, token: Token) -> str:
    tag = _FIRST_TAG.match(html)
    if not tag or "line" not in token:
        return html
    return f'{html[: tag.end()]} data-line="{token["line"]}"{html[tag.end() :]}'
