"""People as a page names them."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from wiki.accounts.models import PersonSign, User
from wiki.core.db import session


@dataclass(frozen=True, slots=True)
class Keeper(PersonSign):
    """Somebody who wrote a page or looks after it, loaded as a bare row."""

    id: int
    handle: str
    name: str


def people_where(which: ColumnElement[bool]) -> list[Keeper]:
    """By name."""
    rows = session.execute(select(User.id, User.handle, User.name).where(which).order_by(func.lower(User.name)))
    return [Keeper(*row) for row in rows]
