"""The WebSocket under Engine.IO: each frame is encoded once for all who get it, and written without a detour.

python-engineio would give every connection a queue, a greenlet to empty it and an encoder of its own. Here whoever has
something to say writes to the socket at once; only what does not fit waits, and who does not read it is let go.
"""

import logging
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Iterable
from errno import EPIPE
from hashlib import sha1
from json import loads
from time import monotonic, time
from typing import Any

import gevent
from engineio.packet import PONG, Packet
from gevent.event import Event

from wiki.core.frames import BadFrame, MessageReader, frame

LARGEST_MESSAGE = 1_000_000
LARGEST_BACKLOG = 1_000_000
ROOMY_BACKLOG = 64_000
SIGN_IN_WITHIN_S = 10
SUSTAINED_PER_S = 30
BURST = 600

log = logging.getLogger(__name__)

direct: dict[str, Callable[[str, object], object]] = {}
"""Handlers of events that come so often that Socket.IO's way to a handler costs more than they do, each by how its
messages begin; called with the connection's id and the event's first argument."""


class Outlet:
    """What goes out to one browser."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._roomy = Event()
        self._roomy.set()
        self._draining = False
        self.closed = False
        self.signed_in = False

    def send(self, data: bytes) -> None:
        """Now if it fits, else as soon as it does. Never waits."""
        if self.closed:
            return
        if not self._waiting:
            data = data[self._written(data) :]
            if not data:
                return
        if self._size > LARGEST_BACKLOG:
            self.close()
            return
        self._waiting.append(data)
        self._size += len(data)
        if self._size > ROOMY_BACKLOG:
            self._roomy.clear()
        if not self._draining:
            self._draining = True
            gevent.spawn(self._drain)

    def wait_until_roomy(self) -> None:
        self._roomy.wait()

    def finish(self) -> None:
        """Close once all is sent."""
        gevent.spawn(self._finish)

    def close(self) -> None:
        """Close now; what waits is lost, and the browser comes back for it."""
        self.closed = True
        self._roomy.set()
        try:
            self._socket.shutdown(2)
        except OSError:
            log.debug("The browser was gone first")

    def close_to_strangers(self) -> None:
        if not self.signed_in:
            self.close()

    def _written(self, data: bytes) -> int:
        try:
            return int(self._socket._sock.send(data))
        except BlockingIOError:
            return 0
        except OSError:
            self.closed = True
            return len(data)

    def _drain(self) -> None:
        try:
            while self._waiting and not self.closed:
                data = self._waiting[0]
                self._socket.sendall(data)
                self._waiting.popleft()
                self._size -= len(data)
                if self._size <= ROOMY_BACKLOG:
                    self._roomy.set()
        except OSError:
            self.close()
        finally:
            self._draining = False

    def _finish(self) -> None:
        while self._waiting and not self.closed:
            gevent.sleep(0.01)
        self.close()


class Pace:
    """How much one browser may say: a burst, then so much a second; who has more to say is read more slowly."""

    def __init__(self) -> None:
        self._left = float(BURST)
        self._at = monotonic()

    def wait(self) -> None:
        now = monotonic()
        self._left = min(BURST, self._left + (now - self._at) * SUSTAINED_PER_S) - 1
        self._at = now
        if self._left < 0:
            gevent.sleep(-self._left / SUSTAINED_PER_S)


class _Pipe:
    """Stands where Engine.IO has its queue of packets."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet

    def put(self, packet: Packet | None) -> None:
        if packet is None:
            self._outlet.finish()
        else:
            self._outlet.send(frame(packet.encode().encode()))

    def join(self) -> None:
        """Nothing ever waits here."""


class EngineWebSocket:
    """One connection, in the place of the class that Engine.IO would use."""

    def __init__(self, handler: Callable[..., object], server: Any) -> None:
        self._engine: Any = handler.__self__  # type: ignore[attr-defined]
        self._server = server

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
        if not environ.get("HTTP_ORIGIN") or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13" or not key:
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            self._engine.close(wait=False, abort=True)
            return [b"Bad Request"]
        start_response("101 Switching Protocols", _upgrade(key))(b"")
        stream = environ["wsgi.input"]
        self._converse(getattr(stream, "rfile", stream).raw._sock)
        self._server.sockets.pop(self._engine.sid, None)
        raise BrokenPipeError(EPIPE, "The conversation is over")  # else pywsgi takes what is still to be read for HTTP

    def _converse(self, socket: Any) -> None:
        engine, outlet = self._engine, Outlet(socket)
        queued, engine.queue = engine.queue, _Pipe(outlet)
        while not queued.empty():
            engine.queue.put(queued.get())
        engine.outlet, engine.connected, engine.upgraded = outlet, True, True
        deadline = gevent.spawn_later(SIGN_IN_WITHIN_S, outlet.close_to_strangers)
        try:
            self._listen(MessageReader(socket.recv, outlet.send, LARGEST_MESSAGE))
        except (EOFError, OSError):
            log.debug("A browser left")
        except Exception as error:  # whatever a client sends, it harms only its own connection
            log.debug("A browser sent what no client of ours sends: %r", error)
        finally:
            deadline.kill(block=False)
            engine.close(wait=False, abort=True, reason=self._server.reason.TRANSPORT_CLOSE)
            outlet.close()

    def _listen(self, messages: MessageReader) -> None:
        engine, pace = self._engine, Pace()
        hear = self._server.handlers["message"]
        while not engine.closed:
            message = messages.next()
            kind = message[0]
            if kind == "4":
                if message[1] in "56":
                    raise BadFrame("attachments")
                head, _, body = message.partition('",')
                if head in direct:
                    direct[head](engine.sid, loads(body[:-1]))
                else:
                    hear(engine.sid, message[1:])
                pace.wait()
                if engine.last_ping:
                    engine.last_ping = time()  # its pong may stand behind much that it had to say
            elif kind == "3":
                engine.receive(Packet(PONG))
            else:
                return


def _upgrade(key: str) -> list[tuple[str, str]]:
    proof = b64encode(sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11", usedforsecurity=False).digest())
    return [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", proof.decode())]


def use(server: Any) -> None:
    """Let this Engine.IO server speak through these sockets."""
    server._async = {**server._async, "websocket": EngineWebSocket}
