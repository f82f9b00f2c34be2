"""A document says what Yjs says, whoever wrote it and however it was kept."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text

from tests.editing.yjs_vectors import HISTORIES
from wiki.editing.projector.document import Document, Unkeepable, first_bad, hash_of
from wiki.editing.wire import Titled, advance, parse_update
from wiki.editing.wire.first import first_title

ALICE, BOB, CAROL = 1, 2, 3
CHARACTERS = ["a", "word ", "é", "e\u0301", "漢字", "😀", "👩‍👩‍👧", "🇳🇱", "\n", "שלום", "مرحبا"]


def log_of(history: dict[str, Any]) -> list[tuple[int, int, bytes]]:
    """With the client id for an author, so that Yjs can say who wrote what."""
    return [(seq, client, update) for seq, (client, update) in enumerate(history["log"], 1)]


def fresh(*log: tuple[int, int, bytes]) -> Document:
    document = Document(0, 0, None, ())
    document.apply(log)
    return document


def written(text: str, author: int = ALICE) -> Document:
    document = fresh()
    update = document.edit(author * 1000, author, text, None)[0]
    assert update
    document.apply([(1, author, update)])
    return document


def runs_of_items(document: Document) -> list[list[int]]:
    """The client of each visible character's item, asked for one by one."""
    runs: list[list[int]] = []
    place = 0
    for character in document.text():
        client = document._text.sticky_index(place).to_json()["item"]["client"]
        length = len(character.encode("utf-16-le")) // 2
        if runs and runs[-1][0] == client:
            runs[-1][1] += length
        else:
            runs.append([client, length])
        place += len(character.encode())
    return runs


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: str(len(history["log"])))
def test_says_what_yjs_says(history: dict[str, Any]) -> None:
    document = fresh(*log_of(history))
    assert (document.text(), document.title()) == (history["text"], history["title"])
    assert document.vector() == dict(history["vector"])
    assert [list(run) for run in document.runs()] == history["clients"] == runs_of_items(document)


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: str(len(history["log"])))
@pytest.mark.parametrize("size", [1, 3, 7])
def test_nothing_depends_on_how_the_log_is_cut(history: dict[str, Any], size: int) -> None:
    log = log_of(history)
    document = fresh()
    for start in range(0, len(log), size):
        document.apply(log[start : start + size])
        if start % 5 == 0:
            document = Document(0, document.seq, document.state(), document.runs())
    assert document.text() == history["text"]
    assert [list(run) for run in document.runs()] == history["clients"]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: str(len(history["log"])))
def test_a_change_of_the_whole_goes_back_to_yjs_unharmed(history: dict[str, Any]) -> None:
    document = fresh(*log_of(history))
    mine = "🇳🇱 " + history["text"][3:-2] + "ẽnd"
    update, text, runs, conflict = document.edit(77, ALICE, mine, None)
    assert not conflict
    assert update
    assert text == mine.replace("\r\n", "\n").replace("\r", "\n")
    assert advance(document.vector(), parse_update(update)).ends.keys() == {77}
    assert document.text() == history["text"], "the document is as it was until the log has the update"
    document.apply([(document.seq + 1, ALICE, update)])
    assert document.text() == text
    assert document.runs() == runs, "as it was foretold"


def test_the_hash_is_of_the_utf8_text() -> None:
    assert hash_of("é😀") == "6-7f805a06"  # as tests/js/editing/bytes.test.js has it


@pytest.mark.parametrize("history", HISTORIES[:8], ids=lambda history: str(len(history["log"])))
def test_another_title_changes_nothing_else(history: dict[str, Any]) -> None:
    document = fresh(*log_of(history))
    update = document.retitle(77, "🇳🇱 Another é title")
    assert update
    document.apply([(document.seq + 1, ALICE, update)])
    assert (document.text(), document.title()) == (history["text"], "🇳🇱 Another é title")
    assert document.titled_by == ALICE
    assert document.retitle(78, document.title()) is None


def test_a_first_title_is_read_by_all() -> None:
    for title in ("First steps", "é😀", "", "x" * 200):
        parsed = parse_update(first_title(title))
        titled = Titled()
        titled.learn(parsed)
        assert titled.units_of(*parsed.spans) == sum(span.length for span in parsed.spans) > 0
        document = fresh((1, ALICE, first_title(title)))
        assert (document.title(), document.text()) == (title, "")
        assert document.state() == Document(0, 1, document.state(), ()).state()


