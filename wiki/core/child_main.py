"""The child's side of wiki.core.child. Imports little, because every child pays for it in start-up time and memory."""

import fcntl
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import msgpack

PARENT = 0  # the socket to the parent stands where standard input was
LEAVING = bytes(4)


def serve() -> None:
    """Answers the parent until it is gone or has been silent for long."""
    module, memory_mb, idle_seconds, nice, lifeline = sys.argv[1:]
    os.nice(int(nice))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, whose end we see as end of file
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    _end_with(int(lifeline))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_mb) << 20,) * 2)
    handlers: dict[str, Callable[..., Any]] = import_module(module).HANDLERS
    while (request := _receive(float(idle_seconds))) is not None:
        op, cpu_seconds, args = msgpack.unpackb(request, strict_map_key=False)
        with _mortal(cpu_seconds):
            answer = _answer(handlers, op, args)
        _send(len(answer).to_bytes(4, "big") + answer)


def _receive(idle_seconds: float) -> bytes | None:
    if idle_seconds and not select.select([PARENT], [], [], idle_seconds)[0]:
        _send(LEAVING)
        return None
    header = _read(4)
    return _read(int.from_bytes(header, "big")) if header else None


def _read(length: int) -> bytes:
    """So many bytes, or none when the parent is gone."""
    parts = []
    while length:
        part = os.read(PARENT, length)
        if not part:
            return b""
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _send(data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(PARENT, rest) :]


def _end_with(lifeline: int) -> None:
    """Has the kernel end this process, even inside C code, when the parent ends, who alone holds the other end.

    Nothing is ever said there. On the socket of the calls the same signal says that something came, and may say it
    late: it would meet a child that is at work already.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


@contextmanager
def _mortal(cpu_seconds: float) -> Iterator[None]:
    """Has the kernel end this process, even inside C code, when time is up."""
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _answer(handlers: dict[str, Callable[..., Any]], op: str, args: dict[str, Any]) -> bytes:
    """What went wrong is an answer too. Not so MemoryError and panics of Rust: they may have left things broken."""
    try:
        return bytes(msgpack.packb([True, handlers[op](**args)]))
    except MemoryError:
        raise
    except Exception as error:
        traceback.print_exc()
        return bytes(msgpack.packb([False, f"{type(error).__name__}: {error}"]))
