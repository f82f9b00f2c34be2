"""`> [!NOTE]` and its kin: a quote that says what it is. Words behind the sign become its title."""

import re
from html import escape

from wiki.markup.drawing import Drawing
from wiki.markup.model import Token

KINDS = {
    "note": "note",
    "tip": "tip",
    "important": "note",
    "warning": "warning",
    "caution": "danger",
}
"""What people write, and the class it is drawn with."""

_SIGN = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*([^\n]*)(?:\n|$)", re.IGNORECASE)


def mark_callouts(tokens: list[Token]) -> None:
    """Turn every quote that begins with a sign into a callout, before the lines are parsed."""
    for token in tokens:
        if token["type"] == "block_quote":
            _mark(token)
        mark_callouts(token.get("children", []))


def _mark(quote: Token) -> None:
    first = next((child for child in quote["children"] if child["type"] != "blank_line"), None)
    sign = _SIGN.match(first["text"]) if first and first["type"] == "paragraph" else None
    if not first or not sign:
        return
    kind, title = sign[1].lower(), sign[2].strip()
    quote["type"], quote["attrs"] = "callout", {"kind": kind}
    first["text"] = first["text"][sign.end() :]
    if not first["text"].strip():
        quote["children"].remove(first)
    if title:
        quote["children"].insert(0, {"type": "callout_title", "text": title})


def draw_callout(drawing: Drawing, token: Token) -> str:
    kind = token["attrs"]["kind"]
    body = token["children"]
    title = escape(getattr(drawing.words, kind))
    if body and body[0]["type"] == "callout_title":
        title, body = drawing.children(body[0]), body[1:]
    return f'<div class="callout {KINDS[kind]}">\n<p class="callout-title">{title}</p>\n{drawing.all(body)}</div>\n'