def test_what_was_applied_is_left_out_and_a_gap_refused() -> None:
    log = log_of(HISTORIES[3])
    document = fresh(*log[:10])
    document.apply(log[5:20])
    assert document.seq == 20
    with pytest.raises(ValueError, match="update 22 cannot follow 20"):
        document.apply(log[21:])


def test_an_edit_goes_on_with_the_clock_of_its_writer() -> None:
    document = written("one two")
    update = document.edit(1000, ALICE, "one three two", None)[0]
    assert update
    assert parse_update(update).spans == ((1000, 7, 6),)


def test_an_edit_is_as_small_as_the_change() -> None:
    document = written("# Heading\n\n" + "Some words on a line. 漢字😀\n" * 400 + "end")
    update = document.edit(2000, BOB, document.text().replace("end", "the end"), None)[0]
    assert update
    assert len(update) < 40


def test_no_change_is_no_update() -> None:
    document = written("the same\n")
    assert document.edit(2000, BOB, "the same\r\n", None) == (None, "the same\n", [(ALICE, 9)], False)


def test_a_form_sent_late_merges_with_what_was_typed_meanwhile() -> None:
    document = written("First line.\nSecond line.\n")
    base = document.text()
    update = document.edit(2000, BOB, base.replace("Second", "Last"), None)[0]
    document.apply([(2, BOB, update or b"")])
    update, text, runs, conflict = document.edit(
        3000, CAROL, base.replace("First", "Opening").replace("\n", "\r\n"), base
    )
    assert (text, conflict) == ("Opening line.\nLast line.\n", False)
    document.apply([(3, CAROL, update or b"")])
    assert document.text() == text
    assert document.runs() == runs
    assert runs[0] == (CAROL, 7)
    assert (BOB, 4) in runs


def test_both_versions_of_a_word_stay() -> None:
    document = written("The car is red.")
    update = document.edit(2000, BOB, "The car is blue.", None)[0]
    document.apply([(2, BOB, update or b"")])
    _, text, _, conflict = document.edit(3000, CAROL, "The car is green.", "The car is red.")
    assert (text, conflict) == ("The car is blue green.", True)


def test_a_state_that_would_lose_words_is_not_kept() -> None:
    """pycrdt goes wrong when an emoji is cut in two: what it writes then is not what it holds. The gate of the log
    refuses such edits; this is the second wall."""
    log = [
        b"\x01\x02\x07\x00\x04\x01\x04text\x08" + "🇳🇱".encode() + b"D\x07\x00\x02\r\n\x00",
        b"\x01\x01\x07\x06\xc4\x07\x01\x07\x02\x02b \x00",
        b"\x00\x01\x07\x01\x00\x01",
    ]
    document = fresh(*[(seq, BOB, update) for seq, update in enumerate(log, 1)])
    assert sum(length for _, length in document.runs()) == len(document.text().encode("utf-16-le")) // 2
    with pytest.raises(Unkeepable):
        document.state()
    assert first_bad(None, log) == (2, "Unkeepable")


def test_the_first_bad_update_is_found() -> None:
    log = [update for _, update in HISTORIES[3]["log"]]
    assert first_bad(None, log) is None
    assert (first_bad(None, [*log[:7], b"\x01\x01", *log[7:]]) or ())[0] == 7


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.lists(st.sampled_from(CHARACTERS), max_size=12)), max_size=8))
def test_texts_written_one_after_the_other(versions: list[tuple[int, list[str]]]) -> None:
    """By any person, each from what is there: the text is the last one, and each character has one author."""
    document = fresh()
    for author, pieces in versions:
        mine = "".join(pieces)
        update, text, runs, _ = document.edit(author * 1000, author, mine, None)
        if update:
            document.apply([(document.seq + 1, author, update)])
        assert document.text() == text == mine
        assert document.runs() == runs
        assert [[author * 1000, length] for author, length in document.runs()] == runs_of_items(document)


def test_positions_of_pycrdt_are_bytes() -> None:
    """What the projector counts on."""
    doc: Doc[Any] = Doc()
    text = doc.get("text", type=Text)
    text.insert(0, "é😀")
    text.insert(2, "x")
    assert (str(text), len(text)) == ("éx😀", 7)
