"""What somebody watches: a page, all below one, a space, a tag, or what somebody writes. What stands nearest to a page
decides: who stopped watching a page hears nothing of it, though they watch its space."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum
from itertools import islice

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, and_, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.pages.models import Page, Revision, RevisionAuthor
from wiki.pages.policy import readable_by
from wiki.spaces.listing import is_listed
from wiki.spaces.models import EntryTag, GivenTag, Space

LISTED = 50
LONGEST_NOTE = 300
LOOKED_AT = 2000
"""Versions of a day at most."""


class Kind(StrEnum):
    """From the nearest on."""

    PAGE = "page"
    BRANCH = "branch"
    TAG = "tag"
    PERSON = "person"
    SPACE = "space"


class How(StrEnum):
    EVERYTHING = "all"
    SIDEWAYS = "sideways"
    """In the daily mail alone."""
    NOTHING = "nothing"


class Watch(Base):
    """`auto`: because they wrote there, not because they said so."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("kind", "target_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind] = mapped_column(String(8))
    target_id: Mapped[int]
    how: Mapped[How] = mapped_column(String(8))
    auto: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="", server_default="")
    """Of a person: why, for nobody else to read."""
    at: Mapped[datetime] = mapped_column(default=now)


def watch(user_id: int, kind: Kind, target_id: int, how: How, *, auto: bool = False, note: str | None = None) -> None:
    """What they say themselves goes before what came about by writing; without a `note` the one there was stays."""
    known = watched(user_id, kind, target_id)
    if known is None:
        session.add(Watch(user_id=user_id, kind=kind, target_id=target_id, how=how, auto=auto, note=note or ""))
    elif not auto:
        known.how, known.auto, known.note = how, False, known.note if note is None else note


def watched(user_id: int, kind: Kind, target_id: int) -> Watch | None:
    ours = Watch.user_id == user_id, Watch.kind == kind, Watch.target_id == target_id
    return session.scalars(select(Watch).where(*ours)).one_or_none()


def watches_of(user: User) -> list[Watch]:
    """The last first."""
    return list(session.scalars(select(Watch).where(Watch.user_id == user.id).order_by(Watch.id.desc())))


def watchers(page: Page, by: Collection[int]) -> dict[int, How]:
    """Who watches this page, which these people wrote, and how."""
    rows = session.execute(select(Watch.user_id, Watch.kind, Watch.how).where(_meets(page, by))).all()
    nearest = sorted(rows, key=lambda row: list(Kind).index(row.kind), reverse=True)
    return {row.user_id: How(row.how) for row in nearest}


def _meets(page: Page, by: Iterable[int]) -> ColumnElement[bool]:
    def of(kind: Kind, targets: object) -> ColumnElement[bool]:
        return and_(Watch.kind == kind, Watch.target_id.in_(targets))  # type: ignore[arg-type]

    given = select(GivenTag.tag_id).where(GivenTag.entry_id == page.id)
    said = select(EntryTag.tag_id).where(EntryTag.entry_id == page.id)
    return or_(
        of(Kind.PAGE, [page.id]),
        of(Kind.BRANCH, _above(page.id)),
        of(Kind.TAG, given.union(said)),
        of(Kind.PERSON, list(by)),
        of(Kind.SPACE, [page.space_id]),
    )


def _above(page_id: int) -> object:
    """The page and those it stands below."""
    way = select(Page.id, Page.parent_id).where(Page.id == page_id).cte("above", recursive=True)
    upper = aliased(Page)
    way = way.union(select(upper.id, upper.parent_id).where(upper.id == way.c.parent_id))
    return select(way.c.id)


def changed_for(user: User, since: datetime) -> list[Page]:
    """Pages that others wrote since then and that they watch sideways, the last first."""
    if not any(each.how == How.SIDEWAYS for each in watches_of(user)):
        return []
    wrote = (
        select(Page, RevisionAuthor.user_id)
        .join(Space, Space.id == Page.space_id)
        .join(Revision, Revision.page_id == Page.id)
        .join(RevisionAuthor, RevisionAuthor.revision_id == Revision.id)
        .where(Revision.at > since, RevisionAuthor.user_id != user.id, is_listed(Page.id), readable_by(user))
        .order_by(Revision.id.desc())
        .limit(LOOKED_AT)
    )
    writers: dict[Page, set[int]] = {}
    for page, user_id in session.execute(wrote):
        writers.setdefault(page, set()).add(user_id)
    mine = (page for page, by in writers.items() if watchers(page, by).get(user.id) == How.SIDEWAYS)
    return list(islice(mine, LISTED))
