"""Places for other pages, as they are drawn and as they are found again."""

import pytest

from tests.markup.drawn import html_of
from wiki.markup.embedding import MOST_PLACES
from wiki.markup.links import KnownLinks
from wiki.markup.model import Target
from wiki.markup.pieces import piece_of, places_in
from wiki.markup.render import render, scan

KNOWN = KnownLinks(
    pages={"Kit": Target("/p/12-kit", "Kit")},
    embeds={
        "Kit": Target("/new?title=Kit", "Kit", False, page=12),
        "Gone": Target("/new?title=Gone", "Gone", False),
        "a.png": Target("/f/3/a.png", "a.png", width=100, height=50),
        "a.pdf": Target("/f/4/a.pdf", "a.pdf", about="PDF, 2 kB"),
    },
)
KIT = '<p class="embed" data-embed="12"><a href="/new?title=Kit" class="wanted">Kit</a></p>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![[Kit]]", KIT),
        ("![[Kit]]\n![[Kit]]", f"{KIT}\n{KIT}"),
        ("> ![[Kit]]", f"<blockquote>\n{KIT}\n</blockquote>"),
        (
            "![[Kit#In it|part]]",
            KIT.replace('="12"', '="12" data-section="u-in-it"')
            .replace('Kit"', 'Kit#u-in-it"')
            .replace("Kit<", "part<"),
        ),
        ("See ![[Kit]].", '<p>See <a href="/p/12-kit">Kit</a>.</p>'),
        (r"\![[Kit]]", '<p>!<a href="/p/12-kit">Kit</a></p>'),
        ("![[#In it]]", '<p><a href="#u-in-it">In it</a></p>'),
        ("![[Nowhere]]", '<p><span class="wanted">Nowhere</span></p>'),
        ("[![[Kit]]](/x)", '<p><a href="/x">![[Kit]]</a></p>'),
        ("`![[Kit]]`", "<p><code>![[Kit]]</code></p>"),
        ("![[a.png]]", '<p><img src="/f/3/a.png" alt="a.png" width="100" height="50" loading="lazy"></p>'),
        ("![[a.png|50]]", '<p><img src="/f/3/a.png" alt="a.png" width="50" height="25" loading="lazy"></p>'),
        ("![[a.png|Us]]", '<p><img src="/f/3/a.png" alt="Us" width="100" height="50" loading="lazy"></p>'),
        ("![[a.pdf]]", '<p><a class="file" href="/f/4/a.pdf">a.pdf <small>PDF, 2 kB</small></a></p>'),
    ],
)
def test_what_is_drawn(text: str, html: str) -> None:
    assert html_of(text, KNOWN) == html


def test_what_is_to_be_put_in_is_told() -> None:
    rendered = render("![[Kit]] [[Else]]", KNOWN)
    assert rendered.needs == {"embeds"}
    assert [link.name for link in rendered.links] == ["Kit", "Else"]
    assert scan("![[Kit]] [[Else]]").embeds == ("Kit",)
    assert render("[[Kit]]", KNOWN).needs == frozenset()


def test_so_many_places_and_no_more() -> None:
    html = render("![[Kit]]\n\n" * (MOST_PLACES + 2), KNOWN).html
    assert len(places_in(html)) == MOST_PLACES
    assert html.count('<a href="/p/12-kit">Kit</a>') == 2
    forged = '<p class="embed" data-embed="3"><a href="/x">a</a></p>\n'
    assert len(places_in(forged * (MOST_PLACES + 2))) == MOST_PLACES


def test_a_place_is_found_with_what_the_page_says_of_it() -> None:
    html = render("Words.\n\n![[Kit#A & B]]\n", KNOWN).html
    (place,) = places_in(html)
    assert (place.page, place.section, place.words) == (12, "u-a--b", "Kit § A &amp; B")
    assert place.attributes == ' data-line="2"'
    assert html[place.start : place.end].startswith("<p ")
    marked = html.replace('<p data-line="2"', '<p data-since id="since-1" data-line="2"')
    assert places_in(marked)[0].attributes == ' data-since id="since-1" data-line="2"'


@pytest.mark.parametrize(
    "written",
    [
        '<p class="embed" data-embed="x"><a href="/x">a</a></p>',
        '<p class="embed" data-embed="99999999999"><a href="/x">a</a></p>',
        '<p class="embed" data-embed="3"><b>a</b></p>',
        '<p title="<p class=&quot;embed&quot; data-embed=&quot;3&quot;><a>b</a></p>">a</p>',
        '`<p class="embed" data-embed="3"><a href=\'/x\'>a</a></p>`',
    ],
)
def test_what_only_looks_like_a_place_is_none(written: str) -> None:
    assert places_in(render(written, KNOWN).html) == []


TEXT = (
    "Top[^1].\n\n## A\n\n[b](#b) [own](#sub)\n\n### Sub\n\n> ## Boxed\n\nx\n\n## B\n\ny\n\n## C\n\nz\n\n[^1]: Note.\n"
)


def cut(section: str | None) -> str | None:
    return piece_of(render(TEXT, KNOWN).html, section, "e1-", "/p/1-x")


def test_a_section_goes_to_the_next_heading_as_high() -> None:
    assert cut("u-a") == (
        '<h2 id="e1-u-a">A</h2>\n<p><a href="/p/1-x#u-b">b</a> <a href="#e1-u-sub">own</a></p>\n'
        '<h3 id="e1-u-sub">Sub</h3>\n<blockquote>\n<h2 id="e1-u-boxed">Boxed</h2>\n</blockquote>\n<p>x</p>\n'
    )
    assert cut("u-sub") == (
        '<h3 id="e1-u-sub">Sub</h3>\n<blockquote>\n<h2 id="e1-u-boxed">Boxed</h2>\n</blockquote>\n<p>x</p>\n'
    )


def test_in_a_box_and_nowhere_no_section_begins() -> None:
    assert cut("u-boxed") is None
    assert cut("u-nowhere") is None


def test_its_tables_are_no_landmarks_of_the_page() -> None:
    piece = piece_of(render("|a|\n|-|\n|b|", KNOWN).html, None, "e1-", "/p/1-x")
    assert piece
    assert '<div class="table-frame" role="group"' in piece


def test_a_whole_page_keeps_its_notes_to_itself() -> None:
    whole = cut(None)
    assert whole
    assert 'id="u-' not in whole
    assert 'href="#u-' not in whole
    assert "data-line" not in whole
