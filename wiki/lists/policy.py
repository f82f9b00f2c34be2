"""Who sees a list: its owner, and, while it is open and its owner is here, every member. Only its owner changes it."""

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.lists.models import KeptList
from wiki.people.policy import Viewer
from wiki.saves.keeping import can_be_put_back
from wiki.spaces.policy import may_enter


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """SQL: lists this viewer sees. What of the things on them is another question: `queries.items_of`."""
    owner = aliased(User)
    is_here = exists().where(owner.id == KeptList.user_id, owner.suspended_at.is_(None))
    return and_(KeptList.removed_at.is_(None), or_(KeptList.user_id == viewer.id, and_(KeptList.is_open, is_here)))


def list_for(user: User, list_id: int, *, to_change: bool = False) -> KeptList:
    """The list with its owner, if this person may see or change it. Raises NotFound or NotAllowed."""
    statement = select(KeptList).where(KeptList.id == list_id, seen_by(user)).options(joinedload(KeptList.owner))
    found = session.scalar(statement) if may_enter(user) else None
    if found is None:
        raise NotFound(str(list_id))
    if to_change and found.user_id != user.id:
        raise NotAllowed("change", found)
    return found


def removed_list_for(user: User, list_id: int) -> KeptList:
    """One of their own that they removed not longer than a day ago. Raises NotFound."""
    found = session.get(KeptList, list_id)
    if found is None or found.user_id != user.id or not can_be_put_back(found.removed_at):
        raise NotFound(str(list_id))
    return found
