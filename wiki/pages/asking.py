"""People who are asked to look at a page that is in review, and what they find.

A request belongs to the status that was given: when the page is in review again, people are asked anew.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    ScalarSelect,
    Select,
    String,
    UniqueConstraint,
    and_,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.errors import Invalid, NotFound
from wiki.core.facts import announce
from wiki.pages.details import set_status
from wiki.pages.events import LookAsked
from wiki.pages.models import Page, PageAddress, PageKeeper, PageStatus, Status
from wiki.pages.people import Keeper
from wiki.pages.policy import VIEWER, may
from wiki.pages.trust import tell
from wiki.spaces.actions import lock
from wiki.spaces.drafts import open_to
from wiki.spaces.models import Space
from wiki.spaces.policy import may_enter, readable_to

LONGEST_REMARK = 500
LISTED = 20


class PageAsked(Base):
    """Somebody was asked to look; `good` says what they found, None that they have not looked."""

    __tablename__ = "page_asked"
    __table_args__ = (UniqueConstraint("status_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    status_id: Mapped[int] = mapped_column(ForeignKey("page_status.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)
    good: Mapped[bool | None]
    remark: Mapped[str] = mapped_column(String(LONGEST_REMARK), default="")
    answered_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Asked(Keeper):
    """Somebody who was asked, and what they found."""

    good: bool | None
    remark: str
    may_look: bool

    @property
    def counts(self) -> bool:
        """Who has not looked, and may not read the page any more, holds nobody up."""
        return self.may_look or self.good is not None


@dataclass(frozen=True)
class Waiting(PageAddress):
    """A page that waits for somebody: `pending` for their look, otherwise for its keeper, since all have looked."""

    id: int
    title: str
    icon: str
    space_name: str
    pending: bool
    asked_by: str | None
    against: int
    looked: int


def ask(by: User, page: Page, person: User) -> None:
    """Raises Invalid for somebody who cannot read the page."""
    if not person.is_active or not may(person, "read", page):
        raise Invalid("reviewer", "This person cannot read the page. Choose somebody who belongs to its space.")
    set_status(by, page, Status.REVIEW)
    lock(page.space_id)
    status_id = _in_review(page.id)
    if status_id and _request(status_id, person.id) is None:
        session.add(PageAsked(page_id=page.id, status_id=status_id, user_id=person.id, by_id=by.id))
        tell(by, page, "asked")
        announce(LookAsked(page.id, person.id, by.id))


def ask_no_more(by: User, page: Page, person: User) -> None:
    lock(page.space_id)
    asked = _request(_in_review(page.id), person.id)
    if asked:
        session.delete(asked)
        tell(by, page, "asked-no-more")


def request_to(user: User, page: Page) -> PageAsked:
    """What this person was asked about the page. Raises NotFound."""
    asked = _request(_in_review(page.id), user.id)
    if asked is None:
        raise NotFound(str(page.id))
    return asked


def answer(asked: PageAsked, page: Page, by: User, *, good: bool, remark: str = "") -> None:
    """Say what one found; it may be said otherwise later. Raises Invalid."""
    remark = remark.strip()
    if not good and not remark:
        raise Invalid("remark", "Say what is still missing.")
    if len(remark) > LONGEST_REMARK:
        raise Invalid("remark", "Say it in 500 characters.")
    asked.good, asked.remark, asked.answered_at = good, "" if good else remark, now()
    tell(by, page, "looked")


def asked_about(page_id: int) -> list[Asked]:
    """Who was asked about the page as it is in review now. Ask `page_for` before."""
    statement = (
        select(User.id, User.handle, User.name, PageAsked.good, PageAsked.remark, _may_look())
        .join(PageAsked, PageAsked.user_id == User.id)
        .join(Page, Page.id == PageAsked.page_id)
        .join(Space, Space.id == Page.space_id)
        .where(PageAsked.page_id == page_id, PageAsked.status_id == _last_status(page_id))
        .order_by(PageAsked.id)
    )
    return [Asked(*row) for row in session.execute(statement)]


def waiting_for(viewer: User) -> list[Waiting]:
    """Pages that wait for this person's look, and those they keep (or asked about) at which all have looked."""
    if not may_enter(viewer):
        return []
    return [Waiting(*row) for row in session.execute(_WAITING, {"viewer_id": viewer.id})]


def _last_status(page_id: int | InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """SQL: what was last said about how far the page is."""
    said = aliased(PageStatus)
    return select(func.max(said.id)).where(said.page_id == page_id).scalar_subquery()


def _in_review(page_id: int) -> int | None:
    """The status that says so; None: it is not in review."""
    last = select(PageStatus).where(PageStatus.page_id == page_id).order_by(PageStatus.id.desc()).limit(1)
    status = session.scalar(last)
    return status.id if status and status.status == Status.REVIEW else None


def _request(status_id: int | None, user_id: int) -> PageAsked | None:
    asked = select(PageAsked).where(PageAsked.status_id == status_id, PageAsked.user_id == user_id)
    return session.scalar(asked)


def _may_look() -> ColumnElement[bool]:
    """SQL: who was asked may read the page still."""
    here = exists().where(User.id == PageAsked.user_id, User.suspended_at.is_(None))
    return and_(here.correlate_except(User), readable_to(PageAsked.user_id), open_to(Page.id, PageAsked.user_id))


def _waiting() -> Select[Any]:
    """Built once, since every first page asks it."""
    here = PageAsked.status_id == PageStatus.id
    mine = and_(here, PageAsked.user_id == VIEWER, PageAsked.good.is_(None))
    asker = select(User.name).join(PageAsked, PageAsked.by_id == User.id).where(mine).limit(1).scalar_subquery()
    against = select(func.count(PageAsked.id)).where(here, PageAsked.good.is_(False)).scalar_subquery()
    keeper = (
        select(PageKeeper.user_id)
        .where(PageKeeper.page_id == Page.id)
        .order_by(PageKeeper.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    looked = select(func.count(PageAsked.id)).where(here, PageAsked.good.is_not(None)).scalar_subquery()
    all_looked = and_(exists().where(here), ~exists().where(here, PageAsked.good.is_(None), _may_look()))
    theirs = and_(func.coalesce(keeper, PageStatus.by_id) == VIEWER, all_looked)
    readable = and_(Page.trashed_at.is_(None), readable_to(VIEWER), open_to(Page.id, VIEWER))
    return (
        select(Page.id, Page.title, Page.icon, Space.name, exists().where(mine), asker, against, looked)
        .join(PageStatus, PageStatus.page_id == Page.id)
        .join(Space, Space.id == Page.space_id)
        .where(PageStatus.status == Status.REVIEW, PageStatus.id == _last_status(Page.id))
        .where(readable, or_(exists().where(mine), theirs))
        .order_by(PageStatus.at.desc())
        .limit(LISTED)
    )


_WAITING = _waiting()
