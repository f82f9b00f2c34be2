"""Footnotes: `[^name]` in the text, `[^name]: words` anywhere. Numbered in the order in which they are called."""

import re
from re import Match

from mistune import BlockParser, BlockState, InlineParser, InlineState, Markdown

from wiki.markup.drawing import Drawing
from wiki.markup.hanging import hanging_body
from wiki.markup.lines import LineState
from wiki.markup.model import Token, linking

_NAME = r"\[\^(?P<note_name>[^\s\[\]\\^]{1,100})\]"
NOTE = rf"^ {{0,3}}{_NAME}:[ \t]*(?P<note_text>[^\n]*)(?:\n|$)"
_SIGN = re.compile(NOTE)
_INDENT = re.compile(r" {4}|\t")


def footnotes(md: Markdown) -> None:
    md.block.register("note", NOTE, _parse_note, before="ref_link")
    md.inline.register("note_call", _NAME, _parse_call, before="link", start_chars="[")
    md.before_render_hooks.append(_append_notes)


def _parse_note(block: BlockParser, m: Match[str], state: BlockState) -> int:
    assert isinstance(state, LineState)
    body, end = hanging_body(state, m["note_text"], m.end(), sign=_SIGN, indent=_INDENT)
    state.piece_line = state.line_at(m.start())
    child = state.child_state(body)
    block.parse(child, block.list_rules)
    note = {"type": "note", "children": child.tokens, "attrs": {"name": m["note_name"]}}
    state.env.setdefault("notes", {}).setdefault(m["note_name"].casefold(), note)
    return end


def _parse_call(inline: InlineParser, m: Match[str], state: InlineState) -> int | None:
    note = state.env.get("notes", {}).get(m["note_name"].casefold())
    if note is None:
        return None
    state.append_token(linking({"type": "note_call", "note": note}, m[0]))
    return m.end()


def _append_notes(md: Markdown, state: BlockState) -> None:
    if notes := state.env.get("notes"):
        state.tokens.append({"type": "notes", "children": list(notes.values())})


def number_notes(tokens: list[Token]) -> None:
    """Number the notes that are called, in that order, and drop the others."""
    if not tokens or tokens[-1]["type"] != "notes":
        return
    called: list[Token] = []
    _number_calls(tokens[:-1], called)
    for note in called:  # grows while a note calls another
        _number_calls(note["children"], called)
    tokens[-1]["children"] = called
    if not called:
        tokens.pop()


def _number_calls(tokens: list[Token], called: list[Token]) -> None:
    for token in tokens:
        if token["type"] == "note_call":
            note = token["note"]
            if "number" not in note:
                called.append(note)
                note["number"], note["calls"] = len(called), 0
            note["calls"] += 1
            token["attrs"] = {"number": note["number"], "call": note["calls"]}
        _number_calls(token.get("children", []), called)


def draw_note_call(drawing: Drawing, token: Token) -> str:
    number = token["attrs"]["number"]
    place = _place(number, token["attrs"]["call"])
    return f'<sup class="footnote-ref"><a id="{place}" href="#u-fn:{number}">{number}</a></sup>'


def draw_notes(drawing: Drawing, token: Token) -> str:
    return f'<section class="footnotes">\n<ol>\n{drawing.children(token)}</ol>\n</section>\n'


def draw_note(drawing: Drawing, token: Token) -> str:
    number = token["number"]
    back = "".join(
        f' <a class="footnote-back" href="#{_place(number, call)}">↩{call if call > 1 else ""}</a>'
        for call in range(1, token["calls"] + 1)
    )
    body = drawing.children(token).rstrip()
    body = f"{body[:-4]}{back}</p>" if body.endswith("</p>") else body + back
    return f'<li id="u-fn:{number}">{body}</li>\n'


def _place(number: int, call: int) -> str:
    return f"u-fnref:{number}" + (f":{call}" if call > 1 else "")
