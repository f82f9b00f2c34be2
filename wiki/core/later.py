"""Background work: rows in the database, written in the transaction of the act, run by one greenlet or thread.

A job is one line that names a moment and passes ids; the domain does the work. It runs at least once: a job that fails
is tried again with growing pauses, and one whose process died is taken up at the next start. What waits for others (a
mail host) has a lane of its own, so that it delays nothing else.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from sqlalchemy import JSON, func, select
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.facts import Fact, after, announce
from wiki.core.unit import unit

log = logging.getLogger(__name__)

PAUSES = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 3600 * 6))
LOOK_EVERY_S = 30.0

Work = Callable[..., None]
_works: dict[str, Work] = {}
_slow: set[str] = set()
_wake, _wake_slow = Event(), Event()


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
    _slow.add(_name(function))
    return work(function)


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


@after(JobAdded)
def wake(_fact: JobAdded) -> None:
    """Look for due jobs now rather than at the next look."""
    _wake.set()
    _wake_slow.set()


def run_due(*, slow: bool | None = None) -> int:
    """Run every job that is due, of both lanes or one; how many were run."""
    count = 0
    while (job := _next(slow)) is not None:
        _run(*job)
        count += 1
    return count


def run_forever() -> None:
    Thread(target=_run_lane, args=(True, _wake_slow), daemon=True).start()
    _run_lane(False, _wake)


def _run_lane(slow: bool, wakes: Event) -> None:
    while True:
        wakes.clear()
        try:
            run_due(slow=slow)
        except Exception:
            log.exception("background work stopped; looking again soon")
        wakes.wait(_until_next(slow))


def _until_next(slow: bool) -> float:
    """Seconds until a job of this lane is due, as far as is known."""
    lane = Job.work.in_(_slow) if slow else Job.work.not_in(_slow)
    with unit():
        due = session.scalar(select(func.min(Job.due_at)).where(lane))
    wait = (due - now()).total_seconds() if due else LOOK_EVERY_S
    return min(max(wait, 0.0), LOOK_EVERY_S)


def _next(slow: bool | None) -> tuple[int, str, dict[str, Any], int] | None:
    due = select(Job).where(Job.due_at <= now()).order_by(Job.due_at).limit(1)
    if slow is not None:
        due = due.where(Job.work.in_(_slow) if slow else Job.work.not_in(_slow))
    with unit():
        job = session.scalar(due)
        return (job.id, job.work, job.args, job.tries) if job else None


def _run(job_id: int, name: str, args: dict[str, Any], tries: int) -> None:
    try:
        with unit():
            _works[name](**args)
            session.delete(session.get_one(Job, job_id))
    except Exception as error:
        log.exception("job %s failed", name)
        _try_again(job_id, tries, repr(error))


def _try_again(job_id: int, tries: int, error: str) -> None:
    with unit():
        job = session.get_one(Job, job_id)
        job.tries, job.error = tries + 1, error[:500]
        job.due_at = now() + (PAUSES[tries] if tries < len(PAUSES) else timedelta(days=3650))
