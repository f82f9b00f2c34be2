"""People and links, for pages."""

from collections.abc import Collection, Sequence

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import load_only

from wiki.accounts.groups import Group
from wiki.accounts.links import Purpose
from wiki.accounts.models import OneTimeLink, Team, User
from wiki.core.clock import FIRST_ZONE, now
from wiki.core.db import session
from wiki.core.errors import NotFound

THE_TEAM = 1
TEAM = "team"
A_PAGE = 50
CAN_SIGN_IN = or_(User.password_hash.is_not(None), User.is_demo)


def the_team() -> Team:
    """The row about this installation; before it is set up, what it would say. Asked for once a unit of work."""
    if TEAM not in session.info:
        row = session.get(Team, THE_TEAM)
        session.info[TEAM] = row or Team(id=THE_TEAM, name="Kring", open_sign_up=False, language="en", zone=FIRST_ZONE)
    team: Team = session.info[TEAM]
    return team


def known_as(name: str) -> User | None:
    """The person who signs in with this handle or e-mail address."""
    plain = name.strip().lower()
    return session.scalar(select(User).where(or_(User.handle == plain, User.email == plain)))


def person_called(words: str) -> User | None:
    """Whoever has this handle, or else is the only one of this name."""
    name = " ".join(words.split()).removeprefix("@")
    by_handle = session.scalar(select(User).where(User.handle == name.lower()))
    named = select(User).where(func.lower(User.name) == name.lower(), User.suspended_at.is_(None)).limit(2)
    return by_handle or (found[0] if len(found := session.scalars(named).all()) == 1 else None)


def slots_of(handles: Collection[str]) -> dict[str, int]:
    """The colours of those who exist, groups too."""
    users = session.scalars(select(User).where(User.handle.in_(handles)).options(load_only(User.id, User.handle)))
    groups = session.scalars(select(Group).where(Group.handle.in_(handles)))
    return {each.handle: each.slot for each in [*users, *groups]}


def has_owner(besides: int | None = None) -> bool:
    """Whether somebody, or somebody else, can sign in and look after the team."""
    owners = exists().where(User.is_owner, User.suspended_at.is_(None), CAN_SIGN_IN)
    return bool(session.scalar(select(owners.where(User.id != besides) if besides else owners)))


def members(page: int = 1) -> Sequence[User]:
    """People who can sign in or could, by name, the suspended last. One more than a page holds tells of a next one."""
    last = case((User.suspended_at.is_(None), 0), else_=1)
    by_name = select(User).where(CAN_SIGN_IN).order_by(last, func.lower(User.name), User.id)
    return session.scalars(by_name.offset((page - 1) * A_PAGE).limit(A_PAGE + 1)).all()


_DEMO = select(User).where(User.is_demo, User.suspended_at.is_(None))


def demo_members() -> Sequence[User]:
    return session.scalars(_DEMO.order_by(User.is_owner.desc(), func.lower(User.name)).limit(A_PAGE)).all()


def demo_member(handle: str) -> User:
    """Raises NotFound."""
    member = session.scalar(_DEMO.where(User.handle == handle))
    if member is None:
        raise NotFound(handle)
    return member


def open_invitations() -> Sequence[OneTimeLink]:
    usable = OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now()
    invitations = select(OneTimeLink).where(OneTimeLink.purpose == Purpose.INVITATION, *usable)
    return session.scalars(invitations.order_by(OneTimeLink.id.desc()).limit(A_PAGE)).all()
