"""A text, parsed: blocks with their lines, words settled, nothing resolved."""

import re

from mistune import InlineParser, Markdown
from mistune.plugins.formatting import mark

from wiki.markup.autolinks import autolinks
from wiki.markup.callouts import mark_callouts
from wiki.markup.definitions import definitions
from wiki.markup.footnotes import footnotes, number_notes
from wiki.markup.inline import settle
from wiki.markup.lines import LineParser
from wiki.markup.math import math
from wiki.markup.mentions import mentions
from wiki.markup.model import Token
from wiki.markup.strikes import strikes
from wiki.markup.tables import tables
from wiki.markup.tasks import mark_tasks
from wiki.markup.wikilinks import wikilinks

_MARKDOWN = Markdown(
    block=LineParser(),
    inline=InlineParser(),
    plugins=[mark, strikes, autolinks, math, tables, wikilinks, mentions, definitions, footnotes],
)
_MARKDOWN.before_render_hooks += [
    lambda md, state: mark_callouts(state.tokens),
    lambda md, state: mark_tasks(state.tokens),
]


_DATA = re.compile(r"\A---[ \t]*\n(?=[\w-]+:\s)(?:(?![ \t]*\n)[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?=\n|\Z)", re.ASCII)
"""The lines of YAML that site generators keep above the text; the browser's dataEnd finds the same."""


def parse(text: str) -> list[Token]:
    tokens = _MARKDOWN.parse(_DATA.sub(_blank, text))[0]
    assert isinstance(tokens, list)
    tokens = settle(tokens)
    number_notes(tokens)
    return tokens


def _blank(data: re.Match[str]) -> str:
    """As many lines with nothing on them."""
    return "\n" * data[0].count("\n")
