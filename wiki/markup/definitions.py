"""Definition lists: a term on its line, and its meaning behind a colon on the next."""

import re
from re import Match

from mistune import BlockParser, BlockState, Markdown

from wiki.markup.drawing import Drawing
from wiki.markup.hanging import hanging_body
from wiki.markup.lines import LineState
from wiki.markup.model import Token

DEFINITION = r"^ {0,3}:[ \t]+(?P<meaning>\S[^\n]*)(?:\n|$)"
_SIGN = re.compile(DEFINITION)
_INDENT = re.compile(r" {1,4}|\t")


def definitions(md: Markdown) -> None:
    md.block.register("definition", DEFINITION, _parse, before="ref_link")


def _parse(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
    assert isinstance(state, LineState)
    tokens = state.tokens
    loose = bool(tokens) and tokens[-1]["type"] == "blank_line"
    last = tokens[-1 - loose] if len(tokens) > loose else None
    if not last or last["type"] not in ("paragraph", "definitions"):
        return None
    if loose:
        tokens.pop()
    if last["type"] == "paragraph":
        last = _begin(tokens)
    body, end = hanging_body(state, m["meaning"], m.end(), sign=_SIGN, indent=_INDENT)
    last["children"].append(_meaning(block, state, body, state.line_at(m.start()), loose=loose))
    return end


def _begin(tokens: list[Token]) -> Token:
    """Turn the last paragraph into terms: of the list just before it, or of a new one."""
    paragraph = tokens.pop()
    terms = [{"type": "term", "text": term} for term in paragraph["text"].splitlines() if term.strip()]
    if len(tokens) > 1 and tokens[-1]["type"] == "blank_line" and tokens[-2]["type"] == "definitions":
        tokens.pop()
    if not tokens or tokens[-1]["type"] != "definitions":
        tokens.append({"type": "definitions", "children": [], "line": paragraph["line"]})
    tokens[-1]["children"] += terms
    return tokens[-1]


def _meaning(block: BlockParser, state: LineState, body: str, line: int, *, loose: bool) -> Token:
    state.piece_line = line
    child = state.child_state(body)
    block.parse(child, block.list_rules)
    if not loose and len(child.tokens) == 1 and child.tokens[0]["type"] == "paragraph":
        child.tokens[0]["type"] = "block_text"
    return {"type": "meaning", "children": child.tokens}


def draw_definitions(drawing: Drawing, token: Token) -> str:
    return f"<dl>\n{drawing.children(token)}</dl>\n"


def draw_term(drawing: Drawing, token: Token) -> str:
    return f"<dt>{drawing.children(token)}</dt>\n"


def draw_meaning(drawing: Drawing, token: Token) -> str:
    return f"<dd>{drawing.children(token)}</dd>\n"
