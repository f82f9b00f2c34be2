"""Background work: rows in the database, written in the transaction of the act, run by one greenlet or thread.

A job is one line that names a moment and passes ids; the domain does the work. It runs at least once: a job that fails
is tried again with growing pauses, and one whose process died is taken up at the next start.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from sqlalchemy import JSON, select
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
_wake = Event()


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
    _works[f"{function.__module__}.{function.__name__}"] = function
    return function


def later(function: Work, *, wait: timedelta = timedelta(0), **args: Any) -> None:
    """Run `function(**args)` after this unit of work is committed."""
    session.add(Job(work=f"{function.__module__}.{function.__name__}", args=args, due_at=now() + wait))
    announce(JobAdded())


@after(JobAdded)
def wake(_fact: JobAdded) -> None:
    """Look for due jobs now rather than at the next look."""
    _wake.set()


def run_due() -> int:
    """Run every job that is due; how many were run."""
    count = 0
    while (job := _next()) is not None:
        _run(*job)
        count += 1
    return count


def run_forever() -> None:
    while True:
        _wake.clear()
        try:
            run_due()
        except Exception:
            log.exception("background work stopped; looking again soon")
        _wake.wait(LOOK_EVERY_S)


def _next() -> tuple[int, str, dict[str, Any], int] | None:
    with unit():
        due = select(Job).where(Job.due_at <= now()).order_by(Job.due_at).limit(1)
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
