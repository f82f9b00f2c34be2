"""Updates of Yjs are read as Yjs reads them, and nothing else passes."""

import time
from base64 import b64decode
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.editing.yjs_vectors import HISTORIES, REFUSED, UPDATES
from wiki.editing.wire import (
    MAX_BYTES,
    MAX_STRUCTS,
    BadUpdate,
    ParsedUpdate,
    Place,
    Span,
    Titled,
    advance,
    pairs_in,
    parse_update,
    parse_vector,
)

ROOT = b"\x01\x04text"


def number(value: int) -> bytes:
    data = bytearray()
    while value > 127:
        data.append(value & 127 | 128)
        value >>= 7
    return bytes([*data, value])


def string(text: bytes) -> bytes:
    return number(len(text)) + text


def update(*structs: bytes, client: int = 9, clock: int = 0, deletes: bytes = b"\0") -> bytes:
    return number(1) + number(len(structs)) + number(client) + number(clock) + b"".join(structs) + deletes


def typed(text: bytes) -> bytes:
    return b"\x04" + ROOT + string(text)


def after(client: int, clock: int, text: bytes = b"x") -> bytes:
    return b"\x84" + number(client) + number(clock) + string(text)


def entitled(text: bytes) -> bytes:
    return b"\x04\x01" + string(b"title") + string(text)


def refusal(data: bytes) -> str:
    with pytest.raises(BadUpdate) as caught:
        parse_update(data)
    return caught.value.reason


@pytest.mark.parametrize("made", UPDATES, ids=lambda made: str(len(made["update"])))
def test_reads_what_yjs_reads(made: dict[str, Any]) -> None:
    parsed = parse_update(made["update"])
    assert [list(span) for span in parsed.spans] == made["spans"]
    assert [list(span) for span in parsed.deletes] == made["deletes"]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: str(len(history["log"])))
def test_a_history_leads_to_the_vector_of_yjs(history: dict[str, Any]) -> None:
    vector: dict[int, int] = {}
    pairs: set[Place] = set()
    for client, data in history["log"]:
        parsed = parse_update(data)
        step = advance(vector, parsed, pairs)
        pairs |= set(parsed.pairs)
        assert set(step.ends) <= {client}
        assert not step.known
        vector |= step.ends
    assert vector == dict(history["vector"])
    assert pairs_in(b64decode(history["state"])) <= pairs
    for _, data in history["log"]:
        parsed = parse_update(data)
        assert advance(vector, parsed) == ({}, parsed.spans), "a resend is recognised"


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: str(len(history["log"])))
@pytest.mark.parametrize("kept_at", [0, 17])
def test_what_stands_in_the_title_stands_there_for_yjs(history: dict[str, Any], kept_at: int) -> None:
    """Also when what was known is kept on the way, as with a snapshot."""
    titled = Titled()
    vector: dict[int, int] = {}
    for number, (_, data) in enumerate(history["log"], 1):
        parsed = parse_update(data)
        titled.learn(parsed)
        vector |= advance(vector, parsed).ends
        if number == kept_at:
            titled = Titled(titled.spans(), vector)
    assert sorted(titled.spans()) == history["titled"]
    before = titled.spans()
    for _, data in history["log"]:
        titled.learn(parse_update(data))
    assert titled.spans() == before, "a resend teaches nothing"


def test_nothing_stands_in_both_texts() -> None:
    titled = Titled()
    titled.learn(parse_update(update(typed(b"ab"), entitled(b"cd"))))
    assert titled.spans() == [[9, 2, 2]]
    between = update(b"\xc4" + number(9) + number(1) + number(9) + number(2) + string(b"x"), client=8)
    with pytest.raises(BadUpdate, match="another parent"):
        titled.learn(parse_update(between))
    titled.learn(parse_update(update(after(9, 1), after(9, 3), client=8)))
    assert titled.spans() == [[9, 2, 2], [8, 1, 1]]
    assert titled.units_of(Span(9, 0, 3), Span(8, 0, 9), Span(7, 0, 5)) == 2


