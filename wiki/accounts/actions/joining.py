"""Becoming a member: by invitation, openly, or as the first owner."""

from dataclasses import dataclass

from sqlalchemy import select

from wiki.accounts.events import MemberJoined, NameChanged
from wiki.accounts.handles import belongs_to_another, lock_handles
from wiki.accounts.links import Purpose, make_link, open_link, use_link, void_links
from wiki.accounts.models import User
from wiki.accounts.passwords import hash_password
from wiki.accounts.queries import the_team
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed
from wiki.core.facts import announce


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    name: str
    handle: str
    email: str
    password: str


class Taken(Invalid):
    """Somebody else has this handle or e-mail address."""


def join(token: str, newcomer: Newcomer) -> User:
    """Uses an invitation. Raises LinkGone or Taken."""
    link = open_link(Purpose.INVITATION, token)
    user = _account(newcomer, vouched_email=link.email)
    use_link(link)
    return _admit(user)


def join_openly(newcomer: Newcomer) -> User:
    """Raises NotAllowed unless the owner lets anybody in, or Taken."""
    if not the_team().open_sign_up:
        raise NotAllowed("sign up", "team")
    return _admit(_account(newcomer))


def owner_link(address: str) -> str:
    """The address that makes whoever opens it an owner, for the first start and for the day the owners are gone."""
    team = the_team()
    session.add(team)
    void_links(Purpose.OWNER)
    return address + make_link(Purpose.OWNER)


def welcome(token: str, newcomer: Newcomer, team_name: str) -> User:
    """Uses the owner's link and names the team. Raises LinkGone or Taken."""
    link = open_link(Purpose.OWNER, token)
    user = _account(newcomer, vouched_email=newcomer.email)
    use_link(link)
    team = the_team()
    team.name = team_name
    session.add(team)
    user.is_owner = True
    return _admit(user)


def _account(newcomer: Newcomer, vouched_email: str | None = None) -> User:
    """A new account, or the one that waits for its author since their pages were imported.

    The latter only when somebody who may invite has named that e-mail address: anybody can type one.
    """
    found = session.scalar(select(User).where(User.email == newcomer.email))
    waits = found is not None and found.password_hash is None and not found.is_demo and found.suspended_at is None
    if found is not None and not (waits and vouched_email == found.email):
        raise Taken("email", "taken")
    password_hash = hash_password(newcomer.password)  # before anything is written: it takes long
    lock_handles()
    if belongs_to_another(newcomer.handle, found.id if found else None):
        raise Taken("handle", "taken")
    user = found or User(email=newcomer.email)
    if found and found.name != newcomer.name:
        announce(NameChanged(found.id))
    user.handle, user.name, user.password_hash = newcomer.handle, newcomer.name, password_hash
    return user


def _admit(user: User) -> User:
    session.add(user)
    session.flush()
    announce(MemberJoined(user.id))
    return user
