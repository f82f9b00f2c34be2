"""Who may do what in a space. One rule, once as a predicate and once as SQL; tests hold the two together."""

from typing import Literal

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, and_, case, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.spaces.models import Membership, Role, Space

Verb = Literal["read", "edit", "manage"]
UserId = int | BindParameter[int] | InstrumentedAttribute[int]

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
    return readable_to(user.id) if may_enter(user) else Space.id.is_(None)


def readable_to(user_id: UserId) -> ColumnElement[bool]:
    """The same for a statement that is built once and asked for many people who may enter."""
    return or_(Space.team_role.is_not(None), own_role(user_id).is_not(None))


def may_enter(user: User) -> bool:
    return bool(user.is_authenticated and user.is_active)


def own_role(user_id: UserId) -> ScalarSelect[Role | None]:
    """SQL: the role this person was given in a space."""
    return (
        select(Membership.role)
        .where(Membership.space_id == Space.id, Membership.user_id == user_id)
        .correlate_except(Membership)
        .scalar_subquery()
    )


def role_in(user: User, space: Space) -> Role | None:
    """What this person is here: the stronger of their own role and the team's."""
    if not may_enter(user):
        return None
    known = _own_roles()
    if (user.id, space.id) not in known:
        membership = session.get(Membership, (space.id, user.id))
        known[user.id, space.id] = membership.role if membership else None
    return stronger(known[user.id, space.id], space.team_role)


def remember_own_role(user: User, space: Space, role: Role | None) -> None:
    """Spare this unit of work a question that another query has answered already."""
    _own_roles()[user.id, space.id] = role


def forget_own_role(user_id: int, space_id: int) -> None:
    """After a change: ask again."""
    _own_roles().pop((user_id, space_id), None)


def _own_roles() -> dict[tuple[int, int], Role | None]:
    known: dict[tuple[int, int], Role | None] = session.info.setdefault("own roles", {})
    return known


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
    own = own_role(user.id)
    return case(
        (or_(own == Role.OWNER, Space.team_role == Role.OWNER), Role.OWNER),
        (or_(own == Role.EDITOR, Space.team_role == Role.EDITOR), Role.EDITOR),
        (or_(own == Role.READER, Space.team_role == Role.READER), Role.READER),
        else_=None,
    )


def readers_of(space: Space) -> ColumnElement[bool]:
    """SQL: people who may read this space, as far as they may enter at all."""
    given = select(Membership.user_id).where(Membership.space_id == space.id)
    return true() if space.team_role else User.id.in_(given)


def last_owner(space: Space, user_id: int) -> bool:
    """True when nobody but this person owns the space."""
    other = exists().where(
        and_(Membership.space_id == space.id, Membership.role == Role.OWNER, Membership.user_id != user_id)
    )
    return not session.scalar(select(other))
