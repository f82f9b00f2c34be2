"""Every block knows the line of the text it begins on: presence, tasks and comments point at lines.

mistune cuts containers out of their parent and parses the piece anew. A piece keeps its number of lines, so it is
enough to know on which line each piece began.
"""

import re
from bisect import bisect_left
from functools import cached_property
from re import Match

from mistune import BlockParser, BlockState

from wiki.markup.model import Token

_MARKER_ALONE = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]*(?:\n|$)")


class LineState(BlockState):
    """A piece of the text, which begins on `first_line` of the whole."""

    first_line = 0
    item_line = 0
    piece_line: int | None = None
    no_math_before = 0

    def process(self, src: str) -> None:
        super().process(src)
        self.__dict__.pop("_newlines", None)

    @cached_property
    def _newlines(self) -> list[int]:
        return [m.start() for m in re.finditer("\n", self.src)]

    def line_at(self, pos: int) -> int:
        return self.first_line + bisect_left(self._newlines, pos)

    def add_paragraph(self, text: str) -> None:
        count = len(self.tokens)
        super().add_paragraph(text)
        if len(self.tokens) > count:
            self.tokens[-1]["line"] = self.line_at(self.cursor)

    def append_token(self, token: Token) -> None:
        if token.get("style") == "indent":  # comes without `parse_method`, and the cursor still stands before it
            token["line"] = self.line_at(self.cursor)
        super().append_token(token)

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> "LineState":
        child = super().child_state(src, lazy_line_starts)
        assert isinstance(child, LineState)
        child.first_line = self._next_item_line() if self.piece_line is None else self.piece_line
        self.piece_line = None
        return child

    def _next_item_line(self) -> int:
        """The first line of the list item just collected; the cursor stands behind the first line of the next one."""
        line = self.item_line
        self.item_line = self.line_at(self.cursor) - 1
        start = self._newlines[line - self.first_line - 1] + 1 if line > self.first_line else 0
        return line + 1 if _MARKER_ALONE.match(self.src, start) else line


class LineParser(BlockParser):
    """mistune's block parser, which writes `line` on every block."""

    state_cls = LineState

    def parse_method(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, LineState)
        count = len(state.tokens)
        line = state.line_at(m.start())
        end = super().parse_method(m, state)
        for token in state.tokens[count:]:
            token.setdefault("line", line)
        return end

    def extract_block_quote(self, m: Match[str], state: BlockState) -> tuple[str, int | None, set[int]]:
        assert isinstance(state, LineState)
        line = state.line_at(m.start())
        extracted = super().extract_block_quote(m, state)
        state.piece_line = line
        return extracted

    def parse_list(self, m: Match[str], state: BlockState) -> int:
        assert isinstance(state, LineState)
        outer, state.item_line = state.item_line, state.line_at(m.start())
        end = super().parse_list(m, state)
        state.item_line = outer
        return end
