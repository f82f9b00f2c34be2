"""Links to pages by their names."""

import pytest

from tests.markup.drawn import html_of
from wiki.markup.links import KnownLinks
from wiki.markup.model import LinkSeen, Target
from wiki.markup.render import render, scan

KNOWN = KnownLinks(
    {"Heat pumps": Target("/p/1-heat-pumps", "Heat pumps"), "New": Target("/new?name=New", "New", False)}
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[[Heat pumps]]", '<a href="/p/1-heat-pumps">Heat pumps</a>'),
        ("[[ Heat pumps | the pumps ]]", "[[ Heat pumps | the pumps ]]"),
        ("[[Heat pumps |the pumps ]]", '<a href="/p/1-heat-pumps">the pumps</a>'),
        ("[[Heat pumps#Cold start]]", '<a href="/p/1-heat-pumps#u-cold-start">Heat pumps § Cold start</a>'),
        ("[[Heat pumps#Cold start|there]]", '<a href="/p/1-heat-pumps#u-cold-start">there</a>'),
        ("[[#Cold start]]", '<a href="#u-cold-start">Cold start</a>'),
        ("[[New]]", '<a href="/new?name=New" class="wanted">New</a>'),
        ("[[Nowhere|some <b>]]", '<span class="wanted">some &lt;b&gt;</span>'),
        ("[[]] [[|x]] [[a", "[[]] [[|x]] [[a"),
        ("`[[Heat pumps]]`", "<code>[[Heat pumps]]</code>"),
        (r"\[[Heat pumps]]", "[[Heat pumps]]"),
        ("[see [[Heat pumps]]](/x)", '<a href="/x">see [[Heat pumps]]</a>'),
        ("**[[Heat pumps]]**", '<strong><a href="/p/1-heat-pumps">Heat pumps</a></strong>'),
    ],
)
def test_a_name_becomes_a_link(text: str, html: str) -> None:
    assert html_of(text, KNOWN) == f"<p>{html}</p>"


def test_in_a_table_the_pipe_is_escaped() -> None:
    assert '<td><a href="/p/1-heat-pumps">pumps</a></td>' in html_of("|a|\n|-|\n|[[Heat pumps\\|pumps]]|", KNOWN)


def test_the_resolver_may_know_the_heading_s_address() -> None:
    known = KnownLinks({"A": Target("/p/1#elsewhere", "A")})
    assert html_of("[[A#B]]", known) == '<p><a href="/p/1#elsewhere">A § B</a></p>'


def test_links_are_seen_once_and_not_in_code() -> None:
    text = "[[A]] [[A|again]] [[A#B]] [[#here]] `[[C]]`\n\n    [[D]]\n"
    assert render(text, KNOWN).links == (LinkSeen("A", None, None, "page"), LinkSeen("A", "B", None, "page"))
    assert scan(text).pages == ("A",)
