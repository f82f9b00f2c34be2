"""Passages that differ between two renderings of a page."""

import re

import pytest

from tests.markup.drawn import NOTHING_KNOWN
from wiki.markup.marking import mark
from wiki.markup.render import render


def marked(old: str, new: str) -> tuple[list[str], list[str], int]:
    """What is marked as new, what is told as gone, and how many."""
    answer = mark(render(old, NOTHING_KNOWN).html, render(new, NOTHING_KNOWN).html, "Removed:")
    html = answer["html"]
    assert (
        re.sub(r' data-since(?: id="since-\d+")?|<(p|li) class="gone".*?</\1>\n', "", html)
        == render(new, NOTHING_KNOWN).html
    )
    fresh = [plain(found) for found in re.findall(r"<(?:h\d|p|li|tr|pre|blockquote|div) data-since.*", html)]
    gone = [plain(found) for found in re.findall(r'<(?:p|li) class="gone".*?</(?:p|li)>', html)]
    return fresh, gone, answer["passages"]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


START = "# Key\n\nBring it.\n\n- one\n- two\n\nThe end.\n"


@pytest.mark.parametrize(
    ("new", "fresh", "gone"),
    [
        (START, [], []),
        (START.replace("Bring", "Fetch"), ["Fetch it."], []),
        (START.replace("# Key", "# Keys"), ["Keys"], []),
        (START.replace("- two", "- two\n- three"), ["three"], []),
        (START.replace("- one\n", ""), [], ["Removed: one"]),
        (START.replace("Bring it.\n\n", ""), [], ["Removed: Bring it."]),
        (START.replace("\nThe end.\n", ""), [], ["Removed: The end."]),
        (START.replace("it.", "[it](https://example.org)."), ["Bring it."], []),
        ("New first.\n\n" + START.replace("The end.", "My end."), ["New first.", "My end."], []),
    ],
)
def test_what_changed_is_marked_and_nothing_else(new: str, fresh: list[str], gone: list[str]) -> None:
    assert marked(START, new) == (fresh, gone, len(fresh) + len(gone))


def test_a_removed_row_is_told_in_the_table() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
    answer = mark(
        render(table, NOTHING_KNOWN).html, render(table.replace("| 1 | 2 |\n", ""), NOTHING_KNOWN).html, "Gone:"
    )
    assert (
        '<tr class="gone" data-since id="since-1"><td colspan="99"><b>Gone:</b> <del>1 2</del></td></tr>'
        in answer["html"]
    )


def test_a_row_of_a_table_and_a_ticked_box_are_passages() -> None:
    old = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n- [ ] ring\n- [ ] write\n"
    assert marked(old, old.replace("| 3 | 4 |", "| 3 | 5 |"))[2] == 1
    assert marked(old, old.replace("[ ] write", "[x] write"))[0] == ["write"]
    assert marked(old, "A line above.\n\n" + old)[0] == ["A line above."]


def test_what_is_gone_is_told_as_text() -> None:
    answer = mark("<p>&lt;script&gt;</p><p>b</p>", "<p>b</p>", "<Gone>")
    assert "<b>&lt;Gone&gt;</b> <del>&lt;script&gt;</del>" in answer["html"]
    assert answer["first"] == "since-1"


def test_a_changed_heading_keeps_its_own_name() -> None:
    answer = mark(render("## A\n\nx", NOTHING_KNOWN).html, render("## B\n\nx", NOTHING_KNOWN).html, "Removed:")
    assert answer["first"] == re.findall(r'id="([^"]+)"', answer["html"])[0]
