"""Who is named in a question or an answer, and whether they can see where."""

from typing import NamedTuple

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.markup.mentions import handles_in
from wiki.spaces.models import Space
from wiki.spaces.policy import may


class Named(NamedTuple):
    reached: list[User]
    unreached: list[User]
    """Those who may not read the space, and so are told nothing."""


def named_in(text: str, space: Space) -> Named:
    handles = handles_in(text)
    people = session.scalars(select(User).where(User.handle.in_(handles)).order_by(User.name)).all() if handles else []
    able = {user.id for user in people if may(user, "read", space)}
    return Named([u for u in people if u.id in able], [u for u in people if u.id not in able and u.is_active])
