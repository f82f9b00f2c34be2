"""The words inside blocks: settled after parsing, and drawn."""

import re
from html import escape

from mistune.util import unescape

from wiki.markup.autolinks import with_mail
from wiki.markup.drawing import Drawing, Part
from wiki.markup.model import Token

_LINKS = frozenset(("link", "wikilink"))
_WIDTH = re.compile(r"\|([1-9]\d{1,3})$")
"""`![what it shows|400](address)`: CSS pixels, behind the words."""


def settle(tokens: list[Token], *, in_link: bool = False) -> list[Token]:
    """Entities as letters, neighbouring texts as one, mail addresses as links, and no link inside a link."""
    settled: list[Token] = []
    for token in tokens:
        if in_link and "said" in token:
            token = {"type": "text", "raw": token["said"]}
        if token["type"] == "text":
            _join(settled, unescape(token["raw"]))
            continue
        if "children" in token:
            token["children"] = settle(token["children"], in_link=in_link or token["type"] in _LINKS)
        if token["type"] == "image":
            _take_width(token)
        settled.append(token)
    return settled if in_link else _with_mail(settled)


def _take_width(image: Token) -> None:
    words = image["children"]
    if words and words[-1]["type"] == "text" and (found := _WIDTH.search(words[-1]["raw"])):
        words[-1]["raw"] = words[-1]["raw"][: found.start()]
        image["attrs"]["width"] = found[1]


def _join(settled: list[Token], raw: str) -> None:
    if settled and settled[-1]["type"] == "text":
        settled[-1]["raw"] += raw
    else:
        settled.append({"type": "text", "raw": raw})


def _with_mail(tokens: list[Token]) -> list[Token]:
    mailed: list[Token] = []
    for token in tokens:
        if token["type"] == "text" and "@" in token["raw"]:
            mailed += with_mail(token["raw"])
        else:
            mailed.append(token)
    return mailed


def draw_text(drawing: Drawing, token: Token) -> str:
    return escape(token["raw"])


def draw_codespan(drawing: Drawing, token: Token) -> str:
    return f"<code>{escape(token['raw'])}</code>"


def is_relative(url: str) -> bool:
    """Whether it names something beside this page: no scheme, no host, not a place on this page."""
    head = url.partition("/")[0]
    return bool(url) and not url.startswith(("#", "?", "//")) and ":" not in head


def around(tag: str) -> Part:
    """A part that puts its children into this element."""
    return lambda drawing, token: f"<{tag}>{drawing.children(token)}</{tag}>"


def draw_raw(drawing: Drawing, token: Token) -> str:
    return str(token["raw"])


def draw_softbreak(drawing: Drawing, token: Token) -> str:
    return "\n"


def draw_linebreak(drawing: Drawing, token: Token) -> str:
    return "<br>\n"
