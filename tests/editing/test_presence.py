"""Who writes on a page, as each of them is told of it."""

import json
from types import SimpleNamespace
from typing import Any

import gevent
import pytest

from wiki.editing import log as page_log
from wiki.editing.channel import Channel
from wiki.editing.log import Row
from wiki.editing.people import TOLD_EVERY_S, Person
from wiki.editing.sockets.editing import Editing


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


def test_who_had_to_leave_while_still_coming_hears_nothing_more(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow browser takes a while: by then somebody may have lost the right to read on."""
    heard: list[bytes] = []
    alice, bob = person("alice", []), person("bob", heard)
    for one in (alice, bob):
        channel.people.enter(one)
    gevent.sleep(2 * TOLD_EVERY_S)
    channel.head = 2
    bob.wait_until_roomy = lambda: channel.dismiss(bob, "rights") if len(heard) == 1 else None
    rows = [Row(seq, 1, seq, 1, b"secret" * 40_000) for seq in (1, 2)]
    monkeypatch.setattr(page_log, "rows_after", lambda _page, _epoch, seq, upto: rows[seq:upto])
    service = SimpleNamespace(writers_changed=lambda _page: None)
    Editing(SimpleNamespace(on=lambda *_args, **_kwargs: None), service)._bring_up(channel, bob, 0)  # type: ignore[arg-type]
    assert [name for name, _ in map(said, heard)] == ["updates", "closed"]


def said(frame: bytes) -> list[Any]:
    found: list[Any] = json.loads(frame[frame.index(b"[") :])
    return found
