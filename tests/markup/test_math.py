"""TeX and money."""

import pytest

from tests.markup.drawn import html_of
from wiki.markup.links import KnownLinks
from wiki.markup.render import render


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$x^2$", "x^2"),
        ("so $a<b$.", "a&lt;b"),
        ("($n$)", "n"),
        (r"$\text{a \$ b}$", r"\text{a \$ b}"),
        ("$a_1 * b_2 * c$", "a_1 * b_2 * c"),
        (r"$2 \pi r$", r"2 \pi r"),
        ("$[[x]]$", "[[x]]"),
        ("$x$-axis", "x"),
    ],
)
def test_formulas_in_a_line(text: str, tex: str) -> None:
    assert f'<span class="math inline">{tex}</span>' in html_of(text)
    assert render(text, KnownLinks()).needs == {"math"}


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "from $5-$10",
        "US$5 and AU$",
        "$5/month, or 50$",
        "$20 per day, $30 per night$",
        "between $1,000 and $2,000.",
        "$ x $",
        r"\$x\$",
        "`$x$`",
        "$x",
        "$a\nb$",
        "$HOME and $PATH",
    ],
)
def test_money_and_the_like(text: str) -> None:
    assert "math" not in html_of(text)
    assert not render(text, KnownLinks()).needs


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$$\na<b\n$$", "a&lt;b"),
        ("$$x$$", "x"),
        ("$$ x\n+ y $$", "x\n+ y"),
        ("text\n$$\nx\n$$\ntext", "x"),
        ("- a\n\n  $$\n  x\n  $$", "x"),
        ("> $$\n> x\n> $$", "x"),
        ("$$\n\\begin{aligned}\na &= b \\\\\n\\end{aligned}\n$$", "\\begin{aligned}\na &amp;= b \\\\\n\\end{aligned}"),
    ],
)
def test_formulas_of_their_own(text: str, tex: str) -> None:
    assert f'<div class="math block">{tex}</div>' in html_of(text)


def test_a_displayed_formula_in_a_line() -> None:
    assert html_of("so $$x$$ holds") == '<p>so <span class="math block">x</span> holds</p>'


def test_a_blank_line_ends_what_was_no_formula() -> None:
    assert "math" not in html_of("$$\na\n\nb\n$$ c")
