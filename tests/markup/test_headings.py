"""Anchors, levels and the outline."""

import pytest

from tests.markup.drawn import html_of
from wiki.markup.headings import anchor_of
from wiki.markup.links import KnownLinks
from wiki.markup.model import Heading
from wiki.markup.render import render


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Cold start", "u-cold-start"),
        ("Who's on call? (2026)", "u-whos-on-call-2026"),
        ("Größe & Gewicht", "u-größe--gewicht"),
        ("日本語 テスト", "u-日本語-テスト"),
        ("a_b-c", "u-a_b-c"),
        ("???", "u-section"),
        ("  two   blanks ", "u-two-blanks"),
    ],
)
def test_anchors_are_readable(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


def anchors(text: str) -> list[str]:
    return [heading.anchor for heading in render(text, KnownLinks()).outline]


def test_anchors_are_unique() -> None:
    assert anchors("## A\n## A\n## A") == ["u-a", "u-a-1", "u-a-2"]
    assert anchors("## A\n## A-1\n## A") == ["u-a", "u-a-1", "u-a-2"]
    assert anchors("## A-1\n## A\n## A") == ["u-a-1", "u-a", "u-a-2"]


def test_another_heading_does_not_move_an_anchor() -> None:
    assert set(anchors("## B\n## C")) < set(anchors("## B\n## A\n## C"))


def test_the_outline_has_the_words_without_their_markup() -> None:
    outline = render("## The *cold* `start` [here](/x) @bob\n\n> ### Quoted", KnownLinks()).outline
    assert outline == (
        Heading(2, "The cold start here @bob", "u-the-cold-start-here-bob"),
        Heading(3, "Quoted", "u-quoted"),
    )


def test_the_page_s_title_alone_is_an_h1() -> None:
    assert html_of("# A\n\n## B") == '<h2 id="u-a">A</h2>\n<h3 id="u-b">B</h3>'
    assert html_of("## A\n\n### B") == '<h2 id="u-a">A</h2>\n<h3 id="u-b">B</h3>'


def test_links_to_places_lead_to_the_prefixed_id() -> None:
    assert html_of("[x](#cold-start)") == '<p><a href="#u-cold-start">x</a></p>'
