"""Where two sequences differ."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from wiki.core.alignment import SHORT_WAY, differences


def changed(old: list[str], new: list[str]) -> list[tuple[list[str], list[str]]]:
    return [(old[d.old_start : d.old_end], new[d.new_start : d.new_end]) for d in differences(old, new)]


def test_only_what_differs() -> None:
    assert changed(list("abcdef"), list("abXdf")) == [(["c"], ["X"]), (["e"], [])]
    assert changed([], list("ab")) == [([], ["a", "b"])]
    assert changed(list("ab"), list("ab")) == []


def test_without_anything_that_occurs_once_the_shortest_way_is_found() -> None:
    assert changed(list("aabbaabb"), list("aabbbaabb")) == [([], ["b"])]
    assert changed(["same"] * 5000 + ["x"], ["y"] + ["same"] * 5000 + ["z"]) == [([], ["y"]), (["x"], ["z"])]


def test_what_has_no_short_way_counts_as_replaced() -> None:
    old, new = ["a", "b"] * SHORT_WAY, ["b", "b", "a", "a", "a"] * SHORT_WAY
    assert len(differences(old, new)) == 1


def test_no_two_texts_take_long() -> None:
    began = time.process_time()
    differences(["a"] * 20_000 + ["b"] * 20_000, ["b", "a"] * 20_000)
    assert time.process_time() - began < 2


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("abcde"), max_size=30), st.lists(st.sampled_from("abcde"), max_size=30))
def test_the_differences_lead_from_one_to_the_other(old: list[str], new: list[str]) -> None:
    made, at = [], 0
    for difference in differences(old, new):
        assert old[at : difference.old_start] == new[len(made) : difference.new_start]
        assert at == 0 or difference.old_start > at, "something equal stands between"
        made += [*old[at : difference.old_start], *new[difference.new_start : difference.new_end]]
        at = difference.old_end
    assert made + old[at:] == new
