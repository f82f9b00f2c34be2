"""The one greenlet that writes what people type: all that waits goes into one commit, and then is acknowledged.

Nothing is acknowledged or relayed before the database has it. A short pause gathers what many type at once; it grows
with the work there is, so that a busy server writes larger batches and never falls behind.
"""

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

import gevent
from gevent.event import Event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from wiki.core.unit import unit
from wiki.editing import log as page_log
from wiki.editing.channel import Channel
from wiki.editing.log import Entry, EpochChanged

TICK_S = 0.015
TICK_FOR_UPDATE_S = 0.0016
"""For each that the last tick found: where many type at once, more of them share a commit and a frame."""
TICK_FOR_PAGE_S = 0.0002
"""For each that is open: pages share a commit, though not a frame."""
LONGEST_TICK_S = 0.05
REST = 0.5
"""Of a tick, at least: however long the database takes, others have their turn."""
RETRY_S = 1.0
LARGEST_QUEUE = 8 * 1024 * 1024

log = logging.getLogger(__name__)


class Writer:
    def __init__(self, written: Callable[[Channel, list[Entry]], None], pages: Callable[[], int]) -> None:
        """`written(channel, entries)` hears of all that others typed as well; it must not wait. `pages()`: how many
        are open."""
        self._written = written
        self._pages = pages
        self._ready: dict[int, Channel] = {}
        self._size = 0
        self._wake = Event()
        self._room = Event()
        self._room.set()
        self._one_at_a_time = Lock()

    def hand(self, channel: Channel, size: int = 0) -> None:
        """The channel has something for the log, or the log has something for it."""
        self._ready[channel.page_id] = channel
        self._size += size
        if self._size > LARGEST_QUEUE:
            self._room.clear()
        self._wake.set()

    def wait_for_room(self) -> None:
        """Whoever brings more than the disk can take waits here, not in memory."""
        self._room.wait()

    def run_forever(self) -> None:
        while True:
            self._wake.wait()
            began = monotonic()
            gevent.sleep(self._pause(began))

    def finish(self) -> None:
        """Write what is waiting now, after what is being written."""
        with self._one_at_a_time:
            self._write(self._take_ready())

    def _take_ready(self) -> list[Channel]:
        self._wake.clear()
        ready, self._ready = list(self._ready.values()), {}
        return ready

    def _pause(self, began: float) -> float:
        """Write all that waits; how long to gather before the next time."""
        with self._one_at_a_time:
            ready = self._take_ready()
            updates = sum(len(channel.waiting) for channel in ready)
            late = self._write(ready)
        for channel in late:
            self.hand(channel)
            channel.say("held", {"reason": "storage"})
        self._make_room()
        if late:
            return RETRY_S
        tick = min(TICK_S + TICK_FOR_UPDATE_S * updates + TICK_FOR_PAGE_S * self._pages(), LONGEST_TICK_S)
        return max(tick - (monotonic() - began), tick * REST)

    def _make_room(self) -> None:
        """What could not be written still counts: a full disk must not fill the memory as well."""
        self._size = sum(len(entry.data) for channel in self._ready.values() for entry in channel.waiting)
        if self._size <= LARGEST_QUEUE:
            self._room.set()

    def _write(self, channels: list[Channel]) -> list[Channel]:
        """Those that have to be tried again, because the database could not take them now."""
        try:
            self._commit(channels)
        except (OperationalError, PoolExhausted) as error:
            log.warning("The log cannot be written now and is tried again: %s", getattr(error, "orig", error))
            return channels
        except Exception as error:  # whatever it is, it is one page's: the others go on being written
            if len(channels) == 1:
                return self._settle(channels[0], error)
            return [late for channel in channels for late in self._write([channel])]
        return []

    def _commit(self, channels: list[Channel]) -> None:
        batches = [(channel, channel.waiting[:], dict(channel.writers)) for channel in channels if not channel.closed]
        with unit():
            lasts = [
                page_log.append(channel.page_id, channel.epoch, entries, writers=writers) if entries else 0
                for channel, entries, writers in batches
            ]
        for (channel, entries, writers), last in zip(batches, lasts, strict=True):
            del channel.waiting[: len(entries)]
            channel.writers = writers
            self._relay(channel, entries, last)

    def _relay(self, channel: Channel, entries: list[Entry], last: int) -> None:
        acks = {entry.client: entry.counter for entry in entries}
        first = last - len(entries) + 1
        if channel.stale or (entries and first != channel.head + 1):
            self._catch_up(channel)
        elif entries:
            channel.committed.update(acks)
            channel.head = last
            channel.relay(first, (entry.data for entry in entries), acks)
            self._written(channel, entries)

    def _catch_up(self, channel: Channel) -> None:
        """Others wrote to the log as well: relay from the log itself, which knows the order."""
        channel.stale = False
        with unit():
            epoch = page_log.head_of(channel.page_id).epoch
            rows = page_log.rows_after(channel.page_id, channel.epoch, channel.head)
        if epoch != channel.epoch:
            channel.close("epoch")
        elif rows:
            channel.learn(rows)
            acks = {row.client: row.counter for row in rows}
            channel.relay(rows[0].seq, (row.data for row in rows), acks)
            self._written(channel, [Entry(row.client, row.counter, row.user_id, row.data) for row in rows])

    def _settle(self, channel: Channel, error: Exception) -> list[Channel]:
        """One page alone cannot be written: another process was first, or its history was cut."""
        if isinstance(error, IntegrityError):
            with unit():
                known = page_log.writers_of(channel.page_id, channel.epoch)
            before = len(channel.waiting)
            last = {client: writer.counter for client, writer in known.items()}
            channel.waiting = [entry for entry in channel.waiting if entry.counter > last.get(entry.client, 0)]
            if len(channel.waiting) < before:
                channel.stale = True
                return self._write([channel])
        if not isinstance(error, EpochChanged):
            log.error("Page %s cannot be written", channel.page_id, exc_info=error)
        channel.close("epoch")
        return []
