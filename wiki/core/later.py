"""Background work: rows in the database, written in the transaction of the act, run by one greenlet or thread.

A job is one line that names a moment and passes ids; the domain does the work. It runs at least once: a job that fails
is tried again with growing pauses, and one whose process died is taken up at the next start. What waits for others (a
mail host) has a lane of its own, so that it delays nothing else, and so has what is heavy: a server does that in
processes of their own, so that nobody who reads or writes waits for it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from threading import Event, Thread
from typing import Any

from sqlalchemy import JSON, ColumnElement, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.facts import Fact, after, announce
from wiki.core.unit import unit

log = logging.getLogger(__name__)

PAUSES = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 3600 * 6))
LOOK_EVERY_S = 30.0

Work = Callable[..., None]


class Lane(Enum):
    QUICK = "quick"
    SLOW = "slow"
    """What waits for somebody else's machine."""
    HEAVY = "heavy"


class Elsewhere:
    """How heavy work is done: right here, or as a server says."""

    do: Callable[[str, dict[str, Any]], None] = staticmethod(lambda name, args: do(name, args))


elsewhere = Elsewhere()
_works: dict[str, Work] = {}
_apart: dict[Lane, set[str]] = {Lane.SLOW: set(), Lane.HEAVY: set()}
_wakes = {lane: Event() for lane in Lane}


class Job(Base):
    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    work: Mapped[str]
    args: Mapped[dict[str, Any]] = mapped_column(JSON)
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]


@dataclass(frozen=True)
class JobAdded(Fact):
    """A job waits in the database."""


def work(function: Work) -> Work:
    """Name a function that `later` may run; its arguments must be JSON."""
    _works[_name(function)] = function
    return function


def slow_work(function: Work) -> Work:
    """The same for work that waits for somebody else's machine."""
    _apart[Lane.SLOW].add(_name(function))
    return work(function)


def heavy_work(function: Work) -> Work:
    """The same for what takes much of the processor, and nothing of this process but the database and the disk."""
    _apart[Lane.HEAVY].add(_name(function))
    return work(function)


def do(name: str, args: dict[str, Any]) -> None:
    """Work by its name, here and now, within a unit."""
    _works[name](**args)


def _name(function: Work) -> str:
    return f"{function.__module__}.{function.__name__}"


def later(function: Work, *, wait: timedelta = timedelta(0), **args: Any) -> None:
    """Run `function(**args)` after this unit of work is committed."""
    session.add(Job(work=_name(function), args=args, due_at=now() + wait))
    announce(JobAdded())


def plan(function: Work) -> None:
    """Work that plans its own next time: one is always planned, and never two."""
    if session.scalar(select(Job.id).where(Job.work == _name(function)).limit(1)) is None:
        later(function)


def hurry(function: Work) -> None:
    """What waits of this work is due now."""
    session.execute(update(Job).where(Job.work == _name(function), Job.due_at > now()).values(due_at=now()))


@after(JobAdded)
def wake(_fact: JobAdded) -> None:
    """Look for due jobs now rather than at the next look."""
    for event in _wakes.values():
        event.set()


def run_due(lane: Lane | None = None) -> int:
    """Run every job that is due, of all lanes or one; how many were run."""
    count = 0
    while (job := _next(lane)) is not None:
        _run(*job)
        count += 1
    return count


def run_forever() -> None:
    for lane in _apart:
        Thread(target=_run_lane, args=(lane,), daemon=True).start()
    _run_lane(Lane.QUICK)


def _run_lane(lane: Lane) -> None:
    while True:
        _wakes[lane].clear()
        try:
            run_due(lane)
        except Exception:
            log.exception("background work stopped; looking again soon")
        _wakes[lane].wait(_until_next(lane))


def _until_next(lane: Lane) -> float:
    """Seconds until a job of this lane is due, as far as is known."""
    with unit():
        due = session.scalar(select(func.min(Job.due_at)).where(_is_of(lane)))
    wait = (due - now()).total_seconds() if due else LOOK_EVERY_S
    return min(max(wait, 0.0), LOOK_EVERY_S)


def _is_of(lane: Lane) -> ColumnElement[bool]:
    return Job.work.in_(_apart[lane]) if lane in _apart else Job.work.not_in(set().union(*_apart.values()))


def _next(lane: Lane | None) -> tuple[int, str, dict[str, Any], int] | None:
    due = select(Job).where(Job.due_at <= now()).order_by(Job.due_at).limit(1)
    if lane is not None:
        due = due.where(_is_of(lane))
    with unit():
        job = session.scalar(due)
        return (job.id, job.work, job.args, job.tries) if job else None


def _run(job_id: int, name: str, args: dict[str, Any], tries: int) -> None:
    try:
        with unit():
            (elsewhere.do if name in _apart[Lane.HEAVY] else do)(name, args)
            session.delete(session.get_one(Job, job_id))
    except Exception as error:
        log.exception("job %s failed", name)
        _try_again(job_id, tries, repr(error))


def _try_again(job_id: int, tries: int, error: str) -> None:
    with unit():
        job = session.get_one(Job, job_id)
        job.tries, job.error = tries + 1, error[:500]
        job.due_at = now() + (PAUSES[tries] if tries < len(PAUSES) else timedelta(days=3650))
