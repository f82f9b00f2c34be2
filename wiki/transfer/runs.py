"""An import that somebody began in the browser: looked at first, then brought in, by a process of its own.

The row tells how far it is, whoever asks; the file waits in a folder of ours until it is done with. What the process
does is in `performing.py`. One that died leaves a row that says it is under way: the server takes such runs up again
when it starts.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.errors import Invalid, NotFound
from wiki.spaces.models import Role, Space
from wiki.spaces.policy import may, readable_by, space_for
from wiki.transfer.keeping import imports
from wiki.transfer.opening import free_name

LONGEST_NAME = 200
LISTED = 50


class Step(StrEnum):
    LOOKING = "looking"
    LOOKED = "looked"
    BRINGING = "bringing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = (Step.LOOKING, Step.BRINGING)


class ImportRun(Base):
    """Into a new space that is to be called `space_name`, or into the one of number `into_id`. `doing`, `done` and
    `total` tell how far the present step is; `report` is what the last one found."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    space_name: Mapped[str] = mapped_column(String(80))
    team_role: Mapped[Role | None] = mapped_column(String(10))
    into_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    key: Mapped[str] = mapped_column(String(40))
    step: Mapped[Step] = mapped_column(String(12))
    doing: Mapped[str] = mapped_column(String(80), default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    report: Mapped[str] = mapped_column(Text, default="")
    error: Mapped[str] = mapped_column(Text, default="")
    """What went wrong, and the report: facts, as `telling.kept` keeps them."""
    pid: Mapped[int | None]
    slug: Mapped[str] = mapped_column(String(60), default="")
    """Of the space that came of it."""
    at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User] = relationship(lazy="raise")

    def go_to(self, step: Step) -> None:
        self.step, self.doing, self.done, self.total, self.changed_at = step, "", 0, 0, now()

    @property
    def is_under_way(self) -> bool:
        return self.step in UNDER_WAY

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


def begin(by: User, key: str, file_name: str, space_name: str, team_role: Role | None, into: str = "") -> ImportRun:
    """Look at a file that stands at its place, for a new space or for the one `into` whose address it is to come.
    Raises Invalid, NotFound and NotAllowed."""
    space = space_for(by, into, to="edit") if into else None
    run = ImportRun(
        by_id=by.id,
        key=key,
        file_name=file_name[-LONGEST_NAME:],
        space_name=space.name if space else free_name(space_name),
        team_role=None if space else team_role,
        into_id=space.id if space else None,
        step=Step.LOOKING,
    )
    session.add(run)
    session.flush()
    return run


def run_for(viewer: User, run_id: int, *, alone: bool = False) -> ImportRun:
    """One's own; owners of the team see those of others, unless it is for its owner `alone`; all that goes into a space
    that is there, only as long as they may read that. Raises NotFound."""
    run = session.get(ImportRun, run_id, populate_existing=True)
    if run is None or (run.by_id != viewer.id and (alone or not viewer.is_owner)):
        raise NotFound(str(run_id))
    if run.into_id is not None and not may(viewer, "read", session.get_one(Space, run.into_id)):
        raise NotFound(str(run_id))
    return run


def runs_of(viewer: User) -> list[ImportRun]:
    """The last first."""
    within = ImportRun.into_id.is_(None) | ImportRun.into_id.in_(select(Space.id).where(readable_by(viewer)))
    found = select(ImportRun).where(within).order_by(ImportRun.id.desc()).limit(LISTED)
    return list(session.scalars(found if viewer.is_owner else found.where(ImportRun.by_id == viewer.id)))


def bring(run: ImportRun) -> None:
    """What was looked at is to come. Raises Invalid."""
    if run.step != Step.LOOKED:
        raise Invalid("step", "This import is not waiting to be brought in.")
    if run.into_id is None:
        free_name(run.space_name)
    run.go_to(Step.BRINGING)


def cancel(run: ImportRun) -> None:
    """Nothing stays of it. What is under way notices at its next page."""
    if run.step in (*UNDER_WAY, Step.LOOKED):
        run.go_to(Step.CANCELLED)
        imports.place(run.key).unlink(missing_ok=True)
