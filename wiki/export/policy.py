"""Whose an export is: of the one who asked, as long as they may read all that is in it."""

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.export.models import Takeout
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
