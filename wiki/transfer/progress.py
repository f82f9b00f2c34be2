"""How far a long piece of work is: a bar in a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterable, Iterator
from typing import Protocol, TextIO, TypeVar

WIDTH = 28
REDRAW_S = 0.1

T = TypeVar("T")


class Progress(Protocol):
    def through(self, items: Iterable[T], doing: str, total: int) -> Iterator[T]:
        """The items, telling how many of `total` are done."""


class Bar:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def through(self, items: Iterable[T], doing: str, total: int) -> Iterator[T]:
        drawn = 0.0
        for done, item in enumerate(items):
            if time.monotonic() - drawn > REDRAW_S:
                self._draw(doing, done, total)
                drawn = time.monotonic()
            yield item
        self._draw(doing, total, total)
        self._stream.write("\n")

    def _draw(self, doing: str, done: int, total: int) -> None:
        full = WIDTH * done // max(total, 1)
        self._stream.write(f"\r{doing:<24} {'█' * full}{'░' * (WIDTH - full)} {done:>6} of {total}")
        self._stream.flush()


class Lines:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def through(self, items: Iterable[T], doing: str, total: int) -> Iterator[T]:
        self._stream.write(f"{doing}: {total}\n")
        self._stream.flush()
        yield from items


def progress_on(stream: TextIO) -> Progress:
    return Bar(stream) if stream.isatty() else Lines(stream)
