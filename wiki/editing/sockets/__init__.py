"""The socket side of live editing and of reading together."""

from typing import Any

from flask import request
from flask_socketio import SocketIO

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.editing import reading
from wiki.editing.channel import NAMESPACE
from wiki.editing.service import service
from wiki.editing.sockets.editing import Editing
from wiki.editing.sockets.gate import Gate
from wiki.editing.sockets.reading import ReadingSockets
from wiki.web import websocket, writing


def register(socketio: SocketIO) -> None:
    """Answer the two namespaces. Call it once the Socket.IO server is there."""
    server: Any = vars(socketio)["server"]
    websocket.use(server.eio)
    gate = Gate(server)
    service.end_sessions, service.open_sessions = gate.end_sessions, gate.session_ids
    writing.seen.now, writing.seen.reading = _writing_now, _reading_now
    Editing(gate, service)
    ReadingSockets(gate, service)
    _doors(socketio, gate, NAMESPACE, service.left)
    _doors(socketio, gate, reading.NAMESPACE, service.reading.leave)


def _doors(socketio: SocketIO, gate: Gate, namespace: str, leave: Any) -> None:
    """Coming in goes through Flask, whose request knows the cookie."""

    @socketio.on("connect", namespace=namespace)
    def connect(auth: object = None) -> None:
        gate.admit(namespace, auth)

    @socketio.on("disconnect", namespace=namespace)
    def disconnect(_reason: str = "") -> None:
        for page_id, person in gate.left(request.sid, namespace):  # type: ignore[attr-defined]
            leave(page_id, person)


def _writing_now() -> dict[int, list[User]]:
    return {
        page_id: [session.get_one(User, user_id) for user_id in user_ids]
        for page_id, user_ids in service.writing_now().items()
    }


def _reading_now(page_id: int) -> list[User]:
    return [session.get_one(User, user_id) for user_id in service.reading.who_reads(page_id)]
