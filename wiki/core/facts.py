"""Facts: what happened, said once, answered by whoever cares, at one of two moments.

`@during` answers in the same transaction (rows that must not get lost); `@after` answers once it is committed, in a
unit of work of its own, where a failure is logged and harms nobody. SQLAlchemy's own `after_commit` also fires when a
savepoint is released, so it is not used for this.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

log = logging.getLogger(__name__)


class Fact:
    """Base of all facts: frozen dataclasses in each feature's `events.py`, whose docstring is their contract."""


F = TypeVar("F", bound=Fact)
Answer = Callable[[F], None]

_during: dict[type[Fact], list[Callable[[Any], None]]] = defaultdict(list)
_after: dict[type[Fact], list[Callable[[Any], None]]] = defaultdict(list)
waiting: ContextVar[list[Fact]] = ContextVar("waiting")


def during(kind: type[F]) -> Callable[[Answer[F]], Answer[F]]:
    return _registrar(_during, kind)


def after(kind: type[F]) -> Callable[[Answer[F]], Answer[F]]:
    return _registrar(_after, kind)


def _registrar(book: dict[type[Fact], list[Callable[[Any], None]]], kind: type[F]) -> Callable[[Answer[F]], Answer[F]]:
    def register(answer: Answer[F]) -> Answer[F]:
        if answer not in book[kind]:
            book[kind].append(answer)
        return answer

    return register


def announce(fact: Fact) -> None:
    """Answer `fact` within this unit of work, and once more after its commit."""
    for answer in _during[type(fact)]:
        answer(fact)
    waiting.get().append(fact)


def answers_after(fact: Fact) -> list[Callable[[Any], None]]:
    return _after[type(fact)]
