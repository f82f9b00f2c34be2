"""Words as people read them, found in the Markdown they stand in."""

import pytest

from tests.comments.conftest import TEXT
from wiki.comments.passages import Plain, path_at, readable


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        (
            "the key of the plant room 🔑, and the drawing.",
            "the *key* of the **plant room** 🔑, and [the drawing](drawing.pdf).",
        ),
        ("the sound to settle 漢字\nOpen the bypass", "the sound to settle 漢字\n- [ ] Open the bypass"),
        ("现场 first", "现场 first"),
        ("🔑", "🔑"),
    ],
)
def test_what_is_read_is_found_in_its_markdown(quote: str, source: str) -> None:
    place = Plain(TEXT).find(quote)
    assert place
    assert TEXT[slice(*place.span)] == source
    assert readable(source).split() == quote.split()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("See [[Below|what stands below]] and [[Nowhere yet]].", "what stands below and Nowhere yet"),
        ("| Left | Right |\n|:---|---:|\n| 1 | `two` |\n", "Right 1 two"),
        ("A note.[^1] And ~~struck~~ <b>words</b> ![x](y.png) here", "A note. And struck words here"),
        ("> [!note] Mind this\n> and *that*, too", "Mind this and that, too"),
        ("1. one\n   - within\n2. two", "one within two"),
        ("Call `f(x)[0] || y` with \\* and a_b", "Call f(x)[0] || y with * and a_b"),
    ],
)
def test_signs_of_all_kinds_are_looked_through(text: str, quote: str) -> None:
    assert Plain(text).find(quote)


def test_equal_words_are_told_apart_by_what_is_around_and_by_the_line() -> None:
    words, plain = "wait for the sound to settle", Plain(TEXT)
    first, second = TEXT.index("Wait for") + 1, TEXT.index("wait for the sound to settle again")
    by_suffix = plain.find("ait for the sound to settle", suffix=" again.")
    by_line = plain.find("ait for the sound to settle", near=first)
    assert by_suffix
    assert by_line
    assert (by_suffix.span.start, by_line.span.start) == (second + 1, first)
    assert plain.find(words, suffix="again")
    assert not plain.find("nothing of the kind")


def test_the_headings_above_a_place() -> None:
    text = "# One\n\nA\n\n## *Two*\n\nB\n\n# Three\n\n### Four\n\nC"
    assert [path_at(text, text.index(letter)) for letter in "ABC"] == ["One", "One › Two", "Three › Four"]
