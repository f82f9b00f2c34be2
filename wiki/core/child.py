"""Work that may not harm us, in a child process: it can run out of time or memory, or crash, and only it dies."""

import logging
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import msgpack

from wiki.core.turns import Turns

WALL_CLOCK_FACTOR = 10
STARTING_SECONDS = 20
LARGEST_ANSWER = 128 * 1024 * 1024
NICE = 10
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")

log = logging.getLogger(__name__)


class ChildError(Exception):
    """The handler raised; the child lives on. The text is `Type: message`."""


class ChildDied(Exception):
    """The child ended during the call: a crash, or more memory than allowed. The next call starts a new one."""


class ChildOverran(ChildDied):
    """The call used more time than allowed, so its child was killed."""


class ChildPool:
    """Some children that serve the same module; each call takes the first that is free, callers in turn.

    `yields`: they work in what time of the processors others leave, since nobody waits for them. `module` names a
    module with `HANDLERS: dict[str, Callable]`. Arguments and results are what msgpack knows (tuples arrive as lists).
    Under gevent, call from greenlets of the main thread.
    """

    def __init__(
        self, module: str, *, size: int, memory_mb: int, idle_seconds: float | None = 60, yields: bool = False
    ) -> None:
        self._children = [_Process(module, memory_mb, idle_seconds, yields) for _ in range(size)]
        self._turns = Turns(self._children)

    def call(self, op: str, *, cpu_seconds: float = 2.0, **args: object) -> Any:
        """The handler's result. Raises ChildError, ChildOverran or ChildDied."""
        request = msgpack.packb([op, cpu_seconds, args])
        with self._turns.one() as child:
            return child.ask(request, max(STARTING_SECONDS, cpu_seconds * WALL_CLOCK_FACTOR), cpu_seconds)

    def close(self) -> None:
        """Ends the children now; who waits for an answer gets ChildDied."""
        for child in self._children:
            child.kill()


class Child(ChildPool):
    """One child, so that what it remembers of one call is there in the next."""

    def __init__(self, module: str, *, memory_mb: int, idle_seconds: float | None = 60, yields: bool = False) -> None:
        super().__init__(module, size=1, memory_mb=memory_mb, idle_seconds=idle_seconds, yields=yields)

    @property
    def pid(self) -> int | None:
        return self._children[0].pid


class _Process:
    def __init__(self, module: str, memory_mb: int, idle_seconds: float | None, yields: bool) -> None:
        self._command = _command(module, memory_mb, idle_seconds, yields)
        self._popen: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._lifeline: socket.socket | None = None

    @property
    def pid(self) -> int | None:
        return self._popen.pid if self._popen and self._popen.poll() is None else None

    def ask(self, request: bytes, wall_seconds: float, cpu_seconds: float) -> Any:
        try:
            answer = self._exchange(request, wall_seconds) or self._exchange(request, wall_seconds)
        except TimeoutError:
            self.kill()
            raise ChildOverran(f"no answer after {wall_seconds:g} s") from None
        except OSError:
            raise self._epitaph(cpu_seconds) from None
        except BaseException:
            self.kill()  # its answer is still to come and must not be taken for that of the next call
            raise
        if not answer:
            raise ChildDied("ended twice before it began")
        fine, result = msgpack.unpackb(answer, strict_map_key=False)
        if not fine:
            raise ChildError(result)
        return result

    def _exchange(self, request: bytes, wall_seconds: float) -> bytes:
        """The answer, or nothing when the child had gone idle and left before it saw the request."""
        if self.pid is None:
            self._start()
        assert self._socket is not None
        self._socket.settimeout(wall_seconds)
        try:
            self._socket.sendall(len(request).to_bytes(4, "big") + request)
        except (BrokenPipeError, ConnectionResetError):
            log.debug("The child left before it was asked")
        length = int.from_bytes(self._read(4), "big")
        if length == 0:
            self.kill()
        if length > LARGEST_ANSWER:
            self.kill()
            raise ConnectionAbortedError("answer too large")
        return self._read(length)

    def _read(self, length: int) -> bytes:
        assert self._socket is not None
        data = bytearray(length)
        rest = memoryview(data)
        while rest:
            got = self._socket.recv_into(rest)
            if got == 0:
                raise ConnectionResetError
            rest = rest[got:]
        return bytes(data)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        errors, theirs_errors = socket.socketpair()
        lifeline, theirs_lifeline = socket.socketpair()
        with theirs, theirs_errors, theirs_lifeline:
            out, line = theirs_errors.fileno(), theirs_lifeline.fileno()
            self._popen = subprocess.Popen(
                [*self._command, str(line)],
                stdin=theirs.fileno(),
                stdout=out,
                stderr=out,
                env=_environment(),
                pass_fds=[line],
            )
        for old in filter(None, (self._socket, self._lifeline)):
            old.close()
        self._socket, self._lifeline = ours, lifeline
        Thread(target=_log_lines, args=(self._popen, errors), daemon=True).start()

    def _epitaph(self, cpu_seconds: float) -> ChildDied:
        assert self._popen is not None
        try:
            status = self._popen.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
            return ChildDied("hung up")
        if status == -signal.SIGPROF:
            return ChildOverran(f"more than {cpu_seconds:g} s of processor time")
        return ChildDied(signal.Signals(-status).name if status < 0 else f"status {status}")

    def kill(self) -> None:
        if self._popen is not None:
            self._popen.kill()
            self._popen.wait()


def _command(module: str, memory_mb: int, idle_seconds: float | None, yields: bool) -> list[str]:
    """Not with -m, which imports much that the child never needs."""
    program = "from wiki.core.child_main import serve; serve()"
    return [sys.executable, "-c", program, module, str(memory_mb), str(idle_seconds or 0), str(NICE if yields else 0)]


def _environment() -> dict[str, str]:
    """Only what a process needs to run and to find the same modules: no secret of ours is there to be found."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    found_in = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    return passed_on | {"PYTHONPATH": found_in, "PYTHONUTF8": "1"}


def _log_lines(popen: "subprocess.Popen[bytes]", errors: socket.socket) -> None:
    with errors, errors.makefile("r", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            log.warning("child %s: %s", popen.pid, line.rstrip())
    popen.wait()
