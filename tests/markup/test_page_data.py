"""Lines of YAML above the text are kept and not shown; the browser's tests/js/editing/above.test.js says the same."""

import pytest

from tests.markup.drawn import NOTHING_KNOWN, html_of
from wiki.markup.render import render, scan


@pytest.mark.parametrize("text", ["---\na: b\n---\n\nText", "--- \na:\n  - b\n# c\n...\nText", "---\nt: x\n---\nText"])
def test_data_above_the_text_is_not_shown(text: str) -> None:
    assert html_of(text) == "<p>Text</p>"


@pytest.mark.parametrize("text", ["---\na: b\n\n---\n", "---\na: b\n", "---\nwords\n---\n", "\n---\na: b\n---\n"])
def test_a_rule_is_a_rule(text: str) -> None:
    assert html_of(text).startswith("<hr>")


def test_what_stands_in_it_is_no_heading_and_names_nobody() -> None:
    seen = scan("---\na: '#x @bob'\n# One\n---\n\n# Two")
    assert (seen.tags, seen.members, [heading.text for heading in seen.outline]) == ((), (), ["Two"])
    assert 'data-line="4"' in render("---\na: b\n---\n\n# One", NOTHING_KNOWN).html
