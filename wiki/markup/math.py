"""TeX between dollar signs: `$x$` in a line, `$$x$$` as a block. Money stays money."""

import re
from html import escape
from re import Match

from mistune import BlockParser, BlockState, InlineParser, InlineState, Markdown

from wiki.markup.drawing import Drawing
from wiki.markup.lines import LineState
from wiki.markup.model import Token

# Neither "$5 and $10" nor "US$5": a sign that opens has no word before and no blank behind, one that closes
# has no blank before and no word behind.
INLINE = (
    r"(?<![\w$])(?:\$\$(?P<math_display>[^$\n](?:[^$\\\n]|\\.)*)\$\$"
    r"|\$(?P<math_text>(?![\s$])(?:[^$\\\n]|\\.)*)(?<!\s)\$)(?![\w$])"
)
BLOCK = r"^ {0,3}\$\$(?P<math_first>[^\n]*)(?:\n|$)"
_PRICE = re.compile(r"\d[\d.,]*[kKmMbB]?(?:\s+|\s*[/\u2013-]\s*)[A-Za-z]{2,}")


def math(md: Markdown) -> None:
    md.block.register("math", BLOCK, _parse_block, before="list")
    md.block.insert_rule(md.block.block_quote_rules, "math", before="list")
    md.block.insert_rule(md.block.list_rules, "math", before="list")
    md.inline.register("inline_math", INLINE, _parse_inline, before="escape", start_chars="$")


def _parse_inline(inline: InlineParser, m: Match[str], state: InlineState) -> int | None:
    text, display = m["math_text"], m["math_display"]
    if display is None and _PRICE.match(text):
        return None
    kind = "inline_math" if display is None else "display_math"
    state.append_token({"type": kind, "raw": text if display is None else display.strip()})
    return m.end()


def _parse_block(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
    """From `$$` to the first line that ends in `$$`; a blank line between means that it was not math."""
    assert isinstance(state, LineState)
    first = m["math_first"].rstrip()
    if first.endswith("$$") and len(first) > 2:
        state.append_token({"type": "math", "raw": first[:-2].strip()})
        return m.end()
    if "$$" in first or m.start() < state.no_math_before:
        return None
    lines, pos = [first], m.end()
    while pos < state.cursor_max and (line := state.get_line(pos)).strip():
        pos += len(line)
        if line.rstrip().endswith("$$"):
            lines.append(line.rstrip()[:-2])
            state.append_token({"type": "math", "raw": "\n".join(lines).strip()})
            return pos
        lines.append(line.rstrip("\n"))
    state.no_math_before = pos
    return None


def draw_math(drawing: Drawing, token: Token) -> str:
    return f'<div class="math block">{escape(token["raw"])}</div>\n'


def draw_inline_math(drawing: Drawing, token: Token) -> str:
    kind = "block" if token["type"] == "display_math" else "inline"
    return f'<span class="math {kind}">{escape(token["raw"])}</span>'
