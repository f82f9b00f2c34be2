"""Who is asking, for requests that only read: remembered objects, and one bare query that says they still hold.

Loading three mapped objects takes longer than the rest of finding out who somebody is. Requests that may write load
them into their own unit of work, with `sessions.session_for_token`.
"""

from collections import OrderedDict
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, select

from wiki.accounts.models import LoginSession, Team, User
from wiki.accounts.queries import TEAM, THE_TEAM
from wiki.accounts.sessions import live_times, session_for_token
from wiki.accounts.tokens import digest
from wiki.core.db import session

REMEMBERED = 1_000

_LOGIN, _USER, _TEAM = LoginSession.__table__, User.__table__, Team.__table__
_AS_BARE_ROW = (
    select(*_LOGIN.c, *_USER.c, *_TEAM.c)
    .join(_USER, _USER.c.id == _LOGIN.c.user_id)
    .outerjoin(_TEAM, _TEAM.c.id == THE_TEAM)
    .where(
        _LOGIN.c.token_hash == bindparam("token_hash"),
        _LOGIN.c.ended_at.is_(None),
        _LOGIN.c.seen_at > bindparam("idle_since"),
        _LOGIN.c.created_at > bindparam("begun_since"),
        _USER.c.suspended_at.is_(None),
    )
)


class Known(NamedTuple):
    row: Row[Any]
    login: LoginSession
    team: Team | None


_known: OrderedDict[str, Known] = OrderedDict()


def session_to_read(token: str) -> LoginSession | None:
    """The live session of this token with its user, not to be changed: they belong to no unit of work."""
    hashed = digest(token)
    row = session.connection().execute(_AS_BARE_ROW, {"token_hash": hashed, **live_times()}).one_or_none()
    if row is None:
        _known.pop(hashed, None)
        return None
    known = _known.get(hashed)
    if known is None or known.row != row:
        known = _learn(token, row)
        if known is None:
            return None
        _known[hashed] = known
        if len(_known) > REMEMBERED:
            _known.popitem(last=False)
    if known.team is not None:
        session.info[TEAM] = known.team
    return known.login


def _learn(token: str, row: Row[Any]) -> Known | None:
    login = session_for_token(token)
    if login is None:
        return None
    team: Team | None = session.info.get(TEAM)
    for thing in (login, login.user, team):
        if thing is not None and thing in session:
            session.expunge(thing)  # what stayed would lose its values when this request fails and rolls back
    return Known(row, login, team)
