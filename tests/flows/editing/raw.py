"""A socket past its manners: it speaks the protocol, but nothing keeps it from saying what no client of ours says."""

import json
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import websocket

from wiki.accounts.live import live_token, sign_with

from .conftest import House
from .house import KEY

ASKED = 7
PATIENCE_S = 15


class Raw:
    """Of somebody of the house, or of a guest."""

    def __init__(self, house: House, name: str | None) -> None:
        sign_with(KEY)
        person = house.people.get(name)
        self._token = live_token(person["session"]) if person else "none"
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{house.server.port}/socket.io/?EIO=4&transport=websocket",
            cookie=f"who={person['token']}" if person else None,
            origin=house.server.address,
            timeout=PATIENCE_S,
        )
        self.socket.recv()

    def send(self, text: str | bytes, opcode: int = websocket.ABNF.OPCODE_TEXT) -> None:
        self.socket.send(text, opcode)

    def until(self, found: Callable[[str], bool]) -> list[str]:
        """What is said up to the first that is looked for, and that as well."""
        said: list[str] = []
        while not said or not found(said[-1]):
            said.append(self.socket.recv())
            if said[-1] == "2":
                self.send("3")
            assert said[-1], "the server has closed the connection"
        return said

    def enter(self, namespace: str) -> bool:
        self.send(f"40{namespace},{json.dumps({'token': self._token})}")
        return self.until(lambda said: said[:2] in ("40", "44"))[-1].startswith("40")

    def emit(self, namespace: str, event: str, body: dict[str, Any]) -> None:
        self.send(f"42{namespace},{json.dumps([event, body])}")

    def ask(self, namespace: str, event: str, body: dict[str, Any]) -> Any:
        """The server's answer, when it has taken the question in; None when there is none."""
        self.send(f"42{namespace},{ASKED}{json.dumps([event, body])}")
        self.socket.ping()
        answer = None
        while True:
            opcode, frame = self.socket.recv_data(control_frame=True)
            if opcode == websocket.ABNF.OPCODE_PONG:
                return answer
            assert opcode == websocket.ABNF.OPCODE_TEXT, "the server has closed the connection"
            said = frame.decode()
            if said.startswith(f"43{namespace},{ASKED}["):
                answer = next(iter(json.loads(said.partition(f",{ASKED}")[2])), None)

    def close(self) -> None:
        self.socket.close()


def insertion(client: int, n: int, words: str) -> dict[str, Any]:
    """The first words that this client inserts, at the beginning of the text."""
    data = words.encode()
    update = b"\x01\x01" + varint(client) + b"\x00\x04\x01\x04text" + varint(len(data)) + data + b"\x00"
    return {"client": client, "n": n, "u": b64encode(update).decode()}


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
