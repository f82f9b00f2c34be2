"""Signed-in browsers: begun, recognised by their token, listed and ended."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, bindparam, delete, not_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import contains_eager

from wiki.accounts.events import SessionEnded
from wiki.accounts.models import LoginSession, Team, User
from wiki.accounts.queries import TEAM, THE_TEAM
from wiki.accounts.tokens import digest, new_token
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.unit import unit

IDLE_FOR = timedelta(days=14)
LIVES_FOR = timedelta(days=90)
SEEN_EVERY = timedelta(minutes=10)
LONGEST_DEVICE = 200

log = logging.getLogger(__name__)

# Built once: every request asks one of these.
_LIVE = and_(
    LoginSession.ended_at.is_(None),
    LoginSession.seen_at > bindparam("idle_since"),
    LoginSession.created_at > bindparam("begun_since"),
)
_SIGNED_IN = (
    select(LoginSession)
    .join(LoginSession.user)
    .options(contains_eager(LoginSession.user))
    .where(_LIVE, User.suspended_at.is_(None))
)
_BY_TOKEN = (
    _SIGNED_IN.where(LoginSession.token_hash == bindparam("token_hash"))
    .add_columns(Team)
    .outerjoin(Team, Team.id == THE_TEAM)
)
_BY_ID = _SIGNED_IN.where(LoginSession.id == bindparam("session_id"))
_OF_USER = select(LoginSession).where(_LIVE, LoginSession.user_id == bindparam("user_id"))
_SWEEP = (
    delete(LoginSession)
    .where(LoginSession.user_id == bindparam("user_id"), not_(_LIVE))
    .execution_options(synchronize_session=False)
)


def start_session(user: User, device: str) -> str:
    """Signs a browser in and returns the token for its cookie. Sweeps out what this person no longer uses."""
    session.execute(_SWEEP, {"user_id": user.id, **live_times()})
    token = new_token()
    session.add(LoginSession(user_id=user.id, token_hash=digest(token), device=device[:LONGEST_DEVICE]))
    return token


def session_for_token(token: str) -> LoginSession | None:
    """The live session of this token with its user, in one query, which finds the team for this request too."""
    row = session.execute(_BY_TOKEN, {"token_hash": digest(token), **live_times()}).one_or_none()
    if row is None:
        return None
    if row.Team is not None:
        session.info[TEAM] = row.Team
    login: LoginSession = row.LoginSession
    return login


def session_by_id(session_id: int) -> LoginSession | None:
    """The same for a socket, which keeps only the id."""
    return session.scalar(_BY_ID, {"session_id": session_id, **live_times()})


def sessions_of(user: User) -> Sequence[LoginSession]:
    """The browsers this person is signed in with, the last seen first."""
    live = _OF_USER.order_by(LoginSession.seen_at.desc(), LoginSession.id.desc())
    return session.scalars(live, {"user_id": user.id, **live_times()}).all()


def note_seen(login: LoginSession) -> None:
    """Remembers that this browser is in use, now and then, and committed at once: a refused request counts too.

    Call it before the request writes anything, or the two would wait for each other.
    """
    if login.seen_at > now() - SEEN_EVERY:
        return
    try:
        with unit():
            session.execute(update(LoginSession).where(LoginSession.id == login.id).values(seen_at=now()))
    except OperationalError:
        log.exception("cannot note that a session is in use; reading goes on")


def end_session(login: LoginSession) -> None:
    login.ended_at = now()
    announce(SessionEnded((login.id,), login.user_id))


def end_all_sessions(user: User, except_id: int | None = None) -> None:
    """Signs out every browser of this person, but for the one in whose favour it is done."""
    ended = [login for login in sessions_of(user) if login.id != except_id]
    for login in ended:
        login.ended_at = now()
    if ended:
        announce(SessionEnded(tuple(login.id for login in ended), user.id))


def live_times() -> dict[str, object]:
    """The moments before which a session is over."""
    return {"idle_since": now() - IDLE_FOR, "begun_since": now() - LIVES_FOR}
