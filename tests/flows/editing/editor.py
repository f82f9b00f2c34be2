"""A client as the browser's editor is one: a document, an outbox that is resent until acknowledged, and a socket."""

import threading
import time
from base64 import b64decode, b64encode
from typing import Any
from urllib.request import Request, urlopen

import engineio
import socketio
from pycrdt import Doc, Text

from wiki.accounts.live import live_token, sign_with

NAMESPACE = "/editing"
WITHIN_S = 15.0


class InOrder(engineio.Client):
    """The stock client hears each message in a thread of its own, and on a busy machine out of order."""

    def _trigger_event(self, event: str, *args: Any, run_async: bool = False, **more: Any) -> Any:
        return super()._trigger_event(event, *args, run_async=False, **more)


class Client(socketio.Client):
    def _engineio_client_class(self) -> type[InOrder]:
        return InOrder


class Editor:
    def __init__(self, address: str, person: dict[str, Any], page: int, key: str) -> None:
        self.address, self.page = address, page
        self.headers = {"Cookie": f"who={person['token']}", "Origin": address}
        sign_with(key)
        self.token = live_token(person["session"])
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.outbox: list[tuple[int, int, bytes]] = []
        self.saved = 0
        self.counter = 0
        self.seq = self.epoch = 0
        self.joined = False
        self.refused: list[dict[str, Any]] = []
        self.closed: list[str] = []
        self.frames: list[tuple[str, Any]] = []
        self.heard_by: set[int] = set()  # threads: one of them, else frames may be heard out of order
        self.answer: dict[str, Any] = {}
        self.begin()
        self.socket = Client(reconnection=False, handle_sigint=False)
        for name in ("updates", "refused", "closed", "presence", "held", "details"):
            self.socket.on(name, lambda frame, name=name: self._heard(name, frame), namespace=NAMESPACE)
        self.socket.on("disconnect", self._down, namespace=NAMESPACE)

    def begin(self) -> None:
        """A fresh document from the server's state."""
        self.doc: Doc[Any] = Doc()
        self.text, self.title = self.doc.get("text", type=Text), self.doc.get("title", type=Text)
        self.counter = 0
        self._typed: list[bytes] = []
        self._applying = False
        request = Request(f"{self.address}/p/{self.page}-x/state", headers=self.headers)
        with urlopen(request, timeout=WITHIN_S) as response:
            body = response.read()
            self.epoch, self.seq = int(response.headers["X-Kring-Epoch"]), int(response.headers["X-Kring-Seq"])
        while body:
            size = int.from_bytes(body[:4], "big")
            self.doc.apply_update(body[4 : 4 + size])
            body = body[4 + size :]
        self._watch = self.doc.observe(self._mine)

    def connect(self) -> "Editor":
        self.socket.connect(
            self.address,
            headers={"Cookie": self.headers["Cookie"]},
            auth={"token": self.token},
            namespaces=[NAMESPACE],
            transports=["websocket"],
            wait_timeout=WITHIN_S,
        )
        self.join()
        return self

    def join(self) -> dict[str, Any]:
        asked = {"page": self.page, "epoch": self.epoch, "seq": self.seq, "client": self.doc.client_id}
        self.answer = self.call("join", asked)
        self.joined = self.answer["ok"]
        if self.joined:
            with self.lock:
                for client, n, update in self.outbox:
                    self._send(client, n, update)
        return self.answer

    def call(self, event: str, data: Any) -> Any:
        return self.socket.call(event, data, namespace=NAMESPACE, timeout=WITHIN_S)

    def emit(self, event: str, data: Any) -> None:
        self.socket.emit(event, data, namespace=NAMESPACE)

    def type(self, words: str, at: int | None = None) -> None:
        """Insert at a place, in bytes of UTF-8, or at the end."""
        with self.lock:
            self.text.insert(len(str(self.text).encode()) if at is None else at, words)

    def delete(self, start: int, end: int) -> None:
        with self.lock:
            del self.text[start:end]

    def content(self) -> str:
        with self.lock:
            return str(self.text)

    def entitle(self, words: str, at: int) -> None:
        with self.lock:
            self.title.insert(at, words)

    def entitled(self) -> str:
        with self.lock:
            return str(self.title)

    def wait(self, what: Any, within: float = WITHIN_S) -> None:
        """Until `what()` is true, looked at whenever something arrives, and now and then for what others see."""
        until = time.monotonic() + within
        with self.changed:
            while not what():
                left = until - time.monotonic()
                assert left > 0, f"not within {within} s; refused {self.refused}, closed {self.closed}"
                self.changed.wait(min(left, 0.1))

    def wait_saved(self, within: float = WITHIN_S) -> None:
        self.wait(lambda: not self.outbox, within)

    def wait_for_answer(self, holds: Any, within: float = WITHIN_S) -> None:
        """Until the server answers so; for what it does a moment later."""
        until = time.monotonic() + within
        while not holds():
            assert time.monotonic() < until, f"not within {within} s"
            time.sleep(0.1)

    def leave(self) -> None:
        self.socket.disconnect()

    def _mine(self, event: Any) -> None:
        if self._applying:
            return
        self.counter += 1
        entry = (self.doc.client_id, self.counter, event.update)
        self.outbox.append(entry)
        if self.joined:
            self._send(*entry)

    def _send(self, client: int, n: int, update: bytes) -> None:
        try:
            self.emit("update", {"page": self.page, "client": client, "n": n, "u": b64encode(update).decode()})
        except socketio.exceptions.BadNamespaceError:
            self.joined = False

    def _heard(self, name: str, frame: Any) -> None:
        with self.changed:
            self.heard_by.add(threading.get_ident())
            self.frames.append((name, frame))
            if name == "updates":
                self._take(frame)
            elif name == "refused":
                self.refused.append(frame)
            elif name == "closed":
                self.closed.append(frame["reason"])
                self.joined = False
            self.changed.notify_all()

    def _take(self, frame: Any) -> None:
        if frame["u"] and frame["to"] > self.seq:
            assert frame["from"] <= self.seq + 1, f"gap: {self.seq} then {frame['from']}"
            self._applying = True
            for update in frame["u"]:
                self.doc.apply_update(b64decode(update))
            self._applying = False
            self.seq = frame["to"]
        for client, n in frame["acks"]:
            self.saved = max(self.saved, n if client == self.doc.client_id else 0)
            self.outbox = [entry for entry in self.outbox if not (entry[0] == client and entry[1] <= n)]

    def _down(self, *_: Any) -> None:
        with self.changed:
            self.joined = False
            self.changed.notify_all()