def test_what_is_resent_as_something_else_stays_where_it_is() -> None:
    titled = Titled()
    titled.learn(parse_update(update(typed(b"ab"))))
    titled.learn(parse_update(update(entitled(b"ab"), after(9, 1))))
    assert titled.spans() == []


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_page_does_not_hold_is_refused(what: str) -> None:
    refusal(REFUSED[what])


def test_vectors_say_where_each_client_begins_and_ends() -> None:
    parsed = parse_update(b"\x02" + update(typed(b"ab"), client=5, clock=3)[1:-1] + update(typed(b"c"), client=6)[1:])
    assert parsed.spans == (Span(5, 3, 2), Span(6, 0, 1))
    assert (parsed.vector_from, parsed.vector_to) == ({5: 3, 6: 0}, {5: 5, 6: 1})


def test_lengths_are_utf16_units() -> None:
    assert parse_update(update(typed("é漢😀".encode()))).spans == (Span(9, 0, 4),)


def test_skipped_units_make_two_spans_of_a_client() -> None:
    parsed = parse_update(update(typed(b"a"), b"\x0a\x05", after(9, 0)))
    assert parsed.spans == (Span(9, 0, 1), Span(9, 6, 1))
    with pytest.raises(BadUpdate, match="gap"):
        advance({}, parsed)
    assert advance({9: 6}, parsed) == ({9: 7}, (Span(9, 0, 1),))


def test_a_gap_is_refused() -> None:
    with pytest.raises(BadUpdate, match="gap"):
        advance({9: 1}, parse_update(update(typed(b"a"), clock=2)))
    assert advance({9: 2}, parse_update(update(typed(b"a"), clock=2))).ends == {9: 3}


@pytest.mark.parametrize("data", [update(after(8, 4)), b"\0\x01\x08\x01\x04\x01"], ids=["a neighbour", "a deletion"])
def test_what_names_units_nobody_has_written_is_refused(data: bytes) -> None:
    """Yjs would keep it waiting, and everything that client writes after it."""
    with pytest.raises(BadUpdate, match="gap"):
        advance({8: 4}, parse_update(data))
    advance({8: 5}, parse_update(data))


def test_a_resend_that_goes_on_is_refused() -> None:
    """The known part may say something else now, and the rest would stand in different places for different readers."""
    with pytest.raises(BadUpdate, match="overlap"):
        advance({9: 2}, parse_update(update(typed(b"abcd"))))


EMOJI = update(typed("a😀b".encode()))
ENDS = b"\0\x01\x09\x01"


@pytest.mark.parametrize(
    ("divides", "data"),
    {
        "before it": (False, update(after(9, 0), clock=4)),
        "inside it": (True, update(after(9, 1), clock=4)),
        "after it": (False, update(after(9, 2), clock=4)),
        "before its second unit": (True, update(b"\x44\x09\x02\x01x", clock=4)),
        "before its first unit": (False, update(b"\x44\x09\x01\x01x", clock=4)),
        "deleting half of it": (True, ENDS + b"\x02\x01"),
        "deleting up to its middle": (True, ENDS + b"\x00\x02"),
        "deleting it": (False, ENDS + b"\x01\x02"),
    }.values(),
)
def test_no_character_is_divided(divides: bool, data: bytes) -> None:
    """pycrdt and Yjs part ways when the two units of an emoji do."""
    first, then = parse_update(EMOJI), parse_update(data)
    if not divides:
        advance({9: 4}, then, first.pairs)
        return
    with pytest.raises(BadUpdate, match="divides a character"):
        advance({9: 4}, then, first.pairs)


def test_nor_in_one_update() -> None:
    with pytest.raises(BadUpdate, match="divides a character"):
        advance({}, parse_update(update(typed("a😀b".encode()), after(9, 1))))


def test_middles_are_found_in_a_state() -> None:
    assert pairs_in(update(typed("é😀😀a👩‍👧".encode()))) == {(9, 2), (9, 4), (9, 7), (9, 10)}
    assert pairs_in(update(typed("é漢".encode()))) == set()


