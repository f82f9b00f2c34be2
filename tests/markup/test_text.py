"""Plain words: summaries, counts, names."""

from wiki.markup.document import parse
from wiki.markup.links import KnownLinks
from wiki.markup.render import render
from wiki.markup.text import SUMMARY_LENGTH, one_line, summary_of


def test_words_without_their_markup() -> None:
    text = "**a** [b](/x) `c` ![d](/y) [[E|f]] @g #h <b>i</b> j&amp;k  \nl\nm"
    assert one_line(parse(text)) == "a b c d f @g #h i j&k l m"


def test_a_summary_is_the_first_paragraphs_up_to_a_whole_word() -> None:
    summary = summary_of(parse("# Title\n\n" + "word, " * 50 + "\n\nmore"))
    assert summary.endswith("word…")
    assert SUMMARY_LENGTH - 10 < len(summary) <= SUMMARY_LENGTH + 1
    assert summary_of(parse("# Title\n\n|a|\n|-|\n\nOne.\n\n- two\n\n> three")) == "One. two three"
    assert summary_of(parse("a" * 300)) == "a" * SUMMARY_LENGTH + "…"
    assert summary_of(parse("")) == ""


def test_words_are_counted_without_code() -> None:
    assert render("It's a well-known *fact*.\n\n```\nx = 1\n```\n\n- one\n- two", KnownLinks()).words == 6
