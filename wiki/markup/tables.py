"""GitHub's tables: with or without outer pipes, ragged rows filled or cut to the width of the head.

A table also stands in lists and quotes, and its head may be the last line of a paragraph.
"""

import re
from html import escape
from re import Match

from mistune import BlockParser, BlockState, Markdown
from mistune.helpers import BLOCK_TAGS, PRE_TAGS

from wiki.markup.drawing import Drawing, attributes
from wiki.markup.model import Token
from wiki.markup.text import one_line

HEAD_AND_RULE = (
    r"^ {0,3}(?P<table_head>[^\s][^\n]*)\n"
    r" {0,3}(?P<table_rule>(?!-[ \t])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?)[ \t]*(?:\n|$)"
)
_ROW_ENDS_BEFORE = ["fenced_code", "atx_heading", "thematic_break", "block_quote", "list", "blank_line"]
_HTML_OR_CODE = re.compile(
    rf" {{4}}| {{0,3}}(?:\t|</?(?:{'|'.join(BLOCK_TAGS + PRE_TAGS)})(?=[\s/>])|<!--)", re.IGNORECASE
)
_CELL = re.compile(r"(?:[^|\\]|\\.?)*")
_MOST_CELLS_ADDED = 20_000
"""A wide head over many short rows would grow a small text into a huge page."""


def tables(md: Markdown) -> None:
    md.block.register("table", HEAD_AND_RULE, _parse)
    md.block.insert_rule(md.block.block_quote_rules, "table")
    md.block.insert_rule(md.block.list_rules, "table")


def _parse(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
    head, aligns = _cells(m["table_head"]), [_align(cell) for cell in _cells(m["table_rule"])]
    underlined = not set(m["table_rule"]) & {"|", ":"}
    if len(head) != len(aligns) or underlined or m.start("table_rule") in state.lazy_line_starts:
        return None
    lines, end = _body(block, state, m.end())
    rows = _rows(lines, aligns)
    body = [{"type": "table_body", "children": rows}] if rows else []
    head_row = {"type": "table_head", "children": _row(head, aligns, head=True)}
    state.append_token({"type": "table", "children": [head_row, *body]})
    return end


def _body(block: BlockParser, state: BlockState, pos: int) -> tuple[list[str], int]:
    """The lines up to the next blank one or the next block, and where they end."""
    stop = block.compile_sc(_ROW_ENDS_BEFORE)
    lines = []
    while pos < state.cursor_max and not stop.match(state.src, pos):
        line = state.get_line(pos)
        if not line.strip() or pos in state.lazy_line_starts or _HTML_OR_CODE.match(line):
            break
        lines.append(line.rstrip("\n"))
        pos += len(line)
    return lines, pos


def _rows(lines: list[str], aligns: list[str | None]) -> list[Token]:
    rows, spare = [], _MOST_CELLS_ADDED
    for line in lines:
        cells = _cells(line)[: len(aligns)]
        missing = min(len(aligns) - len(cells), spare)
        spare -= missing
        rows.append({"type": "table_row", "children": _row(cells + [""] * missing, aligns, head=False)})
    return rows


def _row(cells: list[str], aligns: list[str | None], *, head: bool) -> list[Token]:
    return [
        {"type": "table_cell", "text": cell, "attrs": {"align": align, "head": head}}
        for cell, align in zip(cells, aligns, strict=False)
    ]


def _cells(line: str) -> list[str]:
    """The cells of a row; a pipe behind a backslash belongs to its cell, also inside code."""
    line = line.strip(" \t").removeprefix("|")
    cells, pos = [], 0
    while pos <= len(line):
        m = _CELL.match(line, pos)
        assert m
        cells.append(m[0].strip(" \t").replace(r"\|", "|"))
        pos = m.end() + 1
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells


def _align(cell: str) -> str | None:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else None


def draw_table(drawing: Drawing, token: Token) -> str:
    """In a frame that scrolls: it takes focus and is named by the table's head."""
    cells = [one_line(cell["children"]) for cell in token["children"][0]["children"]]
    label = drawing.label(", ".join(filter(None, cells))[:80] or drawing.words.table)
    frame = f'<div class="table-frame"{attributes(role="region", tabindex=0)} aria-label="{escape(label)}">'
    return f"{frame}<table>\n{drawing.children(token)}</table></div>\n"


def draw_head(drawing: Drawing, token: Token) -> str:
    return f"<thead>\n<tr>\n{drawing.children(token)}</tr>\n</thead>\n"


def draw_body(drawing: Drawing, token: Token) -> str:
    return f"<tbody>\n{drawing.children(token)}</tbody>\n"


def draw_row(drawing: Drawing, token: Token) -> str:
    return f"<tr>\n{drawing.children(token)}</tr>\n"


def draw_cell(drawing: Drawing, token: Token) -> str:
    name = "th" if token["attrs"]["head"] else "td"
    return f"<{name}{attributes(align=token['attrs']['align'])}>{drawing.children(token)}</{name}>\n"
