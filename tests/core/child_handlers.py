"""What the children of these tests do."""

import fcntl
import os
import sys
import time
from typing import Any

noted: list[int] = []


def echo(**args: Any) -> dict[str, Any]:
    return args


def pid() -> int:
    return os.getpid()


def fail(text: str) -> None:
    raise ValueError(text)


def die(status: int) -> None:
    os._exit(status)


def crash() -> None:
    os.abort()


def hears_calls_by_signal() -> bool:
    return bool(fcntl.fcntl(0, fcntl.F_GETFL) & os.O_ASYNC)


def loop_in_c() -> int:
    return sum(range(10**12))


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def note(i: int) -> None:
    noted.append(i)


def notes() -> list[int]:
    return noted


def slow_pid(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def hoard(mb: int) -> int:
    return len(bytearray(mb << 20))


def environment() -> dict[str, str]:
    return dict(os.environ)


def complain(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def panic() -> None:
    raise BaseException("as a panic of Rust does")


HANDLERS = {
    f.__name__: f
    for f in (
        echo,
        pid,
        note,
        notes,
        slow_pid,
        work,
        fail,
        die,
        crash,
        hears_calls_by_signal,
        loop_in_c,
        sleep,
        hoard,
        environment,
        complain,
        panic,
    )
}
