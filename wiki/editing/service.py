"""Live editing in this process: who holds which page open, the writer, the projections, and the rights of all of it."""

import logging
from collections.abc import Callable
from typing import Any

import gevent
from sqlalchemy import select

from wiki.accounts.models import LoginSession, User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.core.unit import unit
from wiki.editing import log as page_log
from wiki.editing.channel import Channel
from wiki.editing.documents import Projection
from wiki.editing.log import Entry, Head
from wiki.editing.people import Person
from wiki.editing.projecting import Projecting, behind
from wiki.editing.reading import Reading
from wiki.editing.registry import Registry
from wiki.editing.writer import Writer
from wiki.pages.living import may_be_with
from wiki.pages.policy import page_for

SWEEP_EVERY_S = 2.0

log = logging.getLogger(__name__)


class Service:
    def __init__(self) -> None:
        self.channels = Registry()
        self.writer = Writer(self._written, self.channels.__len__)
        self.projecting = Projecting(self._projected)
        self.reading = Reading()
        self.end_sessions: Callable[[tuple[int, ...]], None] = lambda _ids: None
        self.open_sessions: Callable[[], set[int]] = set
        self._running: list[gevent.Greenlet[..., None]] = []

    def start(self) -> None:
        """Begin to write and to project; what an earlier process left unprojected comes first."""
        with unit():
            left = behind()
        for page_id in left:
            self.projecting.at_once(page_id, ends=True)
        loops = (self.writer.run_forever, self.projecting.run_forever, self._sweep_forever)
        self._running = [gevent.spawn(loop) for loop in loops]

    def stop(self) -> None:
        """Write what is still waiting, then end."""
        self.writer.finish()
        gevent.killall(self._running)
        self._running = []

    @property
    def is_running(self) -> bool:
        return bool(self._running)

    def left(self, page_id: int, person: Person) -> None:
        channel = self.channels.get(page_id)
        if channel is None or person not in channel.people:
            return
        channel.people.leave(person.id)
        self.writers_changed(page_id)

    def writers_changed(self, page_id: int) -> None:
        """Readers see who writes; when the last writer left, the session ends."""
        channel = self.channels.get(page_id)
        self.reading.show_writers(page_id, list(channel.people) if channel else [])
        if channel and not len(channel.people) and channel.written:
            channel.written = False
            self.projecting.at_once(page_id, ends=True)

    def agrees(self, channel: Channel, seq: int, text: str, title: str | None) -> bool:
        """Whether a browser's text and title at `seq` are ours, by their hashes; where they cannot be compared, there
        is nothing to say."""
        at, (our_text, our_title) = channel.projected
        if seq != at or (text == our_text and title in (None, our_title)):
            return True
        log.error("Page %s: a browser has another text at %s and loads it again", channel.page_id, seq)
        return False

    def log_grew(self, page_id: int) -> None:
        """Something was written from outside: open editors get it, and where there are none the session ends."""
        channel = self.channels.get(page_id)
        if channel:
            channel.stale = True
            self.writer.hand(channel)
        alone = channel is None or not len(channel.people)
        self.projecting.at_once(page_id, ends=True) if alone else self.projecting.note(page_id)

    def epoch_raised(self, page_id: int) -> None:
        channel = self.channels.get(page_id)
        if channel:
            channel.close("epoch")

    def tell(self, page_id: int, event: str, body: dict[str, Any]) -> None:
        """A fact for whoever has the page open."""
        channel = self.channels.get(page_id)
        if channel:
            channel.say(event, body)
        self.reading.say(page_id, event, **body)

    def pages_gone(self, page_ids: tuple[int, ...]) -> None:
        for page_id in page_ids:
            channel = self.channels.get(page_id)
            if channel:
                channel.close("gone")
            self.reading.close(page_id, "gone")

    def check_rights(self, user_id: int | None = None) -> None:
        """Everybody with a page open (or this person) asks again whether they may; who may not is out at once."""
        for channel in self.channels:
            for person in channel.people:
                if user_id in (None, person.user_id) and not _may_edit(person.user_id, channel.page_id):
                    channel.dismiss(person, "rights")
                    self.writers_changed(channel.page_id)
        for page_id, person in self.reading.people():
            if user_id in (None, person.user_id) and not _may_read(person.user_id, page_id):
                self.reading.dismiss(page_id, person, "rights")

    def writing_now(self) -> dict[int, list[int]]:
        """Who writes where: user ids by page."""
        return {
            channel.page_id: list(dict.fromkeys(person.user_id for person in channel.people))
            for channel in self.channels
            if len(channel.people)
        }

    def _written(self, channel: Channel, _entries: list[Entry]) -> None:
        channel.written = True
        self.projecting.note(channel.page_id)
        if not len(channel.people):
            self.writers_changed(channel.page_id)

    def _projected(self, text: Projection, page_id: int) -> None:
        channel = self.channels.get(page_id)
        if channel and channel.epoch == text.epoch and text.hashes:
            channel.projected = (text.seq, text.hashes)

    def _sweep_forever(self) -> None:
        """What other processes did to our pages and sessions shows in the database alone."""
        while True:
            gevent.sleep(SWEEP_EVERY_S)
            try:
                self._sweep()
            except Exception:
                log.exception("looking after open pages failed; trying again")

    def _sweep(self) -> None:
        self.channels.let_go()
        with unit():
            heads = page_log.heads_of(channel.page_id for channel in self.channels)
            ended = _ended_among(self.open_sessions())
        for channel in self.channels:
            if heads.get(channel.page_id, Head(0, 0)) > (channel.epoch, channel.head):
                channel.stale = True
                self.writer.hand(channel)
        if ended:
            self.end_sessions(ended)


def _ended_among(session_ids: set[int]) -> tuple[int, ...]:
    live = select(LoginSession.id).join(LoginSession.user)
    live = live.where(LoginSession.ended_at.is_(None), User.suspended_at.is_(None))
    return tuple(session_ids.difference(session.scalars(live.where(LoginSession.id.in_(session_ids)))))


def _may_edit(user_id: int, page_id: int) -> bool:
    with unit():
        try:
            page_for(session.get_one(User, user_id), page_id, to="edit")
        except (NotFound, NotAllowed):
            return False
    return True


def _may_read(user_id: int, entry_id: int) -> bool:
    with unit():
        return may_be_with(session.get_one(User, user_id), entry_id)


service = Service()
start = service.start
stop = service.stop
