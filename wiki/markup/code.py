"""Blocks of code, coloured by Pygments with classes alone, and Mermaid's sources, which the browser draws."""

from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from wiki.markup.drawing import Drawing, attributes
from wiki.markup.model import Token

LONGEST_COLOURED = 50_000
"""Characters; a longer block is data rather than code, and stays plain."""

_FORMAT: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


def language_of(token: Token) -> str:
    return (token.get("attrs", {}).get("info") or "").split(maxsplit=1)[0] if token.get("attrs", {}).get("info") else ""


def draw_code(drawing: Drawing, token: Token) -> str:
    code, language = token["raw"], language_of(token)
    if token["style"] == "indent":
        code += "\n"
    if language.lower() == "mermaid":
        return f'<pre class="mermaid-source"><code>{escape(code)}</code></pre>\n'
    lexer = _lexer(language.lower()) if language and len(code) <= LONGEST_COLOURED else None
    coloured = highlight(code, lexer, _FORMAT) if lexer else escape(code)
    label = attributes(**{"data-language": language or None})
    return f'<pre class="code" tabindex="0"{label}><code>{coloured}</code></pre>\n'


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
