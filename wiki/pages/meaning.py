"""Which page a title in a page's text means: the nearest that is called so, or was."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, load_only, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.pages.models import Page
from wiki.spaces.drafts import beside
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space


class OldTitle(Base):
    """What a page was called in this space, or is called there besides its title. It leads to the page."""

    __tablename__ = "old_title"
    __table_args__ = (UniqueConstraint("space_id", "title_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    title_key: Mapped[str] = mapped_column(String(200), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class LinkMeant(Base):
    """What a title in a page's text means until the text says it anew, whatever is called so by now."""

    __tablename__ = "link_meant"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    name_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at_work: Mapped[bool] = mapped_column(default=False)
    """The text is being changed: it is read as it will be."""


_NAMED = load_only(Page.id, Page.title, Page.title_key, Page.space_id)
_TEAM = select(Space.id).where(Space.team_role.is_not(None))


def meanings(page: Page, keys: Collection[str], *, settled: bool = False) -> dict[str, Page]:
    """The page that each of these title keys means: of this space first, then of spaces the whole team may read, and
    in each what is called so before what was. `settled`: once the text says everything anew."""
    called = [(one.space_id, 0, one.title_key, one) for one in in_reach(page, keys)]
    ranked = sorted([*called, *_once_called(page, keys)], key=lambda row: (row[0] != page.space_id, row[1], row[3].id))
    found: dict[str, Page] = {}
    for _space_id, _old, key, meant in ranked:
        found.setdefault(key, meant)
    return found if settled else found | _unsettled(page, keys)


def in_reach(page: Page, keys: Iterable[str]) -> Sequence[Page]:
    """The pages with these title keys that a name in this page can mean, the nearest first."""
    named = select(Page).join(Page.space).where(Page.title_key.in_(keys), reaches(page))
    return session.scalars(named.order_by(Page.space_id != page.space_id, Page.id).options(_NAMED)).all()


def _once_called(page: Page, keys: Iterable[str]) -> list[tuple[int, int, str, Page]]:
    rows = session.execute(
        select(OldTitle.space_id, OldTitle.title_key, Page)
        .join(Page, Page.id == OldTitle.page_id)
        .join(Page.space)
        .where(OldTitle.title_key.in_(keys), reaches(page))
        .where((OldTitle.space_id == page.space_id) | OldTitle.space_id.in_(_TEAM))
        .options(_NAMED)
    )
    return [(space_id, 1, key, meant) for space_id, key, meant in rows]


def _unsettled(page: Page, keys: Iterable[str]) -> dict[str, Page]:
    rows = session.execute(
        select(LinkMeant.name_key, Page)
        .join(Page, Page.id == LinkMeant.target_id)
        .join(Page.space)
        .where(LinkMeant.page_id == page.id, LinkMeant.name_key.in_(keys), ~LinkMeant.at_work, reaches(page))
        .options(_NAMED)
    )
    return dict(rows.all())


def reaches(page: Page) -> ColumnElement[bool]:
    """What all who read this page may know of."""
    return and_(
        Page.trashed_at.is_(None),
        is_listed(Page.id) | Page.id.in_(beside(page.id)),
        (Page.space_id == page.space_id) | Space.team_role.is_not(None),
    )
