"""Blocks of code."""

from tests.markup.drawn import html_of
from wiki.markup.code import LONGEST_COLOURED
from wiki.markup.links import KnownLinks
from wiki.markup.render import render


def test_code_is_coloured_with_classes_alone() -> None:
    html = html_of("```python\ndef f(): pass\n```")
    assert html.startswith('<pre class="code" tabindex="0" data-language="python"><code><span class="k">def</span>')
    assert "style=" not in html


def test_an_unknown_language_stays_plain() -> None:
    html = html_of("```nothing <b>\n<b>\n```")
    assert html == '<pre class="code" tabindex="0" data-language="nothing"><code>&lt;b&gt;\n</code></pre>'


def test_so_does_what_is_too_long() -> None:
    assert "<span" not in html_of("```python\n" + "a = 1\n" * LONGEST_COLOURED + "```")


def test_leading_and_trailing_lines_are_kept() -> None:
    assert "<code>\n\na\n\n</code>" in html_of("```text\n\n\na\n\n```")


def test_mermaid_is_handed_to_the_browser() -> None:
    assert html_of("```mermaid\nA-->B\n```") == '<pre class="mermaid-source"><code>A--&gt;B\n</code></pre>'
    assert render("```Mermaid\n```", KnownLinks()).needs == {"mermaid"}
