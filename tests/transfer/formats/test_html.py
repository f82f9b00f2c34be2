"""HTML of people and programs, as Markdown of ours."""

# ruff: noqa: E501 - HTML as programs write it

from pathlib import Path

import pytest

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.markup.document import parse
from wiki.transfer.formats.html import Made, page
from wiki.transfer.formats.word import document

SAMPLES = Path(__file__).parents[1] / "samples"


def made(html: str, **links: str) -> Made:
    return page(html.encode(), links, "page")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Steps</h2><p>One <b>two</b> <i>three</i></p>", "## Steps\n\nOne **two** *three*\n"),
        ("<p>a<br>b</p>", "a\\\nb\n"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b\n"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b\n"),
        ("<ul><li><label><input type=checkbox checked> done</label></li></ul>", "- [x] done\n"),
        (
            '<pre><code class="language-python">a = "<b>"\n</code></pre>'.replace("<b>", "&lt;b&gt;"),
            '```python\na = "<b>"\n```\n',
        ),
        ('<pre class="brush: js; gutter: false">x = `y`</pre>', "```js\nx = `y`\n```\n"),
        ("<pre>```\nin it\n```</pre>", "````\n```\nin it\n```\n````\n"),
        (
            "<p>&lt;script&gt; 5*3 snake_case _x_ #1 [a] a|b</p>",
            "\\<script> 5\\*3 snake_case \\_x\\_ \\#1 \\[a\\] a|b\n",
        ),
        ("<p>- no list</p><p>1. nor this</p><p># nor that</p>", "\\- no list\n\n1\\. nor this\n\n\\# nor that\n"),
        ("<mark>m</mark> <s>s</s> H<sub>2</sub>O", "==m== ~~s~~ H<sub>2</sub>O\n"),
        (
            "<details><summary>More</summary><p>x</p></details>",
            "<details>\n<summary>More</summary>\n\nx\n\n</details>\n",
        ),
        ('<a href="javascript:alert(1)">x</a>', "x\n"),
        ('<a href="a b.html">x</a>', "[x](a%20b.html)\n"),
        (
            '<div class="admonition warning"><p class="admonition-title">Hot</p><p>x</p></div>',
            "> [!WARNING] Hot\n> x\n",
        ),
        ("<script>x</script><style>x</style><p>y<!-- z --></p>", "y\n"),
        (
            '<p>x<sup><a href="#fn1">1</a></sup></p><ol><li id="fn1">note <a href="#r">↩</a></li></ol>',
            "x[^1]\n\n[^1]: note\n",
        ),
    ],
)
def test_html_becomes_markdown(html: str, text: str) -> None:
    assert made(html).text == text


def test_a_table_keeps_its_cells_whatever_stands_in_them() -> None:
    told = made(
        "<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=2><p>x</p><p>y|z</p></td><td><ul><li>1</li><li>2</li></ul></td></tr>"
        "<tr><td><pre>a|b\nc</pre></td></tr></table>"
    )
    assert told.text == ("| A | B |\n| --- | --- |\n| x<br>y\\|z | - 1<br>- 2 |\n|  | `a\\|b`<br>`c` |\n")
    assert told.left == {"merged cells of tables": 1}
    assert parse(told.text)[0]["type"] == "table"


def test_links_lead_to_where_their_pages_went() -> None:
    told = made('<a href="b.html#x">b</a> <img src="c.png" alt="C">', **{"b.html#x": "/a/b c.md#x", "c.png": "/c.png"})
    assert told.text == "[b](/a/b%20c.md#x) ![C](/c.png)\n"


def test_what_is_lost_is_told() -> None:
    left = made('<form><p style="color: red">x</p></form><iframe src="https://x.org/v"></iframe>').left
    assert left == {"forms": 1, "colours of text and cells": 1, "iframe, kept as a link": 1}


def test_pictures_within_the_file_become_files() -> None:
    told = made('<img alt="p" src="data:image/png;base64,iVBORw0KGgo=">')
    assert (told.text, told.files) == ("![p](page-1.png)\n", {"page-1.png": b"\x89PNG\r\n\x1a\n"})


def test_what_stands_around_a_page_is_left_out() -> None:
    told = made("<title>T</title><nav>menu</nav><main><h1>Page</h1><p>text</p></main><footer>foot</footer>")
    assert (told.title, told.text) == ("Page", "# Page\n\ntext\n")


def test_a_table_that_claims_a_million_columns_stays_small() -> None:
    assert len(made("<table><tr><td colspan=99999 rowspan=99999>x</td></tr></table>").text) < 2000


@pytest.mark.parametrize(
    "html", ["<div>" * 20_000 + "x", "<table><tr><td>" * 3_000, "<ul><li>" * 5_000, "<b>" * 50_000 + "x"]
)
def test_absurd_nesting_ends_the_call_and_nothing_else(html: str) -> None:
    pool = ChildPool("wiki.transfer.formats.worker", size=1, memory_mb=768)
    try:
        with pytest.raises((ChildError, ChildDied)):
            pool.call("html", cpu_seconds=2.0, data=html.encode(), links={}, stem="x")
        assert pool.call("html", data=b"<p>fine", links={}, stem="x")["text"] == "fine\n"
    finally:
        pool.close()


def test_a_real_page_of_pandoc_comes_back_as_it_was_written() -> None:
    told = page((SAMPLES / "pandoc.html").read_bytes(), {}, "x")
    assert told.title == "Trip report"
    for piece in (
        "By *train* and **bus**, ~~not by car~~, `pip install x|y` and a [link](https://example.org/a_b)",
        "- [ ] todo\n- [x] done\n",
        "| 1 | x \\| y |\n| **2** | `c\\|d` |",
        '```python\ndef f():\n    return "<b>"\n```',
        "Term\n:   Meaning",
        "A note[^1]",
        "[^1]: The note *text*.",
        "![pic](p.png)",
    ):
        assert piece in told.text, piece


def test_a_real_document_of_pandoc_keeps_what_word_can_say() -> None:
    told = document((SAMPLES / "pandoc.docx").read_bytes(), {}, "trip")
    assert told.title == "Trip report"
    for piece in (
        "# Getting there",
        "By *train* and **bus**, ~~not by car~~, `pip install x|y`",
        "1. one\n2. two\n   - nested",
        "- [ ] todo\n- [x] done\n",
        "| 1 | x \\| y |",
        '```\ndef f():\n    return "<b>"\n```',
        "[^1]: The note *text*.",
        "![pic](trip-1.png)",
    ):
        assert piece in told.text, piece
    assert list(told.files) == ["trip-1.png"]
    assert told.left["formulas of Word"] == 1
