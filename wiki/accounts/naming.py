"""Who is named in what somebody says, by their own name or by that of a group, and whether they can see where."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import select

from wiki.accounts.groups import Group, called_by
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.markup.mentions import handles_in


class Named(NamedTuple):
    reached: list[User]
    unreached: list[User]
    """Those who may not read it, and so are told nothing. Of groups nobody is among them: who names one need not know
    who is in it."""
    crowds: list[Group]
    """Groups too large for each of their people to be told."""


def named_in(text: str, may_read: Callable[[User], bool]) -> Named:
    handles = handles_in(text)
    people = session.scalars(select(User).where(User.handle.in_(handles)).order_by(User.name)).all() if handles else []
    called = called_by(handles)
    able = {user.id: user for user in [*people, *called.people] if may_read(user)}
    unreached = [user for user in people if user.id not in able and user.is_active]
    return Named(list(able.values()), unreached, called.crowds)
