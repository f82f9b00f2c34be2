"""A network that can go dead without a word: what is sent is taken, and nothing arrives."""

import socket
from contextlib import suppress
from threading import Event, Thread


class Proxy:
    """Stands before a server on the loopback. While it is `asleep` it holds all that it gets, in both directions."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._awake = Event()
        self._awake.set()
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def fall_asleep(self) -> None:
        self._awake.clear()

    def wake_on_another_network(self) -> None:
        """New connections go through; those from before stay silent for ever, and nobody says so."""
        self._awake = Event()
        self._awake.set()

    def close(self) -> None:
        for end in (self._listener, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._ends += near, far
                for one, other in ((near, far), (far, near)):
                    Thread(target=self._carry, args=(one, other, self._awake), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, awake: Event) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                awake.wait()
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
