"""Taking turns at a few things, first come, first served."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Hands each thing to one caller at a time. What came back last goes out first, so that the others can idle."""

    def __init__(self, things: Sequence[T]) -> None:
        self._lock = Lock()
        self._free = list(things)
        self._waiting: deque[tuple[Event, list[T]]] = deque()

    @contextmanager
    def one(self) -> Iterator[T]:
        thing = self._take()
        try:
            yield thing
        finally:
            self._give(thing)

    def _take(self) -> T:
        with self._lock:
            if self._free and not self._waiting:
                return self._free.pop()
            called, hand = Event(), list[T]()
            self._waiting.append((called, hand))
        try:
            called.wait()
        except BaseException:  # a greenlet that is killed while it waits must not keep what it was just handed
            self._leave(called, hand)
            raise
        return hand[0]

    def _leave(self, called: Event, hand: list[T]) -> None:
        with self._lock:
            if not hand:
                self._waiting.remove((called, hand))
                return
        self._give(hand[0])

    def _give(self, thing: T) -> None:
        with self._lock:
            if not self._waiting:
                self._free.append(thing)
                return
            called, hand = self._waiting.popleft()
            hand.append(thing)
        called.set()
