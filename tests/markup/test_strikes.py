"""Strikes next to the product's own signs; plain ones are compared with GitHub's in test_gfm."""

import pytest

from tests.markup.drawn import html_of


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~==a==~~", "<del><mark>a</mark></del>"),
        ("==a== b==c", "<mark>a</mark> b==c"),
        ("a == b == c", "a == b == c"),
        ("~~a `~~` b~~", "<del>a `</del>` b~~"),
        ("**~~a~~** *~b~*", "<strong><del>a</del></strong> <em><del>b</del></em>"),
    ],
)
def test_strikes_and_marks(text: str, html: str) -> None:
    assert html_of(text) == f"<p>{html}</p>"
