"""Who a task is for and by when, said in its own words: `- [ ] Send the plan @ann 2026-12-01`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from wiki.markup.drawing import Drawing
from wiki.markup.model import Token

DAY = re.compile(r"(?<![\w/.:-])(\d{4}-\d{2}-\d{2})(?![\w/-]|\.\w)")


def due_in(words: str) -> str | None:
    """The first day of the calendar in these words, as it is written."""
    return next((found[1] for found in DAY.finditer(words) if _is_day(found[1])), None)


def members_in(tokens: Sequence[Token]) -> Iterator[str]:
    """Handles mentioned in these tokens and below, in order."""
    for token in tokens:
        if token["type"] == "mention":
            yield token["raw"]
        yield from members_in(token.get("children", ()))


def with_due(words: Token) -> Token:
    """The first paragraph of a task with the day it is due as a token of its own."""
    tokens: list[Token] = []
    left = True
    for token in words["children"]:
        found = _first_day(token["raw"]) if left and token["type"] == "text" else None
        if not found:
            tokens.append(token)
            continue
        left = False
        start, end = found
        parts = (("text", token["raw"][:start]), ("due", token["raw"][start:end]), ("text", token["raw"][end:]))
        tokens += [{"type": kind, "raw": raw} for kind, raw in parts if raw]
    return words | {"children": tokens}


def draw_due(_drawing: Drawing, token: Token) -> str:
    day = escape(token["raw"])
    return f'<time class="due" datetime="{day}">{day}</time>'


def _first_day(text: str) -> tuple[int, int] | None:
    return next((found.span(1) for found in DAY.finditer(text) if _is_day(found[1])), None)


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True
