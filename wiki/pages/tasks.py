"""Tasks in pages' texts, as rows: whose they are, by when, where they stand. The text alone is the truth of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    ForeignKey,
    Select,
    String,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from wiki.accounts.groups import Group, GroupMember
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.errors import NotFound
from wiki.pages.models import Page, PageAddress
from wiki.pages.people import Keeper, people_where
from wiki.pages.policy import VIEWER
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space
from wiki.spaces.policy import may_enter, readable_to

LONGEST = 500
LISTED = 500
LISTED_DONE = 20
NEXT = 3
LATELY = timedelta(days=14)


class PageTask(Base):
    """A task as the projection of its page has it. It keeps its id for as long as its line stays the same."""

    __tablename__ = "page_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    line: Mapped[int]
    source: Mapped[str] = mapped_column(String(LONGEST))
    """The line without its box, by which the task is found again when others stand above it."""
    text: Mapped[str] = mapped_column(String(LONGEST))
    done: Mapped[bool]
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    """When its box was seen to be ticked; None: it is open, or nobody saw that."""


class PageTaskMember(Base):
    """Whom a task names."""

    __tablename__ = "page_task_member"

    task_id: Mapped[int] = mapped_column(ForeignKey("page_task.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)


class PageTaskGroup(Base):
    """A group that a task names: the task is that of everybody who is in it by then."""

    __tablename__ = "page_task_group"

    task_id: Mapped[int] = mapped_column(ForeignKey("page_task.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("people_group.id", ondelete="CASCADE"), primary_key=True, index=True
    )


def named_by_tasks(most: int | None = None) -> CompoundSelect[int, int]:
    """SQL: `task_id` and `user_id` of all whom tasks name, by their own name or by that of a group; `most`: only of
    groups in which there are no more people."""
    of_group = GroupMember.group_id == PageTaskGroup.group_id
    through = select(PageTaskGroup.task_id, GroupMember.user_id).join(GroupMember, of_group)
    if most is not None:
        here = select(GroupMember.group_id).join(User, User.id == GroupMember.user_id)
        here = here.where(User.suspended_at.is_(None))
        small = here.group_by(GroupMember.group_id).having(func.count() <= most)
        through = through.where(PageTaskGroup.group_id.in_(small))
    return union(select(PageTaskMember.task_id, PageTaskMember.user_id), through)


@dataclass(frozen=True)
class Task(PageAddress):
    """A task in a list. `id` and `title` are those of its page."""

    task_id: int
    text: str
    line: int
    done: bool
    due_on: date | None
    id: int
    title: str
    icon: str
    space_name: str
    space_slug: str
    space_id: int


_COLUMNS = (
    *(PageTask.id, PageTask.text, PageTask.line, PageTask.done, PageTask.due_on),
    *(Page.id, Page.title, Page.icon, Space.name, Space.slug, Space.id),
)
_TASKS = (
    select(*_COLUMNS)
    .join(Page, Page.id == PageTask.page_id)
    .join(Space, Space.id == Page.space_id)
    .where(Page.trashed_at.is_(None), is_listed(Page.id), readable_to(VIEWER))
)
_OPEN = _TASKS.where(PageTask.done.is_(False))
_OF_SOMEBODY = or_(
    exists().where(PageTaskMember.task_id == PageTask.id, PageTaskMember.user_id == bindparam("of")),
    exists().where(
        PageTaskGroup.task_id == PageTask.id,
        GroupMember.group_id == PageTaskGroup.group_id,
        GroupMember.user_id == bindparam("of"),
    ),
)
_BY_DAY = (PageTask.due_on.is_(None), PageTask.due_on, Page.title_key, PageTask.line)
_MINE = _OPEN.where(_OF_SOMEBODY).order_by(*_BY_DAY).limit(bindparam("most"))
_DONE = (
    _TASKS.where(PageTask.done, PageTask.done_at > bindparam("since"), _OF_SOMEBODY)
    .order_by(PageTask.done_at.desc(), PageTask.id)
    .limit(LISTED_DONE)
)
_IN_SPACE = (
    _OPEN.where(Space.id == bindparam("space_id")).order_by(Page.title_key, Page.id, PageTask.line).limit(LISTED)
)


def tasks_of(viewer: User, *, most: int = LISTED) -> list[Task]:
    """Open tasks that name this person, in pages they may read: the first due first, those without a day last."""
    return _listed(_MINE, viewer, of=viewer.id, most=most)


def done_lately(viewer: User) -> list[Task]:
    """What names this person and was ticked within two weeks, by whomever, the last first."""
    return _listed(_DONE, viewer, of=viewer.id, since=now() - LATELY)


def tasks_in(space_id: int, viewer: User, *, of: int | None = None) -> list[Task]:
    """Open tasks of a space by page, or those that name somebody."""
    statement = _IN_SPACE.where(_OF_SOMEBODY) if of else _IN_SPACE
    return _listed(statement, viewer, space_id=space_id, **({"of": of} if of else {}))


def _listed(statement: Select[*tuple[Any, ...]], viewer: User, **values: Any) -> list[Task]:
    if not may_enter(viewer):
        return []
    return [Task(*row) for row in session.execute(statement, {"viewer_id": viewer.id, **values})]


def people_with_tasks(space_id: int) -> list[Keeper]:
    """Whom open tasks of a space name, by name."""
    members = named_by_tasks().subquery()
    named = (
        select(members.c.user_id)
        .join(PageTask, PageTask.id == members.c.task_id)
        .join(Page, Page.id == PageTask.page_id)
        .where(Page.space_id == space_id, Page.trashed_at.is_(None), is_listed(Page.id), PageTask.done.is_(False))
    )
    return people_where(User.id.in_(named))


def task(task_id: int) -> PageTask:
    """Ask the rights of its page before anything is said of it. Raises NotFound."""
    found = session.get(PageTask, task_id)
    if found is None:
        raise NotFound(str(task_id))
    return found


def keep_tasks(page_id: int, seen: Sequence[dict[str, Any]], text: str) -> None:
    """`seen` are the fields of `TaskSeen`. Those that are the same but for their place or box keep their rows."""
    rows = _rows(page_id, seen, text.splitlines())
    kept = list(session.scalars(select(PageTask).where(PageTask.page_id == page_id).order_by(PageTask.line)))
    if [(task.line, task.source, task.done) for task in kept] == [(r["line"], r["source"], r["done"]) for r in rows]:
        return
    by_source: dict[str, list[PageTask]] = {}
    for task_ in kept:
        by_source.setdefault(task_.source, []).append(task_)
    new = []
    for row in rows:
        same = by_source.get(row["source"])
        if same:
            was = same.pop(0)
            row["done_at"] = (was.done_at if was.done else now()) if row["done"] else None
            session.execute(update(PageTask).where(PageTask.id == was.id).values(row))
        else:
            new.append(row)
    gone = [task_.id for left in by_source.values() for task_ in left]
    if gone:
        session.execute(delete(PageTask).where(PageTask.id.in_(gone)))
    _add(new, seen)


def _rows(page_id: int, seen: Iterable[dict[str, Any]], lines: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "page_id": page_id,
            "line": task["line"],
            "source": without_box(lines[task["line"]])[:LONGEST],
            "text": task["text"][:LONGEST],
            "done": task["done"],
            "due_on": date.fromisoformat(task["due"]) if task["due"] else None,
        }
        for task in seen
        if task["line"] < len(lines)
    ]


def without_box(line: str) -> str:
    """What a line says behind its box, without which it is no task's."""
    return line.partition("]")[2].strip()


def _add(rows: Sequence[dict[str, Any]], seen: Iterable[dict[str, Any]]) -> None:
    if not rows:
        return
    ids = session.scalars(insert(PageTask).returning(PageTask.id, sort_by_parameter_order=True), rows).all()
    handles = {task["line"]: task["members"] for task in seen}
    named = {handle.lower() for members in handles.values() for handle in members}
    if not named:
        return
    for who, table, column in ((User, PageTaskMember, "user_id"), (Group, PageTaskGroup, "group_id")):
        known = dict(session.execute(select(who.handle, who.id).where(who.handle.in_(named))).all())
        pairs = {
            (id_, known[handle.lower()])
            for id_, row in zip(ids, rows, strict=True)
            for handle in handles[row["line"]]
            if handle.lower() in known
        }
        if pairs:
            session.execute(insert(table), [{"task_id": task, column: one} for task, one in sorted(pairs)])
