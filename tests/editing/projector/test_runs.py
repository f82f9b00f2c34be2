"""Runs follow the changes of a text and say who wrote each character."""

from wiki.editing.projector.runs import UNKNOWN, AuthorRuns

ALICE, BOB = 1, 2


def test_what_is_typed_inside_anothers_words_divides_them() -> None:
    runs = AuthorRuns([(ALICE, 4)], "abcd")
    runs.apply([{"retain": 2}, {"insert": "é"}], BOB)
    assert runs.of("abécd") == [(ALICE, 2), (BOB, 1), (ALICE, 2)]
    runs.apply([{"retain": 2}, {"delete": 2}], ALICE)
    assert runs.of("abcd") == [(ALICE, 4)]


def test_changes_are_told_in_bytes_and_runs_in_utf16_units() -> None:
    runs = AuthorRuns([(ALICE, 2), (BOB, 1)], "😀漢")
    runs.apply([{"retain": 4}, {"insert": "é"}], BOB)
    assert runs.of("😀é漢") == [(ALICE, 2), (BOB, 2)]


def test_a_change_in_several_places() -> None:
    runs = AuthorRuns([(ALICE, 6)], "abcdef")
    runs.apply([{"insert": "x"}, {"retain": 2}, {"delete": 2}, {"insert": "yz"}, {"retain": 1}, {"insert": "w"}], BOB)
    assert runs.of("xabyzewf") == [(BOB, 1), (ALICE, 2), (BOB, 2), (ALICE, 1), (BOB, 1), (ALICE, 1)]


def test_what_no_run_covers_is_by_someone_unknown() -> None:
    assert AuthorRuns([(ALICE, 1)], "abc").of("abc") == [(ALICE, 1), (UNKNOWN, 2)]
    assert AuthorRuns([(ALICE, 9)], "abc").of("abc") == [(ALICE, 3)]
    assert AuthorRuns([], "").of("") == []


def test_never_cuts_a_character() -> None:
    assert AuthorRuns([(ALICE, 1), (BOB, 1)], "ab").of("😀b") == [(ALICE, 2), (BOB, 1)]
