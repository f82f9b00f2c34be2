"""Groups: people who are named together, by a name that shares its signs and its place with the handles of people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.models import PersonSign, User
from wiki.core.clock import now
from wiki.core.db import Base, session

MOST_NAMED = 50
"""People of a group that one mention reaches; of a larger one it reaches nobody, and says so."""
LONGEST_NAME, LONGEST_ABOUT = 80, 500
A_PAGE = 50


class Group(PersonSign, Base):
    """Whoever made it and owners of the team say who is in it. What it may do is what its members may."""

    __tablename__ = "people_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    about: Mapped[str] = mapped_column(String(LONGEST_ABOUT), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    made_by: Mapped[User | None] = relationship(lazy="raise")

    @property
    def url(self) -> str:
        return f"/groups/{self.handle}"


class GroupMember(Base):
    __tablename__ = "group_member"

    group_id: Mapped[int] = mapped_column(ForeignKey("people_group.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(default=now)


@dataclass(frozen=True)
class Called:
    """Whom the names of groups stand for."""

    people: list[User]
    crowds: list[Group]
    """Groups too large to be reached by a mention."""


def groups_from(page: int) -> Sequence[Group]:
    """By name. One more than a page holds tells of a next one."""
    by_name = select(Group).order_by(func.lower(Group.name), Group.id)
    return session.scalars(by_name.offset((page - 1) * A_PAGE).limit(A_PAGE + 1)).all()


def members_of(groups: Sequence[Group]) -> dict[int, list[User]]:
    """Of each of these groups, by name. Who has no account any more is in no group."""
    found: dict[int, list[User]] = {group.id: [] for group in groups}
    rows = select(GroupMember.group_id, User).where(*_are_in(list(found))).order_by(func.lower(User.name), User.id)
    for group_id, user in session.execute(rows):
        found[group_id].append(user)
    return found


def groups_of(user: User) -> Sequence[Group]:
    """Those this person is in, by name."""
    mine = select(GroupMember.group_id).where(GroupMember.user_id == user.id)
    return session.scalars(select(Group).where(Group.id.in_(mine)).order_by(func.lower(Group.name))).all()


def called_by(handles: Collection[str]) -> Called:
    """Whom the groups among these names stand for."""
    named = select(Group).where(Group.handle.in_(handles)).order_by(Group.name)
    groups = session.scalars(named).all() if handles else []
    if not groups:
        return Called([], [])
    count = select(GroupMember.group_id, func.count()).where(*_are_in([group.id for group in groups]))
    sizes = dict(session.execute(count.group_by(GroupMember.group_id)).all())
    small = [group.id for group in groups if sizes.get(group.id, 0) <= MOST_NAMED]
    people = session.scalars(select(User).where(*_are_in(small)).order_by(User.name).distinct()).all()
    return Called(list(people), [group for group in groups if group.id not in small])


def groups_like(typed: str, most: int = 3) -> Sequence[Group]:
    """Groups whose handle or name begins with this."""
    begins = or_(*(column.istartswith(typed, autoescape=True) for column in (Group.handle, Group.name)))
    return session.scalars(select(Group).where(begins).order_by(func.lower(Group.name), Group.id).limit(most)).all()


def _are_in(group_ids: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    """SQL: members of these groups. The statement names User and GroupMember."""
    return GroupMember.user_id == User.id, GroupMember.group_id.in_(group_ids), User.suspended_at.is_(None)
