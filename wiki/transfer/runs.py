"""An import that somebody began in the browser: looked at first, then brought in, by a process of its own.

The row tells how far it is, whoever asks; the file waits in a folder of ours until it is done with. A process that died
leaves a row that says it is under way: the server takes such runs up again when it starts.
"""

import logging
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TypeVar

from sqlalchemy import ForeignKey, String, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.errors import Invalid, KringError, NotFound
from wiki.core.later import later, work
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.spaces.models import Role, Space
from wiki.transfer.actions import import_source
from wiki.transfer.planting import Opening, free_name
from wiki.transfer.rehearsal import rehearse

FOLDER = "imports"
LONGEST_NAME = 200
LISTED = 50
TOLD_EVERY_S = 0.5

log = logging.getLogger(__name__)
T = TypeVar("T")


class Step(StrEnum):
    LOOKING = "looking"
    LOOKED = "looked"
    BRINGING = "bringing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = (Step.LOOKING, Step.BRINGING)


class Cancelled(Exception):
    """Somebody thought better of it."""


class ImportRun(Base):
    """`doing`, `done` and `total` tell how far the present step is; `report` is what the last one found."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    space_name: Mapped[str] = mapped_column(String(80))
    team_role: Mapped[Role | None] = mapped_column(String(10))
    file_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    key: Mapped[str] = mapped_column(String(40))
    step: Mapped[Step] = mapped_column(String(12))
    doing: Mapped[str] = mapped_column(String(40), default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    report: Mapped[str] = mapped_column(Text, default="")
    error: Mapped[str] = mapped_column(String(500), default="")
    pid: Mapped[int | None]
    slug: Mapped[str] = mapped_column(String(60), default="")
    """Of the space that came of it."""
    at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User] = relationship(lazy="raise")

    @property
    def is_under_way(self) -> bool:
        return self.step in UNDER_WAY

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


class Imports:
    """Where the files of imports wait, and what a process of ours needs to know."""

    settings: Settings

    def place(self, key: str) -> Path:
        return self.settings.data_dir / FOLDER / key

    def new_place(self) -> tuple[str, Path]:
        """A name nobody guesses, and an empty place for the file; other people of this machine see neither."""
        folder = self.settings.data_dir / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        key = secrets.token_urlsafe(24)
        return key, folder / key


imports = Imports()


def keep_imports(settings: Settings) -> None:
    imports.settings = settings


def begin(by: User, key: str, file_name: str, space_name: str, team_role: Role | None) -> ImportRun:
    """Look at a file that stands at its place. Raises Invalid."""
    name, _ = free_name(space_name)
    run = ImportRun(
        by_id=by.id,
        key=key,
        file_name=file_name[-LONGEST_NAME:],
        space_name=name,
        team_role=team_role,
        step=Step.LOOKING,
    )
    session.add(run)
    session.flush()
    later(start_process, run_id=run.id)
    return run


def run_for(viewer: User, run_id: int, *, alone: bool = False) -> ImportRun:
    """One's own; owners of the team see all, unless it is for its owner `alone`. Raises NotFound."""
    run = session.get(ImportRun, run_id, populate_existing=True)
    if run is None or (run.by_id != viewer.id and (alone or not viewer.is_owner)):
        raise NotFound(str(run_id))
    return run


def runs_of(viewer: User) -> list[ImportRun]:
    """The last first."""
    found = select(ImportRun).order_by(ImportRun.id.desc()).limit(LISTED)
    return list(session.scalars(found if viewer.is_owner else found.where(ImportRun.by_id == viewer.id)))


def bring(run: ImportRun) -> None:
    """What was looked at is to come. Raises Invalid."""
    if run.step != Step.LOOKED:
        raise Invalid("step", "This import is not waiting to be brought in.")
    free_name(run.space_name)
    _to(run, Step.BRINGING)
    later(start_process, run_id=run.id)


def cancel(run: ImportRun) -> None:
    """Nothing stays of it. What is under way notices at its next page."""
    if run.step in (*UNDER_WAY, Step.LOOKED):
        _to(run, Step.CANCELLED)
        imports.place(run.key).unlink(missing_ok=True)


def _to(run: ImportRun, step: Step) -> None:
    run.step, run.doing, run.done, run.total, run.changed_at = step, "", 0, 0, now()


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
            _to(run, Step.FAILED)


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
        _to(run, step)
        run.report = report
        if step == Step.DONE:
            run.slug = session.scalar(select(Space.slug).where(Space.name == run.space_name)) or ""


def _fail(run_id: int, error: str) -> None:
    with unit():
        run = session.get_one(ImportRun, run_id)
        run.error = error[:500]
        _to(run, Step.FAILED)


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
