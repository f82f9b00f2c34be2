"""The changes between two texts are few, small, and never inside a character."""

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from wiki.editing.diff import changes

PIECES = [
    "a",
    "b",
    " ",
    "\n",
    "\r\n",
    "é",
    "e\u0301",
    "́",
    "漢字",
    "😀",
    "👩‍👩‍👧",
    "👧",
    "🇳🇱",
    "🇳",
    "שלום",
    "word",
    "- [ ] ",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def applied(old: str, new: str) -> str:
    for change in reversed(changes(old, new)):
        old = old[: change.start] + change.text + old[change.end :]
    return old


def said(old: str, new: str) -> list[tuple[str, str]]:
    return [(old[change.start : change.end], change.text) for change in changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The red car\n", "The blue car\n", [("red", "blue")]),
        ("two words here\n", "two other words there\n", [("", "other "), ("", "t")]),
        ("colour\n", "color\n", [("u", "")]),
        ("a\nb\nc\n", "a\nc\nd\n", [("b\n", ""), ("", "d\n")]),
        ("漢字仮名", "漢文仮名", [("字", "文")]),
        ("e\n", "é\n", [("e", "é")]),
        ("👩‍👩‍👧", "👩‍👩‍👦", [("👩‍👩‍👧", "👩‍👩‍👦")]),
        ("🇳🇱", "🇳🇴", [("🇳🇱", "🇳🇴")]),
        ("a\r\nb", "a\nb", [("\r\n", "\n")]),
        ("שלום עולם", "שלום לכולם", [("ע", "לכ")]),
        ("", "all\n", [("", "all\n")]),
        ("none\n", "", [("none\n", "")]),
    ],
)
def test_says_what_a_person_would(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert said(old, new) == expected


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_leads_from_one_to_the_other_without_dividing_a_character(old: str, new: str) -> None:
    assert applied(old, new) == new
    edges = {0, *(match.end() for match in regex.finditer(r"\X", old))}
    assert all({change.start, change.end} <= edges for change in changes(old, new))


def test_a_big_page_with_small_changes_takes_little_time() -> None:
    lines = [f"Line {i} of a page with some words, é and 漢字.\n" for i in range(4_500)]
    old = "".join(lines)
    lines[7] = lines[7].replace("words", "letters")
    lines[4_000:4_001] = ["A new line.\n", "And one more.\n"]
    new = "".join(lines)
    assert len(old.encode()) > 200_000
    best = min(_seconds(old, new) for _ in range(3))
    assert best < 0.05
    assert sum(len(change.text) for change in changes(old, new)) < 40


def _seconds(old: str, new: str) -> float:
    began = time.thread_time()
    changes(old, new)
    return time.thread_time() - began
