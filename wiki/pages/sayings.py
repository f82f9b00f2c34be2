"""What people say beside the text of a page, as it is read: Markdown, drawn in the same child as pages."""

from collections.abc import Callable
from typing import Any

from wiki.core.child import ChildDied, ChildError
from wiki.markup.pieces import piece_of
from wiki.markup.plain import as_plain
from wiki.pages.projection import RENDER_CPU_S, renderer
from wiki.pages.resolving import Target
from wiki.pages.words import words

Seen = dict[str, Any]


def drawn(text: str, targets_of: Callable[[Seen], dict[str, dict[str, Target]]], prefix: str, url: str) -> str:
    """Safe HTML. `targets_of`: what the names that were seen in it lead to; `prefix`: of ids within it; `url`: of what
    it is about. Writes nothing, so call it before the unit of work has begun to write."""
    try:
        targets = targets_of(renderer.call("scan", cpu_seconds=RENDER_CPU_S, text=text))
        html = renderer.call("render", cpu_seconds=RENDER_CPU_S, text=text, targets=targets, words=words())["html"]
    except (ChildDied, ChildError):
        return as_plain(text)
    return piece_of(html, None, prefix, url) or ""
