"""An import that was begun in the browser, done by a process of its own beside the server."""

import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TypeVar

from sqlalchemy import select, update

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import KringError, NotAllowed, NotFound
from wiki.core.later import later, work
from wiki.core.unit import unit
from wiki.transfer import claims
from wiki.transfer.actions import import_source
from wiki.transfer.keeping import imports
from wiki.transfer.opening import Opening, uproot_space
from wiki.transfer.rehearsal import rehearse
from wiki.transfer.runs import UNDER_WAY, ImportRun, Step
from wiki.transfer.telling import Fact, fact_of, kept, trouble

TOLD_EVERY_S = 0.5

log = logging.getLogger(__name__)
T = TypeVar("T")


class Cancelled(Exception):
    """Somebody thought better of it."""


def start_later(run: ImportRun) -> None:
    """Once this unit of work is committed."""
    later(start_process, run_id=run.id)


@work
def start_process(run_id: int) -> None:
    """Beside the server, so that reading and writing go on undisturbed."""
    command = [sys.executable, "-m", "wiki.cli", "perform", str(run_id)]
    process = subprocess.Popen(command, env=imports.settings.as_environ(), stdin=subprocess.DEVNULL)
    session.execute(update(ImportRun).where(ImportRun.id == run_id).values(pid=process.pid))
    Thread(target=_wait, args=(process, run_id), daemon=True).start()


def _wait(process: "subprocess.Popen[bytes]", run_id: int) -> None:
    process.wait()
    with unit():
        run = session.get(ImportRun, run_id)
        if run is not None and run.is_under_way and run.pid == process.pid:
            run.error = kept([_broken_off(run)])
            run.go_to(Step.FAILED)


def _broken_off(run: ImportRun) -> Fact:
    if run.into_id is None:
        return fact_of("It ended before it was done. Nothing of it was kept; try again.")
    return fact_of("It ended before it was done. Bring the same in again: what has come already is not made twice.")


def take_up() -> None:
    """At the start of a server: runs whose process is gone begin their step again."""
    for run in session.scalars(select(ImportRun).where(ImportRun.step.in_(UNDER_WAY))):
        if not _is_alive(run):
            later(start_process, run_id=run.id)
    for space_id in claims.left_behind():
        uproot_space(space_id)


def _is_alive(run: ImportRun) -> bool:
    try:
        return f"perform\0{run.id}\0".encode() in Path(f"/proc/{run.pid}/cmdline").read_bytes()
    except OSError:
        return False


def perform(run_id: int) -> None:
    """The step that a run is at, to its end: what a process of its own does."""
    with unit():
        run = session.get_one(ImportRun, run_id)
        step, place, progress = run.step, imports.place(run.key), InRow(run_id)
        by, called = session.get_one(User, run.by_id), run.file_name
        opening = Opening(run.space_name, by, team_role=run.team_role, into=run.into_id, called=called)
    try:
        if step == Step.LOOKING:
            _keep(run_id, Step.LOOKED, kept(rehearse(place, opening, progress).facts()))
        elif step == Step.BRINGING:
            report = import_source(place, opening, progress)
            _keep(run_id, Step.DONE, kept(report.facts()), report.slug)
    except Cancelled:
        log.info("import %s was cancelled", run_id)
    except KringError as error:
        _fail(run_id, _said_of(error))
    except Exception:
        log.exception("import %s failed", run_id)
        _fail(run_id, fact_of("Something went wrong here; the log of the server says more. You can bring it in again."))
    if step == Step.BRINGING:
        place.unlink(missing_ok=True)


def _said_of(error: KringError) -> Fact:
    if isinstance(error, NotFound | NotAllowed):
        return fact_of("You may not write in that space any more.")
    return trouble(error)


def _keep(run_id: int, step: Step, report: str, slug: str = "") -> None:
    with unit():
        run = session.get_one(ImportRun, run_id)
        if run.step == Step.CANCELLED:
            return
        run.go_to(step)
        run.report, run.slug = report, slug


def _fail(run_id: int, error: Fact) -> None:
    with unit():
        run = session.get_one(ImportRun, run_id)
        run.error = kept([error])
        run.go_to(Step.FAILED)


class InRow:
    """Progress where others can read it; and where one reads that it is to stop. Raises Cancelled."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._told = 0.0

    def through(self, items: Iterable[T], doing: str, total: int) -> Iterator[T]:
        for done, item in enumerate(items):
            if monotonic() - self._told > TOLD_EVERY_S:
                self._tell(doing, done, total)
            yield item
        self._tell(doing, total, total)

    def _tell(self, doing: str, done: int, total: int) -> None:
        self._told = monotonic()
        ours = update(ImportRun).where(ImportRun.id == self._run_id, ImportRun.step.in_(UNDER_WAY))
        with unit():
            told = session.execute(
                ours.values(doing=doing, done=done, total=total, changed_at=now()).returning(ImportRun.id)
            )
            if told.one_or_none() is None:
                raise Cancelled
