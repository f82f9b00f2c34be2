"""The plain words of parsed text."""

import re
from collections.abc import Iterable, Iterator

from wiki.markup.model import Token

SUMMARY_LENGTH = 200
"""Characters, the ellipsis not counted."""

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SIGNS = {"mention": "@", "tag": "#"}
_SILENT = frozenset(("note_call", "inline_html", "block_html", "block_code", "math", "thematic_break", "blank_line"))
_INLINE = frozenset(("link", "image", "wikilink", "emphasis", "strong", "strikethrough", "mark"))
_NOT_IN_SUMMARY = frozenset(("heading", "table", "notes"))


def text_of(tokens: Iterable[Token]) -> str:
    """What a reader would say aloud, a line break as a blank; blocks of code, formulas and raw HTML left out."""
    return "".join([_text(token) for token in tokens])


def _text(token: Token) -> str:
    kind = token["type"]
    if kind in _SILENT:
        return ""
    if kind in ("softbreak", "linebreak"):
        return " "
    if "children" in token:
        return text_of(token["children"]) + ("" if kind in _INLINE else " ")
    return _SIGNS.get(kind, "") + str(token.get("raw", ""))


def one_line(tokens: Iterable[Token]) -> str:
    """The words with single blanks between them."""
    return " ".join(text_of(tokens).split())


def count_words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def summary_of(tokens: Iterable[Token]) -> str:
    """The first paragraphs' words, up to a whole word, with an ellipsis where they go on."""
    said = ""
    for words in _paragraphs(tokens):
        said = f"{said} {words}".strip()
        if len(said) > SUMMARY_LENGTH:
            whole, _, _ = said[: SUMMARY_LENGTH + 1].rpartition(" ")
            return (whole or said[:SUMMARY_LENGTH]).rstrip(" ,;:-") + "…"
    return said


def _paragraphs(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token["type"] in ("paragraph", "block_text"):
            yield one_line(token["children"])
        elif token["type"] not in _NOT_IN_SUMMARY:
            yield from _paragraphs(token.get("children", ()))
