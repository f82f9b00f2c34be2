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
from wiki.core.errors import KringError
from wiki.core.later import later, work
from wiki.core.unit import unit
from wiki.spaces.models import Space
from wiki.transfer.actions import import_source
from wiki.transfer.planting import Opening
from wiki.transfer.rehearsal import rehearse
from wiki.transfer.runs import UNDER_WAY, ImportRun, Step, imports

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
            run.error = "It ended before it was done. Nothing of it was kept; try again."
            run.go_to(Step.FAILED)


def take_up() -> None:
    """At the start of a server: runs whose process is gone begin their step again."""
    for run in session.scalars(select(ImportRun).where(ImportRun.step.in_(UNDER_WAY))):
        if not _is_alive(run):
            later(start_process, run_id=run.id)


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
        opening = Opening(run.space_name, session.get_one(User, run.by_id), team_role=run.team_role)
    try:
        if step == Step.LOOKING:
            _keep(run_id, Step.LOOKED, str(rehearse(place, opening, progress)))
        elif step == Step.BRINGING:
            report = str(import_source(place, opening, progress))
            _keep(run_id, Step.DONE, report)
    except Cancelled:
        log.info("import %s was cancelled", run_id)
    except KringError as error:
        _fail(run_id, str(error))
    except Exception:
        log.exception("import %s failed", run_id)
        _fail(run_id, "Something went wrong here. Nothing of it was kept; the log of the server says more.")
    if step == Step.BRINGING:
        place.unlink(missing_ok=True)


def _keep(run_id: int, step: Step, report: str) -> None:
    with unit():
        run = session.get_one(ImportRun, run_id)
        if run.step == Step.CANCELLED:
            return
        run.go_to(step)
        run.report = report
        if step == Step.DONE:
            run.slug = session.scalar(select(Space.slug).where(Space.name == run.space_name)) or ""


def _fail(run_id: int, error: str) -> None:
    with unit():
        run = session.get_one(ImportRun, run_id)
        run.error = error[:500]
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
