"""Images, and how wide they are drawn."""

import pytest

from tests.markup.drawn import html_of
from wiki.markup.links import KnownLinks
from wiki.markup.model import Target


@pytest.mark.parametrize(
    ("text", "alt", "width"),
    [
        ("![A map|400](/m.png)", "A map", "400"),
        ("![|120](/m.png)", "", "120"),
        ("![*A* map|400](/m.png)", "A map", "400"),
        ("![A map](/m.png)", "A map", None),
        ("![A|B](/m.png)", "A|B", None),
        ("![A map|0](/m.png)", "A map|0", None),
        ("![A map|40000](/m.png)", "A map|40000", None),
    ],
)
def test_a_width_stands_behind_the_words(text: str, alt: str, width: str | None) -> None:
    drawn = html_of(text)
    assert f'alt="{alt}"' in drawn
    assert (f'width="{width}"' in drawn) if width else ("width" not in drawn)


def test_a_picture_of_ours_keeps_its_shape() -> None:
    ours = KnownLinks(files={"m.png": Target("/m", "m.png", width=800, height=600)})
    assert 'width="400" height="300"' in html_of("![A map|400](m.png)", ours)
    assert 'width="800" height="600"' in html_of("![A map](m.png)", ours)


def test_in_a_table_the_line_is_escaped() -> None:
    assert 'alt="A map"' in html_of("| a |\n|---|\n| ![A map\\|300](/m.png) |")
    assert 'width="300"' in html_of("| a |\n|---|\n| ![A map\\|300](/m.png) |")
