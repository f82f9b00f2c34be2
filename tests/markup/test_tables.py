"""What is ours in tables; their shape is compared with GitHub's in test_gfm."""

from tests.markup.drawn import html_of
from wiki.markup.links import KnownLinks
from wiki.markup.model import Words
from wiki.markup.render import render


def test_a_table_stands_in_a_frame_named_by_its_head() -> None:
    html = html_of("| *Name* | Role & more |\n|-|-|\n| a | b |")
    assert html.startswith(
        '<div class="table-frame" role="region" tabindex="0" aria-label="Name, Role &amp; more"><table>'
    )


def test_frames_have_different_names() -> None:
    html = html_of("|a|\n|-|\n\n|a|\n|-|\n\n| |\n|-|\n")
    assert [f'aria-label="{name}"' in html for name in ("a", "a (2)", "Table")] == [True, True, True]


def test_a_table_without_a_head_is_named_in_the_caller_s_words() -> None:
    assert 'aria-label="Tabel"' in render("| |\n|-|\n", KnownLinks(), Words(table="Tabel")).html


def test_numbers_keep_their_side_without_inline_styles() -> None:
    html = html_of("|a|b|\n|-:|:-:|\n|1|2|")
    assert '<td align="right">1</td>' in html
    assert "style" not in html


def test_a_wide_head_does_not_blow_up_short_rows() -> None:
    html = html_of("a|" * 2000 + "\n" + "-|" * 2000 + "\n" + "x\n" * 1000)
    assert html.count("<td") < 25_000


def test_a_line_that_only_hangs_on_to_a_quote_is_no_row() -> None:
    html = html_of("> a|b\n> -|-\n> 1|2\nlazy")
    assert html.count("<tr>") == 2
    assert "<p>lazy</p>" in html
