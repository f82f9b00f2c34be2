"""Lists of pages for people to read; each says what it loads."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page, PageAddress, PageAlias, PageAuthor, PageContent, PageLink
from wiki.pages.people import Keeper
from wiki.pages.policy import VIEWER, readable_by, readable_pages
from wiki.pages.tree import Step
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space
from wiki.spaces.policy import readable_to

KEEPERS = 3
BACKLINKS = 50
LISTED = 30


@dataclass(frozen=True)
class Listed(PageAddress):
    """One page in a list: where it is, and who wrote in it last."""

    id: int
    title: str
    space_name: str
    who: User | None
    at: datetime
    summary: str
    icon: str


@dataclass(frozen=True, slots=True)
class Backlink(Step):
    """A page that links here, and what it says around the link."""

    sentence: str = ""


@dataclass(frozen=True)
class Kept(PageAddress):
    """A page that a device has a copy of: where it is, and where its log stands."""

    id: int
    title: str
    space: str
    space_name: str
    epoch: int
    seq: int


_PEOPLE = User.__table__
KEEPERS_OF = (
    select(*(_PEOPLE.c[field.name] for field in fields(Keeper)))
    .join(PageAuthor.__table__, PageAuthor.user_id == _PEOPLE.c.id)
    .where(PageAuthor.page_id == bindparam("page_id"))
    .order_by(PageAuthor.units.desc(), _PEOPLE.c.id)
    .limit(KEEPERS)
)
_SENTENCE = (
    select(func.max(PageLink.sentence))
    .where(PageLink.page_id == Page.id, PageLink.target_id == bindparam("page_id"))
    .scalar_subquery()
)
BACKLINKS_TO = (
    select(Page.id, Page.title, Page.icon, _SENTENCE)
    .join(Space, Space.id == Page.space_id)
    .where(
        Page.id.in_(
            select(PageLink.page_id).where(
                PageLink.target_id == bindparam("page_id"), PageLink.page_id != bindparam("page_id")
            )
        ),
        Page.trashed_at.is_(None),
        is_listed(Page.id),
        readable_to(VIEWER),
    )
    .order_by(Page.title_key)
    .limit(BACKLINKS)
)


def keepers(page_id: int) -> list[Keeper]:
    """Those who wrote most of the page as it stands."""
    return [Keeper(*row) for row in session.connection().execute(KEEPERS_OF, {"page_id": page_id})]


def backlinks(page_id: int, viewer: User) -> list[Backlink]:
    """Pages this person may read that link here."""
    rows = session.connection().execute(BACKLINKS_TO, {"page_id": page_id, "viewer_id": viewer.id})
    return [Backlink(*row) for row in rows]


def recently_changed(viewer: User, *, before: datetime | None = None, limit: int = LISTED) -> list[Listed]:
    """Pages in the order of their last change, newest first; `before` pages on."""
    return listed_where(readable_by(viewer), before, limit)


def listed_by_id(page_ids: list[int], viewer: User) -> list[Listed]:
    """These pages, as far as the viewer may read them."""
    return listed_where(readable_by(viewer) & Page.id.in_(page_ids), None, LISTED) if page_ids else []


def places_of(page_ids: list[int], viewer: User) -> list[Kept]:
    """Those of these pages that this person may read, and how far each has come."""
    statement = (
        select(Page.id, Page.title, Space.slug, Space.name, PageContent.epoch, PageContent.seq)
        .join(PageContent, PageContent.page_id == Page.id)
        .join(Space, Space.id == Page.space_id)
        .where(readable_by(viewer), Page.id.in_(page_ids))
    )
    return [Kept(*row) for row in session.execute(statement)]


def author_of(page: Page) -> User | None:
    """Who made the page, or brought it in."""
    return session.get(User, page.author_id) if page.author_id else None


def addresses_of(page_id: int, *, limit: int = LISTED) -> list[str]:
    """Where the page stood before, within its space."""
    kept = select(PageAlias.path).where(PageAlias.page_id == page_id).order_by(PageAlias.id).limit(limit)
    return list(session.scalars(kept))


def summaries_of(page_ids: list[int]) -> dict[int, str]:
    """The first words of pages the caller has already been allowed to read."""
    statement = select(PageContent.page_id, PageContent.summary).where(PageContent.page_id.in_(page_ids))
    return dict(session.execute(statement).all())


def listed_where(which: ColumnElement[bool], before: datetime | None, limit: int) -> list[Listed]:
    """Pages under a condition that holds the reader's right, the last changed first."""
    statement = _changed(which & is_listed(Page.id), limit)
    if before:
        statement = statement.where(PageContent.updated_at < before)
    return [Listed(*row) for row in session.execute(statement)]


def listed_apart(which: ColumnElement[bool], limit: int) -> list[Listed]:
    """The same of pages that are in no list."""
    return [Listed(*row) for row in session.execute(_changed(which, limit))]


def _changed(which: ColumnElement[bool], limit: int) -> Select[Any]:
    return (
        select(Page.id, Page.title, Space.name, User, PageContent.updated_at, PageContent.summary, Page.icon)
        .join(PageContent, PageContent.page_id == Page.id)
        .join(Space, Space.id == Page.space_id)
        .outerjoin(User, User.id == PageContent.updated_by_id)
        .where(which)
        .order_by(PageContent.updated_at.desc(), Page.id.desc())
        .limit(limit)
    )


def page_at(space_id: int, path: str, viewer: User) -> Page | None:
    """The page that once had this address in the space."""
    statement = select(Page).join(PageAlias, PageAlias.page_id == Page.id)
    return session.scalar(
        statement.where(PageAlias.space_id == space_id, PageAlias.path == path.strip("/"), readable_pages(viewer))
    )