def test_an_empty_update_changes_nothing() -> None:
    assert parse_update(b"\0\0") == ParsedUpdate((), (), {})


@pytest.mark.parametrize(
    ("reason", "data"),
    {
        "truncated": update(typed(b"abc"))[:-3],
        "trailing bytes": update(typed(b"a")) + b"\0",
        "too large": update(typed(b"a" * MAX_BYTES)),
        "too many parts": update(*[after(8, 0)] * (MAX_STRUCTS + 1)),
        "empty part": update(b"\0\0"),
        "empty string": update(typed(b"")),
        "not UTF-8": update(typed(b"a\xff")),
        "ahead of itself": update(after(9, 0)),
        "both sides of one unit": update(b"\xc4\x08\x05\x08\x05\x01x"),
        "client twice": b"\x02" + update(typed(b"a"))[1:-1] + update(typed(b"a"))[1:],
        "another parent": update(b"\x04\x01" + string(b"notes") + string(b"a")),
        "under a key": update(b"\x24" + ROOT + string(b"key") + string(b"a")),
        "clock too large": update(typed(b"ab"), clock=2**31 - 2),
        "number too large": update(typed(b"a"), client=2**53),
        "kind 7": update(b"\x07" + ROOT + b"\x00"),
    }.items(),
)
def test_refuses(reason: str, data: bytes) -> None:
    assert refusal(data) == reason


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("not UTF-8", update(typed(b"\xed\xa0\xbd"))),  # half an emoji
        ("not UTF-8", update(typed(b"\xc0\x80"))),
        ("another parent", update(b"\x04\x00" + number(9) + number(0) + string(b"a"))),  # inside an item
        ("kind 3", update(b"\x03" + ROOT + string(b"a"))),
        ("kind 6", update(b"\x86" + number(8) + b"\0" + string(b"bold") + string(b"true"))),
        ("kind 31", update(b"\xff"[:0] + b"\x1f" + ROOT)),
        ("clock too large", update(b"\0" + number(2**40))),
        ("number too large", update(typed(b"a"), client=2**70)),
        ("number too large", b"\xff" * 300),
        ("truncated", number(2**50)),
        ("truncated", b"\x01" + number(9_999) + b"\x09\x00"),
        ("truncated", b""),
        ("client twice", b"\0\x02" + b"\x09\x01\x00\x01" * 2),
        ("empty part", b"\0\x01\x09\x00"),
        ("empty part", b"\0\x01\x09\x01\x00\x00"),
        ("too many parts", b"\0\x01\x09" + number(MAX_STRUCTS + 1) + b"\x00\x01" * (MAX_STRUCTS + 1)),
    ],
)
def test_refuses_also(reason: str, data: bytes) -> None:
    assert refusal(data) == reason


def test_deep_nesting_is_refused_at_its_first_level() -> None:
    """53 kB of this end a process that holds documents."""
    levels = [b"\x07\x00" + number(9) + number(i) + b"\x00" for i in range(9_000)]
    assert refusal(update(b"\x07" + ROOT + b"\x00", *levels)) == "kind 7"


def test_the_vector_of_yjs_is_read() -> None:
    assert parse_vector(b64decode("AgcFzv8CAw==")) == {7: 5, 49102: 3}


SEEDS = [made["update"] for made in UPDATES]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(data) - 1)) if data else 0
        match draw(st.integers(0, 3)):
            case 0:
                data[place : place + 1] = draw(st.binary(max_size=3))
            case 1:
                del data[place : place + draw(st.integers(1, 20))]
            case 2:
                data[place:place] = draw(st.binary(max_size=12))
            case _:
                data[place:place] = data[:place][-40:]
    return bytes(data)


@settings(max_examples=500, deadline=None)
@given(st.one_of(mutated(), st.binary(max_size=200)))
def test_mutated_bytes_are_read_or_refused_and_soon(data: bytes) -> None:
    began = time.thread_time()
    try:
        parsed = parse_update(data)
        advance({}, parsed)
        Titled().learn(parsed)
    except BadUpdate:
        pass
    assert time.thread_time() - began < 0.05
