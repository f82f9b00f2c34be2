"""Whether a page still holds: when to look at it again, and who said that it is still true, or not any more.

Each is told by its last row, so that what was said before stays.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.pages.events import DetailsChanged
from wiki.pages.models import Page, PageStatus, Status
from wiki.pages.policy import may
from wiki.spaces.actions import lock
from wiki.spaces.models import Activity

EVERY = (3, 6, 12)
"""Months between two looks."""
LONGEST_DOUBT = 500
HISTORY = 20


class PageReview(Base):
    """Somebody said by when to look at the page again, and every how many months from then on; None: not at all."""

    __tablename__ = "page_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[date | None]
    months: Mapped[int | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)


class PageCheck(Base):
    """Somebody said that the page is still true, or what of it is not."""

    __tablename__ = "page_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    holds: Mapped[bool]
    what: Mapped[str] = mapped_column(String(LONGEST_DOUBT), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship(lazy="raise")


def plan_review(by: User, page: Page, *, months: int | None = None, on: date | None = None) -> None:
    """Look at it again by this day, or every so many months from today; neither: not at all. Raises Invalid."""
    if months is not None and months not in EVERY:
        raise Invalid("every", "Choose one of these.")
    if on is not None and on < now().date():
        raise Invalid("on", "Choose a day that is still to come.")
    lock(page.space_id)
    due = on or (months_on(now().date(), months) if months else None)
    session.add(PageReview(page_id=page.id, due_on=due, months=months, by_id=by.id))
    tell(by, page, "review")


def confirm(by: User, page: Page) -> None:
    """It is still true, and the next look is due when the months are over again. What was outdated is current."""
    lock(page.space_id)
    session.add(PageCheck(page_id=page.id, holds=True, by_id=by.id))
    plan = last_plan(page.id)
    if plan and plan.due_on:
        due = months_on(now().date(), plan.months) if plan.months else None
        session.add(PageReview(page_id=page.id, due_on=due, months=plan.months, by_id=by.id))
    if _status(page.id) == Status.OUTDATED:
        session.add(PageStatus(page_id=page.id, status=Status.CURRENT, by_id=by.id))
    tell(by, page, "confirmed")


def doubt(by: User, page: Page, what: str) -> None:
    """It is not true any more. An editor's word makes it outdated, until somebody sees to it; a reader's goes to
    whoever keeps it, and their next one stands in its place. Raises Invalid."""
    what = what.strip()
    if not what:
        raise Invalid("what", "Say what is not true any more.")
    if len(what) > LONGEST_DOUBT:
        raise Invalid("what", "Say it in 500 characters.")
    lock(page.space_id)
    edits, last = may(by, "edit", page), last_check(page.id)
    if last and not last.holds and last.by_id == by.id and not edits:
        last.what, last.at = what, now()
    else:
        session.add(PageCheck(page_id=page.id, holds=False, what=what, by_id=by.id))
    if edits and _status(page.id) != Status.OUTDATED:
        session.add(PageStatus(page_id=page.id, status=Status.OUTDATED, by_id=by.id))
    tell(by, page, "doubted")


def last_plan(page_id: int) -> PageReview | None:
    said = select(PageReview).where(PageReview.page_id == page_id).order_by(PageReview.id.desc())
    return session.scalar(said.limit(1))


def last_check(page_id: int) -> PageCheck | None:
    said = select(PageCheck).where(PageCheck.page_id == page_id).order_by(PageCheck.id.desc())
    return session.scalar(said.limit(1))


def checks(page_id: int) -> list[PageCheck]:
    """Who said that the page holds, or does not, the last first."""
    said = select(PageCheck).where(PageCheck.page_id == page_id).order_by(PageCheck.id.desc())
    return list(session.scalars(said.limit(HISTORY).options(joinedload(PageCheck.by))))


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a month that is shorter."""
    month = day.year * 12 + day.month - 1 + months
    first, after = (date(m // 12, m % 12 + 1, 1) for m in (month, month + 1))
    return first.replace(day=min(day.day, (after - first).days))


def _status(page_id: int) -> Status | None:
    last = select(PageStatus.status).where(PageStatus.page_id == page_id).order_by(PageStatus.id.desc())
    return session.scalar(last.limit(1))


def tell(by: User, page: Page, verb: str) -> None:
    """Note what was done, and let those who have the page open see it."""
    session.add(Activity(user_id=by.id, entry_id=page.id, space_id=page.space_id, verb=verb))
    session.flush()
    announce(DetailsChanged(page.id, by.id))
