"""Personal tokens: passwords for programs, made by a person for themselves, shown once and taken back at any time."""

from datetime import timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from wiki.accounts.models import AccessToken, User
from wiki.accounts.tokens import digest, new_token
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.unit import unit

MOST = 20
LONGEST_NAME = 80
LONGEST = 200
NOTED_EVERY = timedelta(hours=1)


class Held(Protocol):
    """A row that keeps somebody's token as a hash."""

    token_hash: Any
    user: Any


T = TypeVar("T", bound=Held)


def make_token(user: User, name: str) -> str:
    """The token, which nobody will see again. Raises Invalid."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("name", "Say what the token is for, in 80 characters at most.")
    if len(tokens_of(user)) >= MOST:
        raise Invalid("name", "You have 20 tokens. Take one back first.")
    token = new_token()
    session.add(AccessToken(user_id=user.id, name=name, token_hash=digest(token)))
    return token


def tokens_of(user: User) -> list[AccessToken]:
    """The last made first."""
    return list(
        session.scalars(select(AccessToken).where(AccessToken.user_id == user.id).order_by(AccessToken.id.desc()))
    )


def take_back(user: User, token_id: int) -> None:
    """Raises NotFound."""
    own = session.scalar(select(AccessToken).where(AccessToken.id == token_id, AccessToken.user_id == user.id))
    if own is None:
        raise NotFound(str(token_id))
    session.delete(own)


def holder(kind: type[T], token: str, *, demo: bool) -> T | None:
    """Who holds this token, of those kept in such rows, if they may enter, with their user. Demo members exist only
    where the demo runs."""
    if not token or len(token) > LONGEST:
        return None
    known = select(kind).join(kind.user).options(contains_eager(kind.user))
    row = session.scalar(known.where(kind.token_hash == digest(token), User.suspended_at.is_(None)))
    return None if row is None or (row.user.is_demo and not demo) else row


def user_with(token: str, *, demo: bool) -> User | None:
    """Whose token this is, if that person may enter."""
    row = holder(AccessToken, token, demo=demo)
    if row is None:
        return None
    if row.used_at is None or row.used_at < now() - NOTED_EVERY:
        with unit():
            session.get_one(AccessToken, row.id).used_at = now()
    return row.user
