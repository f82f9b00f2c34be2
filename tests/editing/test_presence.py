"""Who writes on a page, as each of them is told of it."""

import json

import gevent
import pytest

from wiki.editing.channel import Channel
from wiki.editing.people import TOLD_EVERY_S, Person


@pytest.fixture
def channel() -> Channel:
    return Channel(page_id=1, epoch=1, head=0, vector={}, owners={}, counters={}, committed={})


def person(name: str, heard: list[bytes]) -> Person:
    return Person(name, 1, 1, name, 0, name[:1], heard.append, lambda: None)


def cursors(frames: list[bytes]) -> list[tuple[str, object]]:
    said = [json.loads(frame[frame.index(b"[") :]) for frame in frames]
    return [(one["id"], one.get("cursor")) for name, body in said if name == "presence" for one in body["changes"]]


def test_who_is_still_coming_is_told_of_those_who_move_meanwhile(channel: Channel) -> None:
    """What they were told when they came is old by then, and nobody says it again."""
    heard: list[bytes] = []
    alice, bob = person("alice", []), person("bob", heard)
    for one in (alice, bob):
        channel.people.enter(one)
    channel.let_hear(alice)
    alice.here = {"a": "x", "h": "y"}
    channel.people.note(alice.id)
    gevent.sleep(2 * TOLD_EVERY_S)
    assert heard == []
    channel.let_hear(bob)
    assert ("alice", {"a": "x", "h": "y"}) in cursors(heard)
    heard.clear()
    channel.let_hear(bob)
    assert heard == [], "once"
