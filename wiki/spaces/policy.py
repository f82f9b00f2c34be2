"""Who may do what in a space. One rule, once as a predicate and once as SQL; tests hold the two together."""

from typing import Literal

from sqlalchemy import ColumnElement, and_, case, exists, or_, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.spaces.models import Membership, Role, Space

Verb = Literal["read", "edit", "manage"]

VERBS: dict[Role, frozenset[Verb]] = {
    Role.READER: frozenset({"read"}),
    Role.EDITOR: frozenset({"read", "edit"}),
    Role.OWNER: frozenset({"read", "edit", "manage"}),
}
RANK = {Role.READER: 1, Role.EDITOR: 2, Role.OWNER: 3}


def allows(role: Role | None, verb: Verb) -> bool:
    return role is not None and verb in VERBS[Role(role)]


def stronger(one: Role | None, other: Role | None) -> Role | None:
    return max((r for r in (one, other) if r), key=lambda r: RANK[Role(r)], default=None)


def readable_by(user: User) -> ColumnElement[bool]:
    """SQL: spaces this person may read; guests and suspended people read none."""
    if not may_enter(user):
        return Space.id.is_(None)
    return or_(Space.team_role.is_not(None), own_role(user).is_not(None))


def may_enter(user: User) -> bool:
    return bool(user.is_authenticated and user.is_active)


def own_role(user: User) -> ColumnElement[Role | None]:
    """SQL: the role this person was given in a space, as a scalar subquery."""
    return (
        select(Membership.role)
        .where(Membership.space_id == Space.id, Membership.user_id == user.id)
        .correlate(Space)
        .scalar_subquery()
    )


def role_in(user: User, space: Space) -> Role | None:
    """What this person is here: the stronger of their own role and the team's."""
    if not may_enter(user):
        return None
    membership = session.get(Membership, (space.id, user.id))
    return stronger(membership.role if membership else None, space.team_role)


def may(user: User, verb: Verb, space: Space) -> bool:
    return allows(role_in(user, space), verb)


def space_for(user: User, slug: str, *, to: Verb = "read") -> Space:
    """The space at this address, if this person may do that to it. Raises NotFound or NotAllowed."""
    found = session.scalar(select(Space).where(Space.slug == slug, readable_by(user)))
    if found is None:
        raise NotFound(slug)
    if not may(user, to, found):
        raise NotAllowed(to, found)
    return found


def roles_of(user: User) -> ColumnElement[Role | None]:
    """SQL: the stronger of own and team role, for lists that load many spaces at once."""
    own = own_role(user)
    return case(
        (or_(own == Role.OWNER, Space.team_role == Role.OWNER), Role.OWNER),
        (or_(own == Role.EDITOR, Space.team_role == Role.EDITOR), Role.EDITOR),
        (or_(own == Role.READER, Space.team_role == Role.READER), Role.READER),
        else_=None,
    )


def last_owner(space: Space, user_id: int) -> bool:
    """True when nobody but this person owns the space."""
    other = exists().where(
        and_(Membership.space_id == space.id, Membership.role == Role.OWNER, Membership.user_id != user_id)
    )
    return not session.scalar(select(other))
