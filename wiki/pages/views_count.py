"""How often a page was looked at in each month: numbers, and nobody's name."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, ForeignKey, ScalarSelect, Select, delete, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.later import later, work

KEPT_MONTHS = 24
LATELY = timedelta(days=90)
SWEPT_EVERY = timedelta(days=1)


class PageViews(Base):
    """Visits to a page in the month that begins on this day, in UTC."""

    __tablename__ = "page_views"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]


def by_month(page_id: int) -> list[tuple[date, int]]:
    """(first day of the month, visits) of the months with any, the oldest first. Ask `page_for` before."""
    months = select(PageViews.month, PageViews.count).where(PageViews.page_id == page_id, PageViews.month >= _oldest())
    return [(month, visits) for month, visits in session.execute(months.order_by(PageViews.month))]


def lately() -> date:
    """The first month of those that count as lately: this one and the three before it."""
    return month_of(now() - LATELY)


def views_lately(
    page_id: InstrumentedAttribute[int], since: date | BindParameter[date] | None = None
) -> ScalarSelect[int]:
    """SQL: visits to the page lately; `since` for a statement that is built once."""
    return (
        select(func.coalesce(func.sum(PageViews.count), 0))
        .where(PageViews.page_id == page_id, PageViews.month >= (lately() if since is None else since))
        .scalar_subquery()
    )


def read_by_many(visits: int, since: BindParameter[date]) -> Select[int]:
    """SQL: the ids of pages that had so many since then."""
    recent = select(PageViews.page_id).where(PageViews.month >= since)
    return recent.group_by(PageViews.page_id).having(func.sum(PageViews.count) >= visits)


def month_of(at: datetime) -> date:
    return at.date().replace(day=1)


def count(visits: Iterable[tuple[int, datetime]]) -> None:
    """Add visits: (page id, when)."""
    for (page_id, month), more in Counter((page_id, month_of(at)) for page_id, at in visits).items():
        this = update(PageViews).where(PageViews.page_id == page_id, PageViews.month == month)
        done = session.execute(this.values(count=PageViews.count + more).returning(PageViews.page_id)).all()
        if not done:
            session.execute(insert(PageViews).values(page_id=page_id, month=month, count=more))


@work
def sweep() -> None:
    """Runs once a day: what is older than is shown goes."""
    session.execute(delete(PageViews).where(PageViews.month < _oldest()))
    later(sweep, wait=SWEPT_EVERY)


def _oldest() -> date:
    this = month_of(now())
    months = this.year * 12 + this.month - KEPT_MONTHS
    return date(months // 12, months % 12 + 1, 1)
