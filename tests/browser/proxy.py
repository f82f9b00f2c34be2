"""A network that can go dead without a word."""

import socket
from contextlib import suppress
from threading import Event, Thread


class Proxy:
    """Stands before a server on the loopback."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._cut = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends = [self._listener]
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def cut_silently(self) -> None:
        """What is sent over the connections of now is still taken, but nothing arrives. New ones work."""
        self._cut.set()
        self._cut = Event()

    def close(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.port))
                self._ends += near, far
                for one, other in ((near, far), (far, near)):
                    Thread(target=carry, args=(one, other, self._cut), daemon=True).start()


def carry(one: socket.socket, other: socket.socket, cut: Event) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            if not cut.is_set():
                other.sendall(data)
        if not cut.is_set():
            other.shutdown(socket.SHUT_WR)
