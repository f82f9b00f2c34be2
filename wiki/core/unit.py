"""The unit of work: the one place where Kring commits, for requests, socket events, jobs and commands alike."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wiki.core import facts
from wiki.core.db import current, new_session

log = logging.getLogger(__name__)


class Rollback(Exception):
    """Raised inside a unit to leave it without a commit and without an error."""


@contextmanager
def unit() -> Iterator[None]:
    """One transaction: commit at the end, roll back on any error, answer the facts afterwards."""
    said: list[facts.Fact] = []
    with new_session() as own:
        here, heard = current.set(own), facts.waiting.set(said)
        try:
            yield
            own.commit()
        except Rollback:
            own.rollback()
            said.clear()
        except BaseException:
            own.rollback()
            raise
        finally:
            current.reset(here)
            facts.waiting.reset(heard)
    if said:
        delivery.deliver(said)


def answer(said: list[facts.Fact]) -> None:
    """Let everybody answer facts that are now committed; a failing answer is logged and stops nobody else."""
    for fact in said:
        for reply in facts.answers_after(fact):
            try:
                with unit():
                    reply(fact)
            except Exception:
                log.exception("%s failed to answer %r", reply.__qualname__, fact)


class Delivery:
    """How committed facts reach their answers: at once here, beside the request in a server."""

    deliver: Callable[[list[facts.Fact]], None] = staticmethod(answer)


delivery = Delivery()
