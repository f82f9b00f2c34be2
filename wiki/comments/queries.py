"""Threads of a page as somebody reads them: four queries, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from wiki.accounts.models import User
from wiki.comments.models import Reaction, Remark, Resolution, Thread, ThreadLook
from wiki.core.db import session
from wiki.pages.people import Keeper
from wiki.spaces.models import Role
from wiki.spaces.policy import allows

MOST = 500
"""So many threads can be said to be read at a time."""


class Which(StrEnum):
    OPEN = "open"
    MINE = "mine"
    RESOLVED = "resolved"
    DETACHED = "detached"


@dataclass(slots=True)
class Reacted:
    emoji: str
    names: list[str] = field(default_factory=list)
    mine: bool = False


@dataclass(slots=True)
class Said:
    id: int
    by: Keeper | None
    at: datetime
    edited_at: datetime | None
    html: str
    mine: bool
    new: bool
    """Whether this reader has not seen it."""
    reactions: list[Reacted] = field(default_factory=list)
    suggestion: Any = None
    """What it proposes, where it does: filled in by whoever shows it."""


@dataclass(slots=True)
class Shown:
    """A thread with what is said in it, for one reader."""

    id: int
    by_id: int | None
    quote: str
    words: str
    prefix: str
    suffix: str
    path: str
    line: int | None
    detached_at: datetime | None
    epoch: int
    marks: list[int] | None
    settled_by: str | None
    settled_at: datetime | None
    upto: int
    """The last remark that its reader has seen."""
    remarks: list[Said] = field(default_factory=list)
    may_settle: bool = False

    @property
    def new(self) -> int:
        return sum(remark.new for remark in self.remarks)

    @property
    def last(self) -> int:
        return self.remarks[-1].id


class Rights(NamedTuple):
    comment: bool
    edit: bool
    manage: bool


def rights_of(role: Role | None, commenting: Role) -> Rights:
    edit = allows(role, "edit")
    return Rights(allows(role, "read") and (edit or commenting == Role.READER), edit, allows(role, "manage"))


def threads_on(page_id: int, viewer: User, rights: Rights, only: int | None = None) -> list[Shown]:
    """All of a page's threads (or one) in the order of its text; those about all of it, and those whose words are
    gone, come last. Ask `page_for` before."""
    connection, asked = session.connection(), {"page_id": page_id, "viewer_id": viewer.id, "thread_id": only}
    of_threads, of_remarks, of_reactions = _OF_ALL if only is None else _OF_ONE
    shown = {row.id: _shown(row, viewer, rights) for row in connection.execute(of_threads, asked)}
    remarks = connection.execute(of_remarks, asked).all()
    for row in remarks:
        thread = shown[row.thread_id]
        by = Keeper(*row[6:9]) if row[6] is not None else None
        mine = by is not None and by.id == viewer.id
        said = Said(row.id, by, row.at, row.edited_at, row.html, mine, not mine and row.id > thread.upto)
        thread.remarks.append(said)
    found = [thread for thread in shown.values() if thread.remarks]
    if any(row.reacted for row in remarks):
        _add_reactions(found, connection.execute(of_reactions, asked), viewer)
    return sorted(found, key=_order)


def _order(thread: Shown) -> tuple[bool, bool, int, int]:
    return thread.detached_at is not None, thread.line is None, thread.line or 0, thread.id


def wanted(threads: Iterable[Shown], which: Which, viewer: User) -> list[Shown]:
    """Those that a filter lets through."""
    if which == Which.RESOLVED:
        return [thread for thread in threads if thread.settled_at]
    if which == Which.MINE:
        return [t for t in threads if t.by_id == viewer.id or any(remark.mine for remark in t.remarks)]
    still_open = [thread for thread in threads if not thread.settled_at]
    return [t for t in still_open if t.detached_at] if which == Which.DETACHED else still_open


_TOLD = ("id", "by_id", "quote", "words", "prefix", "suffix", "path", "line", "detached_at", "epoch", "marks")
_SETTLER = aliased(User)
_THREADS = (
    select(*(getattr(Thread, name) for name in _TOLD), _SETTLER.name, Resolution.at, ThreadLook.remark_id)
    .outerjoin(Resolution, (Resolution.thread_id == Thread.id) & Resolution.reopened_at.is_(None))
    .outerjoin(_SETTLER, _SETTLER.id == Resolution.by_id)
    .outerjoin(ThreadLook, (ThreadLook.thread_id == Thread.id) & (ThreadLook.user_id == bindparam("viewer_id")))
    .where(Thread.entry_id == bindparam("page_id"))
)
_REMARKS = (
    select(
        *(Remark.id, Remark.thread_id, Remark.at, Remark.edited_at, Remark.html, Remark.by_id),
        *(User.id, User.handle, User.name),
        exists().where(Reaction.remark_id == Remark.id).label("reacted"),
    )
    .join(Thread, Thread.id == Remark.thread_id)
    .outerjoin(User, User.id == Remark.by_id)
    .where(Thread.entry_id == bindparam("page_id"), Remark.removed_at.is_(None))
    .order_by(Remark.id)
)
_REACTIONS = (
    select(Reaction.remark_id, Reaction.emoji, User.id, User.name)
    .join(User, User.id == Reaction.user_id)
    .join(Remark, Remark.id == Reaction.remark_id)
    .join(Thread, Thread.id == Remark.thread_id)
    .where(Thread.entry_id == bindparam("page_id"), Remark.removed_at.is_(None))
    .order_by(Reaction.at, Reaction.emoji)
)
_OF_ALL = _THREADS, _REMARKS, _REACTIONS
_OF_ONE = tuple(statement.where(Thread.id == bindparam("thread_id")) for statement in _OF_ALL)
"""Each built once: everybody who has a page open asks for a thread as soon as somebody says something in it."""


def _shown(row: Any, viewer: User, rights: Rights) -> Shown:
    told = list(row)
    told[-1] = told[-1] or 0  # they may have seen nothing of it
    shown = Shown(*told)
    shown.may_settle = rights.comment and (rights.edit or shown.by_id == viewer.id)
    return shown


def _add_reactions(threads: Iterable[Shown], rows: Iterable[Any], viewer: User) -> None:
    by_remark: dict[int, dict[str, Reacted]] = defaultdict(dict)
    for remark_id, emoji, user_id, name in rows:
        reacted = by_remark[remark_id].setdefault(emoji, Reacted(emoji))
        reacted.names.append(name)
        reacted.mine = reacted.mine or user_id == viewer.id
    for remark in (remark for thread in threads for remark in thread.remarks):
        remark.reactions = list(by_remark[remark.id].values()) if remark.id in by_remark else []


QUOTED = 1000
"""Letters of a remark that an answer begins with, at most."""


def quoted(thread_id: int, remark_id: int | None) -> str:
    """What a remark of this thread says, as a quotation in Markdown; nothing, if there is no such."""
    said = select(Remark.text).where(Remark.id == remark_id, Remark.thread_id == thread_id, Remark.removed_at.is_(None))
    text = session.scalar(said) or ""
    shown = text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()} …"
    return "".join(f"> {line}\n" for line in shown.splitlines()) + "\n" if shown else ""


def last_remarks(page_id: int, thread_ids: Collection[int] | None) -> dict[int, int]:
    """The last remark that stands in each of these threads of a page, or in all."""
    found = (
        select(Remark.thread_id, func.max(Remark.id))
        .join(Thread, Thread.id == Remark.thread_id)
        .where(Thread.entry_id == page_id, Remark.removed_at.is_(None))
        .group_by(Remark.thread_id)
    )
    if thread_ids is not None:
        found = found.where(Thread.id.in_(thread_ids))
    return dict(session.execute(found).all())
