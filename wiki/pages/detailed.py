"""What people said about a page, as readers get it: columns of the one row that every view of a page begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import FromClause, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageKeeper, PageStatus, Status
from wiki.pages.people import Keeper
from wiki.pages.trust import PageCheck, PageReview
from wiki.spaces.models import GivenTag, Tag

HISTORY = 20


@dataclass(frozen=True)
class Standing:
    """How far the page is, and who said so."""

    status: Status
    at: datetime
    by: str | None


@dataclass(frozen=True)
class Checked:
    """Whether somebody found it still true when they last looked, and who."""

    holds: bool
    at: datetime
    by: str | None


@dataclass(frozen=True)
class Details:
    icon: str
    tags: tuple[str, ...]
    """Those given to the page, by name; tags in the text are not among them."""
    standing: Standing | None
    keeper: Keeper | None
    checked: Checked | None = None
    due_on: date | None = None
    """By when to look at it again."""

    @property
    def status(self) -> Status | None:
        return self.standing.status if self.standing else None


_PAGE, _STATUS, _KEEPING = Page.__table__, PageStatus.__table__, PageKeeper.__table__
_CHECK, _REVIEW = PageCheck.__table__, PageReview.__table__
_SETTER, _KEEPER = User.__table__.alias("setter"), User.__table__.alias("keeper")
_CHECKER = User.__table__.alias("checker")
_TAGS = (
    select(func.aggregate_strings(Tag.name, " "))
    .join(GivenTag, GivenTag.tag_id == Tag.id)
    .where(GivenTag.entry_id == _PAGE.c.id)
    .correlate(_PAGE)
    .scalar_subquery()
)


def _last(table: FromClause) -> ScalarSelect[Any]:
    said = table.alias()
    return select(func.max(said.c.id)).where(said.c.page_id == _PAGE.c.id).correlate(_PAGE).scalar_subquery()


COLUMNS = (
    *(_PAGE.c.icon, _TAGS, _STATUS.c.status, _STATUS.c.at, _SETTER.c.name),
    *(_CHECK.c.holds, _CHECK.c.at, _CHECKER.c.name, _REVIEW.c.due_on),
    *(_KEEPER.c[field.name] for field in fields(Keeper)),
)


def with_details(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The statement, which names `page`, with the tables that COLUMNS are of."""
    return (
        statement.outerjoin(_STATUS, _STATUS.c.id == _last(_STATUS))
        .outerjoin(_SETTER, _SETTER.c.id == _STATUS.c.by_id)
        .outerjoin(_CHECK, _CHECK.c.id == _last(_CHECK))
        .outerjoin(_CHECKER, _CHECKER.c.id == _CHECK.c.by_id)
        .outerjoin(_REVIEW, _REVIEW.c.id == _last(_REVIEW))
        .outerjoin(_KEEPING, _KEEPING.c.id == _last(_KEEPING))
        .outerjoin(_KEEPER, _KEEPER.c.id == _KEEPING.c.user_id)
    )


_DETAILS = with_details(select(*COLUMNS).select_from(_PAGE).where(_PAGE.c.id == bindparam("page_id")))


def details_of(page_id: int) -> Details:
    """Of a page that the caller has already been allowed to read."""
    return details_in(session.connection().execute(_DETAILS, {"page_id": page_id}).one())


def details_in(row: Sequence[Any]) -> Details:
    """`row` holds the values of COLUMNS."""
    icon, tags, status, at, setter, holds, checked_at, checker, due_on, *keeper = row
    standing = Standing(Status(status), at, setter) if status else None
    checked = Checked(holds, checked_at, checker) if checked_at else None
    kept = Keeper(*keeper) if keeper[0] else None
    return Details(icon, tuple(sorted((tags or "").split())), standing, kept, checked, due_on)


def standings(page_id: int) -> list[PageStatus]:
    """What was said about how far the page is, the last first."""
    said = select(PageStatus).where(PageStatus.page_id == page_id).order_by(PageStatus.id.desc())
    return list(session.scalars(said.limit(HISTORY).options(joinedload(PageStatus.by))))
