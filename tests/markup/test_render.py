"""The real path once through: text and known links in, safe HTML and what the text holds out."""

from wiki.markup.links import KnownLinks
from wiki.markup.model import Heading, LinkSeen, Target, TaskSeen
from wiki.markup.render import render, scan

TEXT = """# Substations

Read [[Safety|the rules]] and [the list](../tools/list.md#units), then ask @bob about #heat.

- [ ] Key
- [x] Drawing
"""
KNOWN = KnownLinks(
    pages={"Safety": Target("/p/1", "Safety")},
    files={"../tools/list.md": Target("/p/2", "List")},
    members={"bob": Target("/m/bob", "Bob")},
    tags={"heat": Target("/t/heat", "heat")},
)


def test_a_mention_wears_the_colour_of_its_person() -> None:
    known = KnownLinks(members={"bob": Target("/m/bob", "Bob", slot=5)})
    assert '<a class="mention p5"' in render("Ask @bob.", known).html


def test_a_page_is_rendered_with_its_links() -> None:
    html = render(TEXT, KNOWN).html
    assert '<h2 data-line="0" id="u-substations">Substations</h2>' in html
    assert '<a href="/p/1">the rules</a>' in html
    assert '<a href="/p/2#u-units">the list</a>' in html
    assert '<a class="mention" href="/m/bob" title="Bob">@bob</a>' in html
    assert '<a class="tag" href="/t/heat" title="heat">#heat</a>' in html


def test_what_the_text_holds_comes_with_it() -> None:
    rendered = render(TEXT, KNOWN)
    assert rendered.outline == (Heading(1, "Substations", "u-substations"),)
    assert rendered.links == (
        LinkSeen("Safety", None, None, "page"),
        LinkSeen("../tools/list.md", "units", "../tools/list.md", "relative"),
    )
    assert (rendered.mentions, rendered.tags) == (("bob",), ("heat",))
    assert rendered.tasks == (TaskSeen("Key", False, 4), TaskSeen("Drawing", True, 5))
    assert rendered.summary.startswith("Read the rules and the list, then ask @bob about #heat.")
    assert rendered.words == 14


def test_a_scan_names_what_is_to_be_looked_up() -> None:
    seen = scan(TEXT)
    assert (seen.pages, seen.relative) == (("Safety",), ("../tools/list.md",))
    assert (seen.members, seen.tags) == (("bob",), ("heat",))
