"""What people do with groups: make them, say what they are for, and who is in them."""

from sqlalchemy import delete

from wiki.accounts.actions.joining import Taken
from wiki.accounts.events import GroupsNamed
from wiki.accounts.groups import Group, GroupMember
from wiki.accounts.handles import belongs_to_another, lock_handles
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.facts import announce


def make_group(by: User, handle: str, name: str, about: str = "") -> Group:
    """Who makes it is its first member. Raises Taken."""
    lock_handles()
    if belongs_to_another(handle):
        raise Taken("handle", "taken")
    group = Group(handle=handle, name=name, about=about, made_by_id=by.id)
    session.add(group)
    session.flush()
    let_in(group, by)
    announce(GroupsNamed(handle))
    return group


def describe_group(group: Group, name: str, about: str) -> None:
    """Its handle stays: it stands in what people wrote."""
    group.name, group.about = name, about


def dissolve(group: Group) -> None:
    """Nobody is called by its name any more, also where it was written."""
    session.delete(group)
    session.flush()
    announce(GroupsNamed(group.handle))


def let_in(group: Group, user: User) -> None:
    if session.get(GroupMember, (group.id, user.id)) is None:
        session.add(GroupMember(group_id=group.id, user_id=user.id))
        session.flush()


def let_out(group: Group, user: User) -> None:
    session.execute(delete(GroupMember).where(GroupMember.group_id == group.id, GroupMember.user_id == user.id))
