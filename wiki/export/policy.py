"""Whose an export is: of the one who asked, as long as they may read all that is in it. A mirror is for all who may."""

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.export.models import Mirror, Takeout
from wiki.pages.models import Page
from wiki.pages.policy import readable_pages
from wiki.spaces.listing import is_listed
from wiki.spaces.models import Space
from wiki.spaces.policy import may_enter, readable_by


def takeout_for(user: User, takeout_id: int) -> Takeout:
    """Raises NotFound."""
    found = session.get(Takeout, takeout_id)
    if found is None or not may_enter(user) or found.user_id != user.id or not _reads_all(user, found):
        raise NotFound(str(takeout_id))
    return found


def takeouts_of(user: User, space: Space | None) -> list[Takeout]:
    """The last first."""
    own = select(Takeout).where(Takeout.user_id == user.id, Takeout.space_id == (space.id if space else None))
    return [takeout for takeout in session.scalars(own.order_by(Takeout.id.desc())) if _reads_all(user, takeout)]


def _reads_all(user: User, takeout: Takeout) -> bool:
    ids = set(takeout.spaces)
    count = session.scalar(select(func.count(Space.id)).where(Space.id.in_(ids), readable_by(user)))
    return count == len(ids)


def mirror_for(user: User, slug: str) -> Mirror:
    """For those who may read everything in it: the space, and each page that it holds. Raises NotFound."""
    space = session.scalar(select(Space).where(Space.slug == slug, readable_by(user)))
    found = session.get(Mirror, space.id) if space else None
    if space is None or found is None or found.written_at is None:
        raise NotFound(slug)
    listed = select(func.count(Page.id)).where(Page.space_id == space.id, Page.trashed_at.is_(None), is_listed(Page.id))
    if session.scalar(listed) != session.scalar(listed.where(readable_pages(user))):
        raise NotFound(slug)
    return found
