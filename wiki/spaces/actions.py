"""What people do with spaces: make them, say who may do what in them, and invite each other."""

from sqlalchemy import select, update

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.words import slug_of
from wiki.spaces.events import AccessChanged
from wiki.spaces.models import Membership, Role, Space
from wiki.spaces.policy import forget_own_role, last_owner


def create_space(by: User, name: str, about: str = "", team_role: Role | None = Role.EDITOR) -> Space:
    """A new space, owned by who makes it. Raises Invalid."""
    space = Space(slug=_free_slug(name), name=_valid_name(name), about=about.strip(), team_role=team_role)
    space.memberships = [Membership(user_id=by.id, role=Role.OWNER)]
    session.add(space)
    session.flush()
    return space


def describe_space(
    space: Space, *, name: str, about: str, team_role: Role | None, commenting: Role | None = None
) -> None:
    """Change what the space is called, what the team may do in it, and who may comment. Raises Invalid."""
    space.name, space.about = _valid_name(name), about.strip()
    space.commenting = commenting or space.commenting
    if space.team_role != team_role:
        space.team_role = team_role
        announce(AccessChanged(space.id))


def set_member(space: Space, user: User, role: Role) -> None:
    """Give a person this role here, whether or not they had one. Raises Invalid."""
    if role != Role.OWNER:
        _keep_an_owner(space, user)
    membership = session.get(Membership, (space.id, user.id))
    if membership:
        membership.role = role
    else:
        session.add(Membership(space_id=space.id, user_id=user.id, role=role))
    forget_own_role(user.id, space.id)
    announce(AccessChanged(space.id, user.id))


def remove_member(space: Space, user: User) -> None:
    """Take the person's own role away; what the team may do they still may. Raises Invalid."""
    _keep_an_owner(space, user)
    membership = session.get(Membership, (space.id, user.id))
    if membership:
        session.delete(membership)
        forget_own_role(user.id, space.id)
        announce(AccessChanged(space.id, user.id))


def lock(*space_ids: int) -> None:
    """Let nobody else change these spaces until this unit of work ends: what is looked at from now on stays true."""
    for space_id in sorted(set(space_ids)):
        session.execute(update(Space).where(Space.id == space_id).values(tree_version=Space.tree_version + 1))


def _keep_an_owner(space: Space, user: User) -> None:
    lock(space.id)
    membership = session.get(Membership, (space.id, user.id), populate_existing=True)
    if membership and membership.role == Role.OWNER and last_owner(space, user.id):
        raise Invalid("role", "A space needs an owner. Make somebody else owner first.")


def _valid_name(name: str) -> str:
    line = " ".join(name.split())
    if not line:
        raise Invalid("name", "Give the space a name.")
    return line[:80]


def _free_slug(name: str) -> str:
    wanted = slug_of(name)[:50]
    taken = set(session.scalars(select(Space.slug).where(Space.slug.startswith(wanted, autoescape=True))))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
