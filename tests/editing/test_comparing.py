"""Two versions of a page, line by line."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.editing.comparing import compare

SIGNS = {"same": " ", "fold": " ", "add": "+", "del": "-"}
TEXTS = st.lists(st.sampled_from("abcd"), max_size=30).map("\n".join)


def told(old: str, new: str, around: int = 1) -> str:
    return " ".join(SIGNS[line.op].strip() + line.text for line in compare(old, new, around))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b c d e", "a b C d e", "b -c +C d"),
        ("a b c d e f g", "A b c d e f G", "-a +A b … f -g +G"),
        ("a b c d", "A b c D", "-a +A b c -d +D"),
        ("a b", "a b", ""),
        ("", "a", "+a"),
        ("a", "", "-a"),
    ],
)
def test_what_changed_stands_with_what_is_around(old: str, new: str, expected: str) -> None:
    assert told(old.replace(" ", "\n"), new.replace(" ", "\n")) == expected


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_nothing_is_left_out_but_what_stayed(old: str, new: str, around: int) -> None:
    lines = compare(old, new, around=10_000)
    assert [line.text for line in lines if line.op != "add"] == (old.splitlines() if lines else [])
    assert [line.text for line in lines if line.op != "del"] == (new.splitlines() if lines else [])
    few = compare(old, new, around)
    assert [line for line in few if line.op not in ("same", "fold")] == [line for line in lines if line.op != "same"]
    assert bool(lines) == (old.splitlines() != new.splitlines())


def test_a_long_text_is_compared_without_difflib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blank lines between 18,000 paragraphs make that one search for minutes."""
    monkeypatch.setattr(SequenceMatcher, "find_longest_match", lambda *_: pytest.fail("quadratic"))
    paragraphs = [f"Paragraph {n} of it." for n in range(18_000)]
    changed = [f"{text} Changed." if n % 20 == 0 else text for n, text in enumerate(paragraphs)]
    lines = compare("\n\n".join(paragraphs), "\n\n".join(changed))
    assert sum(line.op == "add" for line in lines) == 900
