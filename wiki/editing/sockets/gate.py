"""Who comes in by a socket: the browser's cookie and the page's token must name the same signed-in browser."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import g, request
from flask_login import current_user
from socketio.exceptions import ConnectionRefusedError as Refusal

from wiki.accounts.live import session_named_by
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.people import Person
from wiki.web import websocket

MOST_SOCKETS = 20
ID_BYTES = 9
LARGEST_NUMBER = 2**53 - 1  # what a browser counts exactly; the database takes hardly more

log = logging.getLogger(__name__)
Handler = Callable[..., Any]


@dataclass(eq=False)
class Connection:
    """One open browser tab. Of the person it keeps the ids alone; who they are is looked up when they enter a page."""

    eio_sid: str
    user_id: int
    session_id: int
    outlet: Any
    entered: dict[tuple[str, int], Person] = field(default_factory=dict)
    """Where it is: (namespace, page) and the place it has there."""

    def person(self) -> Person:
        user = session.get_one(User, self.user_id)
        return Person(
            id=secrets.token_urlsafe(ID_BYTES),
            user_id=user.id,
            session_id=self.session_id,
            name=user.name,
            slot=user.slot,
            initials=user.initials,
            send=self.outlet.send,
            wait_until_roomy=self.outlet.wait_until_roomy,
        )


class Gate:
    def __init__(self, server: Any) -> None:
        self._server = server
        self._open: dict[str, Connection] = {}

    def admit(self, namespace: str, auth: object) -> None:
        """Called in the request context of a new connection. Raises Refusal."""
        token = auth.get("token") if isinstance(auth, dict) else None
        named = session_named_by(token)
        with unit():
            user_id = current_user.id if current_user.is_authenticated else None
            if named is None or user_id is None or named != g.get("current_session_id"):
                raise Refusal("sign-in")
        eio_sid = self._eio_sid(request.sid, namespace)  # type: ignore[attr-defined]
        if eio_sid not in self._open:
            if sum(other.user_id == user_id for other in self._open.values()) >= MOST_SOCKETS:
                raise Refusal("limit")
            outlet = self._server.eio.sockets[eio_sid].outlet
            outlet.signed_in = True
            self._open[eio_sid] = Connection(eio_sid, user_id, named, outlet)

    def connection(self, sid: str, namespace: str) -> Connection | None:
        return self._open.get(self._eio_sid(sid, namespace))

    def left(self, sid: str, namespace: str) -> list[tuple[int, Person]]:
        """The namespace is left, or the browser is gone: the pages it was on, and its place there."""
        eio_sid = self._eio_sid(sid, namespace)
        connection = self._open.get(eio_sid)
        if connection is None:
            return []
        pages = [page_id for where, page_id in connection.entered if where == namespace]
        places = [(page_id, connection.entered.pop((namespace, page_id))) for page_id in pages]
        if not connection.entered and not self._elsewhere(eio_sid, namespace):
            del self._open[eio_sid]
        return places

    def end_sessions(self, session_ids: tuple[int, ...]) -> None:
        for connection in list(self._open.values()):
            if connection.session_id in session_ids:
                connection.outlet.close()

    def session_ids(self) -> set[int]:
        return {connection.session_id for connection in self._open.values()}

    def on(self, event: str, namespace: str, handler: Handler, *, often: bool = False) -> None:
        """Events go past Flask, and what comes `often` past Socket.IO too: both would cost more than the work itself.

        To have been admitted to this namespace then shows in the places alone that a connection has entered.
        """
        guarded = _guarded(event, namespace, handler)
        self._server.on(event, lambda sid, *args: guarded(self.connection(sid, namespace), *args), namespace=namespace)
        if often:
            head = f'42{namespace},["{event}'
            websocket.direct[head] = lambda eio_sid, message: guarded(self._open.get(eio_sid), message)

    def _eio_sid(self, sid: str, namespace: str) -> str:
        return self._server.manager.eio_sid_from_sid(sid, namespace) or ""

    def _elsewhere(self, eio_sid: str, namespace: str) -> bool:
        manager = self._server.manager
        return any(
            manager.sid_from_eio_sid(eio_sid, other) for other in list(manager.get_namespaces()) if other != namespace
        )


def _guarded(event: str, namespace: str, handler: Handler) -> Handler:
    @wraps(handler)
    def guarded(connection: Connection | None, *args: Any) -> Any:
        if connection is None:
            return None
        try:
            return handler(connection, *args[:1])
        except BadMessage:
            return None
        except Exception:
            log.exception("%s %s failed", namespace, event)
            return None

    return guarded


class BadMessage(ValueError):
    """Not a message that our browser code sends; it is left without an answer."""


def fields(message: object, **kinds: type) -> list[Any]:
    """The named fields of a message, each exactly of its type. Raises BadMessage."""
    if not isinstance(message, dict):
        raise BadMessage
    values = [message.get(name) for name in kinds]
    if any(type(value) is not kind for value, kind in zip(values, kinds.values(), strict=True)):
        raise BadMessage
    if any(isinstance(value, int) and abs(value) > LARGEST_NUMBER for value in values):
        raise BadMessage
    return values
