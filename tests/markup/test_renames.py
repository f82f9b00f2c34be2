"""Which heading became which."""

import pytest

from wiki.markup.headings import anchor_of
from wiki.markup.links import KnownLinks
from wiki.markup.renames import Named, renamed
from wiki.markup.render import render


def outline(*texts: str) -> list[Named]:
    return [Named(2, text, anchor_of(text)) for text in texts]


@pytest.mark.parametrize(
    ("what", "before", "after", "found"),
    [
        ("nothing", "A|B", "A|B", {}),
        ("moved", "A|B|C", "C|A|B", {}),
        ("two swapped", "A|B", "B|A", {}),
        ("renamed", "Keys|Cold start|End", "Keys|Warm up|End", {"Cold start": "Warm up"}),
        (
            "two renamed",
            "Front door|Back door",
            "The front door|The back door|New",
            {"Front door": "The front door", "Back door": "The back door"},
        ),
        (
            "renamed and moved",
            "Front door keys|A|B",
            "A|B|The front door keys",
            {"Front door keys": "The front door keys"},
        ),
        ("split", "Keys and codes|End", "Keys and doors|Codes|End", {"Keys and codes": "Keys and doors"}),
        ("deleted", "A|B|C", "A|C", {}),
        ("another in its place far away", "A|Quick|B", "A|B|Zebra", {}),
        ("all new", "One|Two", "Seven|Eight|Kilo", {}),
    ],
)
def test_renames(what: str, before: str, after: str, found: dict[str, str]) -> None:
    pairs = renamed(outline(*before.split("|")), outline(*after.split("|")))
    assert pairs == {anchor_of(old): anchor_of(new) for old, new in found.items()}, what


def test_a_former_anchor_leads_to_the_heading() -> None:
    html = render("## Warm up\n", KnownLinks(), old={"u-cold-start": "u-warm-up", "u-gone": "u-nowhere"}).html
    assert '<h2 id="u-warm-up"><span id="u-cold-start"></span>Warm up</h2>' in html.replace(' data-line="0"', "")
    assert "u-gone" not in html


def test_an_anchor_in_use_again_means_what_it_says() -> None:
    html = render("## Cold start\n\n## Warm up\n", KnownLinks(), old={"u-cold-start": "u-warm-up"}).html
    assert html.count("u-cold-start") == 1
