"""The namespace `/editing`: people who write. Entering a page asks for the right; each message asks for the place."""

import logging
from base64 import b64decode
from binascii import Error as BadBase64
from time import monotonic
from typing import Any

import gevent
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.core.frames import event_frame
from wiki.core.unit import unit
from wiki.editing import log as page_log
from wiki.editing import titles, untouched
from wiki.editing.channel import NAMESPACE, Channel, Refused, chunks, shown
from wiki.editing.people import Person
from wiki.editing.service import Service
from wiki.editing.sockets.gate import BadMessage, Connection, Gate, fields
from wiki.editing.wire import MAX_BYTES, MAX_CLIENT
from wiki.pages.policy import page_for

LARGEST_CURSOR = 4096
LARGEST_COUNTER = 2**31 - 1
MOST_PAGES = 20
OFTEN = ("update", "awareness")
Answer = dict[str, Any]

log = logging.getLogger(__name__)


class Editing:
    def __init__(self, gate: Gate, service: Service) -> None:
        self._gate = gate
        self._service = service
        for name in ("join", "update", "awareness", "check", "leave"):
            gate.on(name, NAMESPACE, getattr(self, name), often=name in OFTEN)

    def join(self, connection: Connection, message: object) -> Answer:
        page_id, epoch, seq, client = fields(message, page=int, epoch=int, seq=int, client=int)
        before = connection.entered.pop((NAMESPACE, page_id), None)
        try:
            return self._join(connection, page_id, (epoch, seq), client)
        finally:
            if before:
                self._service.left(page_id, before)

    def _join(self, connection: Connection, page_id: int, at: tuple[int, int], client: int) -> Answer:
        epoch, seq = at
        if len(connection.entered) >= MOST_PAGES:
            return _no("limit")
        try:
            _entitle(page_id, connection.user_id)
            with unit():
                page_for(session.get_one(User, connection.user_id), page_id, to="edit")
                person = connection.person()
            channel = self._service.channels.open(page_id)
        except (NotFound, NotAllowed) as error:
            return _no("rights" if isinstance(error, NotAllowed) else "gone")
        if channel.epoch != epoch or not 0 <= seq <= channel.head:
            return {**_no("epoch"), "epoch": channel.epoch}
        if not 0 < client <= MAX_CLIENT or not channel.claim(client, connection.user_id):
            return _no("client")
        return self._enter(connection, channel, person, seq)

    def _enter(self, connection: Connection, channel: Channel, person: Person, seq: int) -> Answer:
        connection.entered[NAMESPACE, channel.page_id] = person
        others = [shown(other) for other in channel.people]
        channel.people.enter(person)
        gevent.spawn(self._bring_up, channel, person, seq)
        you = {"id": person.id, "name": person.name, "slot": person.slot}
        return {"ok": True, "epoch": channel.epoch, "head": channel.head, "you": you, "others": others}

    def _bring_up(self, channel: Channel, person: Person, seq: int) -> None:
        """What this browser misses, and with the last of it a place among those who hear of all that is new."""
        while seq < channel.head and person in channel.people:
            with unit():
                rows = page_log.rows_after(channel.page_id, channel.epoch, seq, upto=channel.head)
            for piece in chunks(rows):
                person.wait_until_roomy()
                if person not in channel.people:  # the wait may outlast a right
                    return
                channel.tell(person, piece)
                seq = piece[-1].seq
            if not rows:
                break
        channel.let_hear(person)
        self._service.writers_changed(channel.page_id)

    def update(self, connection: Connection, message: object) -> None:
        page_id, client, counter, encoded = fields(message, page=int, client=int, n=int, u=str)
        if not 0 < client <= MAX_CLIENT or not 0 < counter <= LARGEST_COUNTER or len(encoded) > MAX_BYTES * 4 // 3 + 4:
            raise BadMessage
        self._service.writer.wait_for_room()
        channel, person = self._place(connection, page_id)  # only now: the wait may outlast a right
        try:
            data = b64decode(encoded, validate=True)
            channel.claim(client, connection.user_id)
            if channel.take(client, counter, data, connection.user_id):
                self._service.writer.hand(channel, len(data))
            else:
                channel.acknowledge(person, client)
        except (Refused, BadBase64) as error:
            reason = error.reason if isinstance(error, Refused) else "not base64"
            body = {"page": page_id, "client": client, "n": counter, "reason": reason}
            person.send(event_frame(NAMESPACE, "refused", body))

    def awareness(self, connection: Connection, message: object) -> None:
        (page_id,) = fields(message, page=int)
        channel, person = self._place(connection, page_id)
        person.here = _cursor(message.get("cursor") if isinstance(message, dict) else None)
        channel.people.note(person.id)

    def check(self, connection: Connection, message: object) -> Answer:
        page_id, seq, text = fields(message, page=int, seq=int, hash=str)
        title = message.get("title") if isinstance(message, dict) else None  # tabs from before an upgrade say none
        channel, _ = self._place(connection, page_id)
        same = self._service.agrees(channel, seq, text, title if isinstance(title, str) else None)
        return {"ok": True} if same else {"ok": False, "resync": True}

    def leave(self, connection: Connection, message: object) -> None:
        (page_id,) = fields(message, page=int)
        person = connection.entered.pop((NAMESPACE, page_id), None)
        if person:
            self._service.left(page_id, person)
        if person and isinstance(message, dict) and message.get("blank") is True:
            with unit():
                untouched.leave(page_id)

    def _place(self, connection: Connection, page_id: int) -> tuple[Channel, Person]:
        """Where this person stands on a page. Raises BadMessage for who has not entered or may no longer write."""
        person = connection.entered.get((NAMESPACE, page_id))
        channel = self._service.channels.get(page_id)
        if person is None or channel is None or person not in channel.people:
            raise BadMessage
        channel.used_at = monotonic()
        return channel, person


def _entitle(page_id: int, user_id: int) -> None:
    """Let the title be in the log before anybody writes one. Where nothing can be written now, there is only text."""
    try:
        with unit():
            if not titles.is_seeded(page_id):
                page_for(session.get_one(User, user_id), page_id, to="edit")
                titles.seed(page_id, user_id)
    except (OperationalError, PoolExhausted) as error:
        log.warning("Page %s opens without its title: %s", page_id, getattr(error, "orig", error))


def _no(reason: str) -> Answer:
    return {"ok": False, "reason": reason}


def _cursor(cursor: object) -> dict[str, str] | None:
    """Two positions as Yjs encodes them, or nowhere. Raises BadMessage."""
    if cursor is None:
        return None
    anchor, head = fields(cursor, a=str, h=str)
    if len(anchor) + len(head) > LARGEST_CURSOR:
        raise BadMessage
    return {"a": anchor, "h": head}
