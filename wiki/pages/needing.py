"""Pages that may not hold any more, for those who keep them; and how the pages of a space are, for who owns it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import UtcDateTime, session
from wiki.pages.models import Page, PageAddress, PageContent, PageKeeper, PageStatus, Status
from wiki.pages.policy import VIEWER
from wiki.pages.trust import PageCheck, PageReview
from wiki.pages.views_count import lately, read_by_many, views_lately
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Role, Space
from wiki.spaces.policy import may_enter, own_role, readable_to

OLD_AFTER = timedelta(days=365)
MANY = 10
"""Visits in a quarter of a year that make an old page worth a look."""
LISTED = 10


@dataclass(frozen=True)
class Needing(PageAddress):
    """A page with the reasons to look at it; `what` is what somebody said is not true any more."""

    id: int
    title: str
    icon: str
    space_name: str
    status: Status | None
    due_on: date | None
    changed_at: datetime
    visits: int
    what: str | None
    doubted: bool
    """A reader said so, and nobody has said anything about it since."""

    @property
    def why(self) -> str:
        if self.status == Status.OUTDATED:
            return "outdated"
        if self.doubted:
            return "doubted"
        return "due" if self.due_on and self.due_on < now().date() else "old"


@dataclass(frozen=True)
class Health:
    """A space's pages by what is the matter with them: how many, and the most read of them."""

    stale: tuple[int, list[Needing]]
    outdated: tuple[int, list[Needing]]
    unkept: tuple[int, list[Needing]]
    most_read: list[Needing]


def _last(column: Any) -> ScalarSelect[Any]:
    """SQL: what the last row about the page says."""
    table = column.class_
    statement = select(column).where(table.page_id == Page.id).order_by(table.id.desc()).limit(1)
    return statement.correlate(Page).scalar_subquery()


_STATUS, _DUE, _KEEPER = _last(PageStatus.status), _last(PageReview.due_on), _last(PageKeeper.user_id)
_DOUBT = (
    select(PageCheck.what)
    .where(PageCheck.page_id == Page.id, PageCheck.holds.is_(False))
    .order_by(PageCheck.id.desc())
    .limit(1)
    .correlate(Page)
    .scalar_subquery()
)
_SAID_AT = _last(PageStatus.at)
_DOUBTED = and_(_last(PageCheck.holds).is_(False), or_(_SAID_AT.is_(None), _last(PageCheck.at) > _SAID_AT))
_HELD = (
    select(func.max(PageCheck.at))
    .where(PageCheck.page_id == Page.id, PageCheck.holds)
    .correlate(Page)
    .scalar_subquery()
)


def needing(viewer: User, *, limit: int = LISTED) -> list[Needing]:
    """Pages that may not hold: those this person keeps, and those nobody keeps in their spaces; the most read first."""
    if not may_enter(viewer):
        return []
    given = {"viewer_id": viewer.id, "today": now().date(), "before": now() - OLD_AFTER, "since": lately()}
    return _load(_NEEDING, given | {"most": limit})


def health_of(space: Space) -> Health:
    """Of a space that the caller has already been allowed to manage."""
    here = and_(Page.space_id == space.id, Page.trashed_at.is_(None))
    old = _is_old(now() - OLD_AFTER)
    stale, outdated, unkept = or_(_is_due(now().date()), old), _STATUS == Status.OUTDATED, _KEEPER.is_(None)
    most_read = _load(_listed(here).where(views_lately(Page.id) > 0).limit(LISTED))
    return Health(_part(here, stale), _part(here, outdated), _part(here, unkept), most_read)


def is_stale(due_on: date | None, *moments: datetime | None) -> bool:
    """The same rule for one page: when it is due, and when it was changed and confirmed."""
    today = now()
    last = max((at for at in moments if at), default=today)
    return bool(due_on and due_on < today.date()) or last < today - OLD_AFTER


def _is_due(today: date | BindParameter[date]) -> ColumnElement[bool]:
    return today > _DUE


def _is_old(before: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return and_(PageContent.updated_at < before, or_(_HELD.is_(None), before > _HELD))


def _listed(which: ColumnElement[bool], since: BindParameter[date] | None = None) -> Select[Any]:
    visits = views_lately(Page.id, since)
    return (
        select(
            Page.id, Page.title, Page.icon, Space.name, _STATUS, _DUE, PageContent.updated_at, visits, _DOUBT, _DOUBTED
        )
        .join(Space, Space.id == Page.space_id)
        .join(PageContent, PageContent.page_id == Page.id)
        .where(which, is_listed(Page.id))
        .order_by(visits.desc(), PageContent.updated_at, Page.id)
    )


def _load(statement: Select[Any], given: dict[str, Any] | None = None) -> list[Needing]:
    return [Needing(*row) for row in session.execute(statement, given)]


def _needing() -> Select[Any]:
    """Built once, since every first page asks it."""
    today, since, most = (
        bindparam("today", type_=Date),
        bindparam("since", type_=Date),
        bindparam("most", type_=Integer),
    )
    before = bindparam("before", type_=UtcDateTime)
    last = select(func.max(PageKeeper.id)).group_by(PageKeeper.page_id)
    kept = select(PageKeeper.page_id).where(PageKeeper.id.in_(last), PageKeeper.user_id.is_not(None))
    owned = select(Space.id).where(or_(own_role(VIEWER) == Role.OWNER, Space.team_role == Role.OWNER))
    unkept = and_(Page.space_id.in_(owned), Page.id.not_in(kept))
    theirs = or_(Page.id.in_(kept.where(PageKeeper.user_id == VIEWER)), unkept)
    worth = or_(
        _STATUS == Status.OUTDATED,
        _DOUBTED,
        _is_due(today),
        and_(_is_old(before), Page.id.in_(read_by_many(MANY, since))),
    )
    readable = and_(Page.trashed_at.is_(None), readable_to(VIEWER))
    return _listed(readable, since).where(theirs, worth).limit(most)


_NEEDING = _needing()


def _part(here: ColumnElement[bool], one: ColumnElement[bool]) -> tuple[int, list[Needing]]:
    counted = select(func.count(Page.id)).join(PageContent, PageContent.page_id == Page.id)
    number = session.scalar(counted.where(here, one, is_listed(Page.id))) or 0
    return number, _load(_listed(here).where(one).limit(LISTED))
