"""Two people change a text at once, and nothing that either typed is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiki.editing.merge import merge

BASE = "The red car is fast.\nIt has four wheels.\n"


@pytest.mark.parametrize(
    ("mine", "now", "merged"),
    [
        (BASE.replace("red", "blue"), BASE.replace("four", "five"), "The blue car is fast.\nIt has five wheels.\n"),
        (BASE + "Mine.\n", BASE.replace("red", "blue"), BASE.replace("red", "blue") + "Mine.\n"),
        (BASE + "Mine.\n", BASE + "Theirs.\n", BASE + "Theirs.\nMine.\n"),
        (BASE + "Mine.\n", BASE + "Mine.\nMore.\n", BASE + "Mine.\nMore.\n"),
        (BASE.replace("red", "blue"), BASE.replace("red", "blue"), BASE.replace("red", "blue")),
        (BASE, BASE + "Theirs.\n", BASE + "Theirs.\n"),
        (BASE + "Mine.\n", BASE, BASE + "Mine.\n"),
        (BASE.replace("The red car", "The car"), BASE.replace("red car", "car"), BASE.replace("red car", "car")),
    ],
)
def test_changes_in_different_places_both_stand(mine: str, now: str, merged: str) -> None:
    assert merge(BASE, mine, now) == (merged, False)


@pytest.mark.parametrize(
    ("mine", "now", "merged"),
    [
        (BASE.replace("red", "green"), BASE.replace("red", "blue"), BASE.replace("red", "blue green")),
        (BASE.replace("red", ""), BASE.replace("red", "blue"), BASE.replace("red", "blue")),
        ("", BASE.replace("four", "five"), BASE.replace("four", "five")),
        (BASE.replace("four", "five"), "", BASE.replace("four", "five")),
    ],
)
def test_of_words_that_both_changed_both_versions_stay(mine: str, now: str, merged: str) -> None:
    assert merge(BASE, mine, now) == (merged, True)


def test_both_start_from_nothing() -> None:
    assert merge("", "Hello", "World") == ("World Hello", False)


def test_what_both_delete_is_gone_once() -> None:
    assert merge("one two three four", "one four", "one two") == ("one ", False)


WORDS = ["red", "car", "漢字", "is", "\n", "é", "- ", "😀"]


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(st.lists(st.sampled_from(WORDS), max_size=15))
    return " ".join(base), _changed(draw, base, "mine"), _changed(draw, base, "now")


def _changed(draw: st.DrawFn, base: list[str], whose: str) -> str:
    words = list(base)
    for number in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(words)))
        words[place : place + draw(st.integers(0, 3))] = [f"{whose}{number}"] * draw(st.integers(0, 1))
    return " ".join(words)


@settings(max_examples=200, deadline=None)
@given(versions())
def test_every_word_typed_is_there(texts: tuple[str, str, str]) -> None:
    base, mine, now = texts
    merged = merge(base, mine, now).text
    for word in [*mine.split(), *now.split()]:
        if word.startswith(("mine", "now")):
            assert word in merged


@settings(max_examples=100, deadline=None)
@given(versions())
def test_who_changed_nothing_changes_nothing(texts: tuple[str, str, str]) -> None:
    base, mine, now = texts
    assert merge(base, mine, base) == (mine, False)
    assert merge(base, base, now) == (now, False)
    assert merge(base, now, now) == (now, False)
