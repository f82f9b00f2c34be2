"""What moving from one space to another does to rights: who gains and who loses, by name."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from wiki.accounts.models import User
from wiki.accounts.queries import CAN_SIGN_IN
from wiki.core.db import session
from wiki.spaces.models import Membership, Role, Space
from wiki.spaces.policy import allows, stronger


@dataclass(frozen=True)
class Effects:
    """Names of people, each in one list at most: `see` could not read before, `lose` cannot read any more; of those who
    read before and after, `write` gain writing and `only_read` lose it."""

    see: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    only_read: tuple[str, ...] = ()
    lose: tuple[str, ...] = ()


def effects_of(old: Space, new: Space) -> Effects:
    """For a mover who may edit in both spaces, and so may know their people."""
    here, there = aliased(Membership), aliased(Membership)
    people = (
        select(User.name, here.role, there.role)
        .outerjoin(here, (here.user_id == User.id) & (here.space_id == old.id))
        .outerjoin(there, (there.user_id == User.id) & (there.space_id == new.id))
        .where(User.suspended_at.is_(None), CAN_SIGN_IN)
        .order_by(User.name, User.id)
    )
    found: dict[str, list[str]] = {}
    for name, was, will_be in session.execute(people):
        kind = _change(stronger(was, old.team_role), stronger(will_be, new.team_role))
        if kind:
            found.setdefault(kind, []).append(name)
    return Effects(**{kind: tuple(names) for kind, names in found.items()})


def _change(before: Role | None, after: Role | None) -> str | None:
    if allows(before, "read") != allows(after, "read"):
        return "see" if allows(after, "read") else "lose"
    if allows(before, "edit") != allows(after, "edit"):
        return "write" if allows(after, "edit") else "only_read"
    return None
