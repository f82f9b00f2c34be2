"""Long stretches of a compared page in which nothing changed, to be folded away."""

from html.parser import HTMLParser
from itertools import groupby

AROUND = 1
"""Blocks that stay in sight beside one that changed."""
LEAST = 3
"""Fewer than these are no long stretch."""
CHANGED = "data-since"
VOID = frozenset(["br", "hr", "img", "input"])


class _Blocks(HTMLParser):
    """Where the outermost elements of HTML begin that our sanitiser made, and whether something changed within."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.starts: list[int] = []
        self.changed: list[bool] = []
        self._depth = 0
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth == 0:
            line, column = self.getpos()
            self.starts.append(self._lines[line - 1] + column)
            self.changed.append(False)
        self.changed[-1] |= any(name == CHANGED for name, _ in attrs) or tag in ("ins", "del")
        self._depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag not in VOID and self._depth > 0


def stretches(html: str) -> list[tuple[str, int]]:
    """The HTML in parts, each with how many blocks it holds if it may be folded away, otherwise 0."""
    blocks = _Blocks(html)
    count = len(blocks.starts)
    shown = {near for at, its in enumerate(blocks.changed) if its for near in range(at - AROUND, at + AROUND + 1)}
    parts: list[tuple[str, int]] = [(html[: blocks.starts[0]], 0)] if count else [(html, 0)]
    ends = [*blocks.starts[1:], len(html)]
    for stays, group in groupby(range(count), key=lambda at: at in shown):
        some = list(group)
        parts.append((html[blocks.starts[some[0]] : ends[some[-1]]], 0 if stays or len(some) < LEAST else len(some)))
    return [part for part in parts if part[0]]
