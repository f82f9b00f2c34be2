"""Who is named in a remark, and whether they can see where."""

from typing import NamedTuple

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.markup.mentions import handles_in
from wiki.pages.models import Page
from wiki.pages.policy import may


class Named(NamedTuple):
    reached: list[User]
    unreached: list[User]
    """Those who may not read the page, and so are told nothing."""


def named_in(text: str, page: Page) -> Named:
    handles = handles_in(text)
    people = session.scalars(select(User).where(User.handle.in_(handles)).order_by(User.name)).all() if handles else []
    able = {user.id for user in people if may(user, "read", page)}
    return Named([u for u in people if u.id in able], [u for u in people if u.id not in able and u.is_active])
