"""The one greenlet that writes: what fails for one page, or for now, stops nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from sqlalchemy.exc import TimeoutError as PoolExhausted

from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing import log as page_log
from wiki.editing import writer as writing
from wiki.editing.channel import Channel, open_channel
from wiki.editing.service import Service
from wiki.editing.writer import RETRY_S, Writer
from wiki.pages.actions import create_page

TYPED = b"\x01\x01\x05\x00\x04\x01\x04text\x01a\x00"
TYPED_AFTER = b"\x01\x01\x05\x01\x84\x05\x00\x01b\x00"
CLIENT = 5
PATIENCE_S = 30.0
Open = Callable[[], Channel]


@pytest.fixture
def writer(place: Place) -> Writer:
    return Service().writer


@pytest.fixture
def open_(place: Place, alice: Person) -> Open:
    """A page on which alice has typed a letter."""

    def open_() -> Channel:
        with unit():
            page_id = create_page(alice.user, place.space, "Page").id
        with unit():
            channel = open_channel(page_id)
        channel.claim(CLIENT, alice.id)
        channel.take(CLIENT, 1, TYPED, alice.id)
        return channel

    return open_


def tick(writer: Writer) -> float:
    return writer._pause(0.0)


def in_log(channel: Channel) -> int:
    with unit():
        return page_log.head_of(channel.page_id).seq


def test_what_is_on_its_way_is_not_acknowledged(writer: Writer, open_: Open) -> None:
    channel = open_()
    assert (channel.committed.get(CLIENT), in_log(channel)) == (None, 0)
    writer.hand(channel)
    tick(writer)
    assert (channel.committed.get(CLIENT), in_log(channel)) == (1, 1)


def test_a_pool_without_a_free_connection_is_asked_again(
    writer: Writer, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = open_()
    writer.hand(channel)

    @contextmanager
    def exhausted() -> Iterator[None]:
        raise PoolExhausted
        yield

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(writing, "unit", exhausted)
        assert tick(writer) == RETRY_S
    assert (channel.committed, in_log(channel)) == ({}, 0)
    tick(writer)
    assert in_log(channel) == 1


def test_the_last_writing_waits_for_the_one_under_way(
    writer: Writer, open_: Open, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it would write the same again, fail, and close the page under those who write in it."""
    channel = open_()
    writer.hand(channel)
    begun, go_on = Event(), Event()

    @contextmanager
    def slowly() -> Iterator[None]:
        with unit():
            yield
            begun.set()
            go_on.wait(PATIENCE_S)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(writing, "unit", slowly)
        ticking = Thread(target=tick, args=(writer,))
        ticking.start()
        assert begun.wait(PATIENCE_S)
    channel.take(CLIENT, 2, TYPED_AFTER, alice.id)
    writer.hand(channel)
    ending = Thread(target=writer.finish)
    ending.start()
    go_on.set()
    for thread in (ticking, ending):
        thread.join(PATIENCE_S)
    assert (channel.closed, channel.committed, in_log(channel)) == (False, {CLIENT: 2}, 2)


def test_what_fails_for_one_page_stops_no_other(writer: Writer, open_: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = open_(), open_()

    def learn(_channel: Channel, _rows: object) -> None:
        raise ValueError

    monkeypatch.setattr(Channel, "learn", learn)
    broken.stale = True
    for channel in (broken, fine):
        writer.hand(channel)
    tick(writer)
    assert in_log(fine) == 1


def test_a_full_disk_does_not_fill_the_memory(writer: Writer, open_: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = open_()
    monkeypatch.setattr(writing, "LARGEST_QUEUE", len(TYPED) - 1)
    writer.hand(channel, len(TYPED))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(writer, "_write", lambda channels: channels)
        tick(writer)
        assert not writer._room.is_set()
    tick(writer)
    assert writer._room.is_set()
