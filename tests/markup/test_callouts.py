"""Quotes that say what they are."""

import pytest

from tests.markup.drawn import html_of
from wiki.markup.links import KnownLinks
from wiki.markup.model import Words
from wiki.markup.render import render


@pytest.mark.parametrize(
    ("sign", "kind", "title"),
    [
        ("NOTE", "note", "Note"),
        ("TIP", "tip", "Tip"),
        ("IMPORTANT", "note", "Important"),
        ("WARNING", "warning", "Warning"),
        ("CAUTION", "danger", "Caution"),
        ("note", "note", "Note"),
    ],
)
def test_each_kind_has_its_class_and_title(sign: str, kind: str, title: str) -> None:
    html = f'<div class="callout {kind}">\n<p class="callout-title">{title}</p>\n<p>words</p>\n</div>'
    assert html_of(f"> [!{sign}]\n> words") == html


def test_words_behind_the_sign_are_the_title() -> None:
    html = html_of("> [!WARNING] Never open the *supply* first\n>\n> - Return side first")
    assert '<p class="callout-title">Never open the <em>supply</em> first</p>' in html
    assert "<li>Return side first</li>" in html


def test_titles_are_said_in_the_caller_s_words() -> None:
    html = render("> [!TIP]\n> woorden", KnownLinks(), Words(tip="Advies")).html
    assert '<p class="callout-title">Advies</p>' in html


def test_nested_in_lists_and_callouts() -> None:
    html = html_of("- a\n\n  > [!TIP]\n  > b\n  > > [!NOTE]\n  > > c")
    assert html.count('<div class="callout ') == 2


@pytest.mark.parametrize("text", ["> [!OTHER]\n> words", "> words [!NOTE]", "> \\[!NOTE]\n> words", "[!NOTE] words"])
def test_other_quotes_stay_quotes(text: str) -> None:
    assert "callout" not in html_of(text)
