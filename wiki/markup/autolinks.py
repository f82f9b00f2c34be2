"""Addresses that stand bare in the text: `https://…`, `www.…` and mail, by the rules of GitHub's Markdown."""

import re
from re import Match

from mistune import InlineParser, InlineState, Markdown
from mistune.util import escape_url

from wiki.markup.model import Token, linking

BARE = r"(?<![^\W_])(?:https?://|www\.)[^\s<]{1,2000}"
_DOMAIN = re.compile(r"(?:https?://|(?=www))([\w-]{1,63}(?:\.[\w-]{1,63}){0,9})")
_ENTITY_AT_END = re.compile(r"&[A-Za-z0-9]{1,32};$")
_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,8}(?<![-_])(?![\w-])"
)


def autolinks(md: Markdown) -> None:
    md.inline.register("bare_link", BARE, _parse, start_chars=("h", "w"))


def _parse(inline: InlineParser, m: Match[str], state: InlineState) -> int | None:
    text = m[0].partition("]")[0] if state.brackets else m[0]
    if not _has_host(text):
        return None
    text = _without_tail(text)
    if state.in_link or state.depth >= inline.max_nested_level:
        inline.process_text(text, state)
    else:
        url = text if text.startswith("http") else f"http://{text}"
        state.append_token(linking(_link(url, text), text))
    return m.start() + len(text)


def _has_host(text: str) -> bool:
    """Whether a host is there; one that begins with www needs a second dot, and no underscore in its last two parts."""
    m = _DOMAIN.match(text)
    if not m:
        return False
    parts = m[1].split(".")
    return not any("_" in part for part in parts[-2:]) and (text.startswith("http") or len(parts) > 1)


def _without_tail(text: str) -> str:
    """Without the punctuation that ends the sentence and a bracket that was opened before the address."""
    opened, closed = text.count("("), text.count(")")
    while text:
        if text[-1] in "?!.,:*_~'\"":
            text = text[:-1]
        elif text[-1] == ")" and closed > opened:
            text, closed = text[:-1], closed - 1
        elif text[-1] == ";":
            entity = _ENTITY_AT_END.search(text, max(0, len(text) - 34))
            text = text[: entity.start()] if entity else text[:-1]
        else:
            break
    return text


def with_mail(text: str) -> list[Token]:
    """The text in pieces, mail addresses as links."""
    pieces: list[Token] = []
    pos = 0
    for m in _MAIL.finditer(text):
        pieces += [{"type": "text", "raw": text[pos : m.start()]}, _link(f"mailto:{m[0]}", m[0])]
        pos = m.end()
    return [*pieces, {"type": "text", "raw": text[pos:]}]


def _link(url: str, text: str) -> Token:
    return {"type": "link", "children": [{"type": "text", "raw": text}], "attrs": {"url": escape_url(url)}}
