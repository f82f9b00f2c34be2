"""What a name that is being typed may become: a page, its heading, a tag, a person. Only what the writer may read."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from wiki.accounts.models import User
from wiki.accounts.queries import CAN_SIGN_IN
from wiki.core.db import session
from wiki.core.words import key_of
from wiki.pages.meaning import OldTitle, meanings
from wiki.pages.models import Page, PageAuthor, PageContent
from wiki.pages.policy import readable_by
from wiki.spaces.drafts import beside
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space, Tag
from wiki.spaces.policy import may_enter, readers_of
from wiki.spaces.tags import TAGGED

SUGGESTED = 8
NAMED = 500
ESCAPE = "\\"


class PageSuggested(NamedTuple):
    id: int
    title: str
    space: str
    plain: bool
    """Whether `[[title]]` written in the asking page means this one."""
    icon: str


def pages_like(viewer: User, typed: str, page: Page) -> list[PageSuggested]:
    """Pages that are or were called with these words: those of this space and those that begin with them come first."""
    key = key_of(typed)
    likes = [f"%{_plain(word)}%" for word in key.split()]
    once = select(OldTitle.page_id).where(*(OldTitle.title_key.like(like, escape=ESCAPE) for like in likes))
    words = or_(and_(true(), *(Page.title_key.like(like, escape=ESCAPE) for like in likes)), Page.id.in_(once))
    rows = session.execute(
        select(Page.id, Page.title, Space.name, Page.icon)
        .join(Space, Space.id == Page.space_id)
        .where(readable_by(viewer), is_listed(Page.id) | Page.id.in_(beside(page.id)), words)
        .order_by(
            Page.title_key != key,
            Page.title_key.not_like(f"{_plain(key)}%", escape=ESCAPE),
            Page.space_id != page.space_id,
            func.length(Page.title_key),
            Page.id,
        )
        .limit(SUGGESTED)
    ).all()
    meant = _meant(page, {key_of(row.title) for row in rows})
    plain = [meant.get(key_of(row.title)) == row.id for row in rows]
    return [
        PageSuggested(row.id, row.title, row.name, is_plain, row.icon)
        for row, is_plain in zip(rows, plain, strict=True)
    ]


def _meant(page: Page, keys: set[str]) -> dict[str, int]:
    """The page that each title means in this page."""
    return {key: found.id for key, found in meanings(page, keys).items()}


def headings_like(viewer: User, title: str, typed: str, page: Page) -> list[str]:
    """Headings, in their order, of the page that this title means in this one."""
    page_id = _meant(page, {key_of(title)}).get(key_of(title))
    readable = select(PageContent.outline).join(Page, Page.id == PageContent.page_id)
    readable = readable.join(Space, Space.id == Page.space_id).where(Page.id == page_id, readable_by(viewer))
    outline = session.scalar(readable) or []
    wanted = key_of(typed)
    return [heading["text"] for heading in outline if wanted in key_of(heading["text"])][:SUGGESTED]


def tags_like(viewer: User, typed: str, space_id: int | None = None) -> list[str]:
    """Tags that begin with this, those on most pages first: of this space, then of all."""
    begins: ColumnElement[bool] = Tag.name.like(f"{_plain(typed.lower())}%", escape=ESCAPE)
    used, used_here = func.count(Page.id), func.count(Page.id).filter(Page.space_id == space_id)
    return list(
        session.scalars(
            select(Tag.name)
            .join(TAGGED, TAGGED.c.tag_id == Tag.id)
            .join(Page, Page.id == TAGGED.c.entry_id)
            .join(Space, Space.id == Page.space_id)
            .where(begins, readable_by(viewer), is_listed(Page.id))
            .group_by(Tag.id)
            .order_by(used_here.desc(), used.desc(), Tag.name)
            .limit(SUGGESTED)
        )
    )


def people_like(viewer: User, typed: str, page_id: int, among: ColumnElement[bool] | None = None) -> list[User]:
    """Members whose handle or one of whose names begins with this: those who wrote in the page, then by name."""
    if not may_enter(viewer):
        return []
    starts = {f"{_plain(one)}%" for one in (typed.lower(), typed.capitalize())}  # SQLite folds the case of ASCII alone
    likes = [like for start in starts for like in (start, f"% {start}")]
    named = or_(
        *(User.name.ilike(like, escape=ESCAPE) for like in likes),
        *(User.handle.ilike(like, escape=ESCAPE) for like in starts),
    )
    share = select(PageAuthor.units).where(PageAuthor.page_id == page_id, PageAuthor.user_id == User.id)
    return list(
        session.scalars(
            select(User)
            .where(User.suspended_at.is_(None), named, true() if among is None else among)
            .order_by(func.coalesce(share.scalar_subquery(), 0).desc(), func.lower(User.name), User.id)
            .limit(SUGGESTED)
        )
    )


def readers_to_name(viewer: User, space: Space) -> list[User]:
    """Colleagues who may read this space, by name, for a field that completes."""
    named = select(User).where(User.suspended_at.is_(None), CAN_SIGN_IN, readers_of(space), User.id != viewer.id)
    return list(session.scalars(named.order_by(func.lower(User.name), User.id).limit(NAMED)))


def _plain(typed: str) -> str:
    """Without signs that LIKE understands."""
    return typed.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")
