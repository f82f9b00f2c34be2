"""Terms and their meanings."""

from tests.markup.drawn import html_of


def test_terms_and_meanings() -> None:
    assert html_of("Flow\n: Water *out*\n: and more\n\nReturn\n: Water back") == (
        "<dl>\n<dt>Flow</dt>\n<dd>Water <em>out</em></dd>\n<dd>and more</dd>\n"
        "<dt>Return</dt>\n<dd>Water back</dd>\n</dl>"
    )


def test_a_blank_line_between_makes_paragraphs() -> None:
    assert html_of("Flow\n\n: Water out") == "<dl>\n<dt>Flow</dt>\n<dd><p>Water out</p>\n</dd>\n</dl>"


def test_a_meaning_holds_blocks() -> None:
    html = html_of("Flow\n: Water\n\n  - a\n  - b\n\n      code\n\nafter")
    assert "<li><p>a</p>" in html
    assert html.endswith("</dl>\n<p>after</p>")


def test_lazy_lines_belong_to_the_meaning() -> None:
    assert html_of("Flow\n: Water\nout of it") == "<dl>\n<dt>Flow</dt>\n<dd>Water\nout of it</dd>\n</dl>"


def test_no_term_no_list() -> None:
    assert "<dl>" not in html_of(": alone")
    assert "<dl>" not in html_of("# Heading\n: text")
    assert "<dl>" not in html_of("word :smile: word\nnext:\n:no blank")
