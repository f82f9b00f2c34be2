"""WebSocket frames (RFC 6455) and Socket.IO events as bytes.

A server's frames are not masked, so one that is made once can be sent as it is to any number of browsers.
"""

import struct
from collections.abc import Callable
from json import dumps
from typing import Any, NamedTuple

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
LAST = 0x80
MASKED = 0x80
LENGTH = 0x7F
SHORT, MIDDLE = 126, 127
CONTROL_MAX = 125


class BadFrame(Exception):
    """Not a frame that a client of ours sends."""


class Frame(NamedTuple):
    kind: int
    last: bool
    payload: bytes


def frame(payload: bytes, kind: int = TEXT) -> bytes:
    size = len(payload)
    if size < SHORT:
        return bytes((LAST | kind, size)) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", LAST | kind, SHORT, size) + payload
    return struct.pack("!BBQ", LAST | kind, MIDDLE, size) + payload


def event_frame(namespace: str, event: str, payload: object) -> bytes:
    """A Socket.IO event, ready for the wire."""
    return frame(f"42{namespace},{dumps([event, payload], separators=(',', ':'))}".encode())


class FrameReader:
    """Takes a client's frames from `receive(size)`, which gives no bytes at the end. Raises BadFrame, EOFError."""

    def __init__(self, receive: Callable[[int], bytes], largest: int) -> None:
        self._receive = receive
        self._largest = largest
        self._buffer = bytearray()

    def next(self) -> Frame:
        first, second = self._take(2)
        size = second & LENGTH
        if size == SHORT:
            (size,) = struct.unpack("!H", self._take(2))
        elif size == MIDDLE:
            (size,) = struct.unpack("!Q", self._take(8))
        kind = first & 0x0F
        if not second & MASKED or first & 0x70 or size > (CONTROL_MAX if kind >= CLOSE else self._largest):
            raise BadFrame
        mask = self._take(4)
        return Frame(kind, bool(first & LAST), _unmasked(self._take(size), mask))

    def _take(self, size: int) -> bytes:
        buffer = self._buffer
        while len(buffer) < size:
            got = self._receive(65536)
            if not got:
                raise EOFError
            buffer += got
        taken = bytes(buffer[:size])
        del buffer[:size]
        return taken


class MessageReader:
    """Whole text messages of a client; answers its pings with `send(frame)`. Raises BadFrame, EOFError."""

    def __init__(self, receive: Callable[[int], bytes], send: Callable[[bytes], Any], largest: int) -> None:
        self._frames = FrameReader(receive, largest)
        self._send = send
        self._largest = largest

    def next(self) -> str:
        parts = bytearray()
        begun = False
        while True:
            kind, last, payload = self._frames.next()
            if kind == CLOSE:
                self._send(frame(payload[:2], CLOSE))
                raise EOFError
            if kind == PING:
                self._send(frame(payload, PONG))
            if kind >= CLOSE:
                continue
            if kind != (CONTINUATION if begun else TEXT) or len(parts) + len(payload) > self._largest:
                raise BadFrame
            begun = True
            parts += payload
            if last:
                return parts.decode()


def _unmasked(payload: bytes, mask: bytes) -> bytes:
    """As one long number, which is many times faster than byte by byte."""
    size = len(payload)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "little") ^ int.from_bytes(key, "little")).to_bytes(size, "little")
