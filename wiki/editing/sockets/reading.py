"""The namespace `/reading`: people who have a page open to read, or what else may be open."""

from typing import Any

import gevent

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.reading import NAMESPACE
from wiki.editing.service import Service
from wiki.editing.sockets.gate import BadMessage, Connection, Gate, fields
from wiki.pages.living import may_be_with

LARGEST_LINE = 10_000_000
MOST_PAGES = 20


class ReadingSockets:
    def __init__(self, gate: Gate, service: Service) -> None:
        self._service = service
        self._reading = service.reading
        for name in ("arrive", "look", "typing"):
            gate.on(name, NAMESPACE, getattr(self, name))

    def arrive(self, connection: Connection, message: object) -> dict[str, Any]:
        (page_id,) = fields(message, page=int)
        before = connection.entered.pop((NAMESPACE, page_id), None)
        if before:
            self._reading.leave(page_id, before)
        if len(connection.entered) >= MOST_PAGES:
            return {"ok": False}
        with unit():
            if not may_be_with(session.get_one(User, connection.user_id), page_id):
                return {"ok": False}
            person = connection.person()
        connection.entered[NAMESPACE, page_id] = person
        others = self._reading.arrive(page_id, person)
        gevent.spawn(self._reading.tell_writers, page_id, person)
        return {"ok": True, "you": {"id": person.id}, "others": others}

    def look(self, connection: Connection, message: object) -> None:
        page_id, line = fields(message, page=int, line=int)
        person = connection.entered.get((NAMESPACE, page_id))
        if person is None or not 0 <= line <= LARGEST_LINE:
            raise BadMessage
        self._reading.look(page_id, person, line)

    def typing(self, connection: Connection, message: object) -> None:
        """Somebody is writing in a thread: all who have the page open may see it, for a moment."""
        page_id, thread = fields(message, page=int, thread=int)
        person = connection.entered.get((NAMESPACE, page_id))
        if person is None:
            raise BadMessage
        self._service.tell(page_id, "typing", {"thread": thread, "by": person.user_id, "name": person.name})
