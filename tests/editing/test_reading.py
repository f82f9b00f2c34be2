"""What readers of a page are told."""

import json
from typing import Any

from wiki.editing.people import Person
from wiki.editing.reading import Reading

PAGE = 7
ALICE, BOB = (1, "Alice Admiraal"), (2, "Bob de Boer")


class Reader:
    """Somebody's open tab, and the frames it got."""

    def __init__(self, reading: Reading, who: tuple[int, str]) -> None:
        self._frames: list[bytes] = []
        user_id, name = who
        person = Person(f"{name} 1", user_id, user_id, name, 0, "", self._frames.append, lambda: None)
        reading.arrive(PAGE, person)

    def heard(self, event: str) -> list[Any]:
        said = [json.loads(message(frame).partition(",")[2]) for frame in self._frames]
        return [body for name, body in said if name == event]


def message(frame: bytes) -> str:
    """A frame as the server would send it, taken apart again."""
    length = frame[1] & 0x7F
    return frame[{126: 4, 127: 10}.get(length, 2) :].decode()


def test_others_are_told_who_changed_the_page() -> None:
    reading = Reading()
    alice = Reader(reading, ALICE)
    reading.page_changed(PAGE, [ALICE, BOB], "2026-11-02")
    assert alice.heard("changed") == [{"page": PAGE, "by": {"name": "Bob de Boer"}, "at": "2026-11-02"}]


def test_nobody_is_told_of_their_own_words() -> None:
    reading = Reading()
    alice, bob = Reader(reading, ALICE), Reader(reading, BOB)
    reading.page_changed(PAGE, [BOB], "2026-11-02")
    assert (len(alice.heard("changed")), bob.heard("changed")) == (1, [])


def test_who_wrote_last_is_told_of_the_others() -> None:
    reading = Reading()
    bob = Reader(reading, BOB)
    reading.page_changed(PAGE, [ALICE, BOB], "2026-11-02")
    assert [body["by"]["name"] for body in bob.heard("changed")] == ["Alice Admiraal"]


def test_everybody_is_told_that_what_is_said_of_the_page_changed() -> None:
    reading = Reading()
    alice, bob = Reader(reading, ALICE), Reader(reading, BOB)
    reading.say(PAGE, "details")
    reading.say(PAGE + 1, "details")
    assert alice.heard("details") == bob.heard("details") == [{"page": PAGE}]
