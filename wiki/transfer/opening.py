"""The space of an import: hidden while its pages come, and then opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import Select, delete, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.words import slug_of
from wiki.pages.events import PageCreated, PagesErased
from wiki.pages.models import Page, PageLink
from wiki.spaces.actions import lock
from wiki.spaces.models import Membership, Role, Space
from wiki.spaces.policy import space_for
from wiki.transfer.events import PagesBrought

LONGEST_NAME = 80
HIDDEN = "~"
"""Begins the slug of a space that is still being imported; no slug made of a name begins so."""


def plant_space(name: str, token: str) -> int:
    """A space that nobody sees yet."""
    space = Space(slug=HIDDEN + token, name=_line(name), team_role=None)
    session.add(space)
    session.flush()
    return space.id


def free_name(name: str) -> str:
    """The name as it would be kept. Raises Invalid when a space has it, or its address."""
    name = _line(name)
    if not name:
        raise Invalid("space_name", "Give the space a name.")
    if _is_taken(name):
        raise name_taken(name)
    return name


def name_taken(name: str) -> Invalid:
    return Invalid("space_name", "There is a space called %(name)s already. Choose another name.", name=name)


def space_called(name: str) -> int | None:
    """The space that has this name, or its address."""
    name = _line(name)
    known = (Space.slug == _slug(name)) | (Space.name == name)
    return session.scalar(select(Space.id).where(known, ~Space.slug.startswith(HIDDEN)))


def _is_taken(name: str) -> bool:
    return space_called(name) is not None


def _line(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


def _slug(name: str) -> str:
    return slug_of(name)[:50]


def uproot_space(space_id: int) -> None:
    """Takes back what was planted, with all that hangs on it."""
    pages = tuple(session.scalars(select(Page.id).where(Page.space_id == space_id)))
    announce(PagesErased(pages))
    session.execute(delete(Space).where(Space.id == space_id))


@dataclass(frozen=True)
class Opening:
    """The space to be, and who may do what in it; `roles` by user id."""

    name: str
    owner: User
    about: str = ""
    team_role: Role | None = Role.EDITOR
    roles: dict[int, Role] = field(default_factory=dict)
    into: int | None = None
    """The space that is there already, for pages that are to come into one."""
    called: str = ""
    """What the source is called, where the file is not called so itself."""


def opening_for(owner: User, name: str, slug: str | None) -> Opening:
    """A new space of this name, or the one at this address. Raises NotFound and NotAllowed."""
    if slug is None:
        return Opening(name, owner)
    space = space_for(owner, slug, to="edit")
    return Opening(space.name, owner, into=space.id)


def open_space(space_id: int, opening: Opening) -> Space:
    """Everything is in its place: let people see it, under another name if one of its name was there first."""
    lock(space_id)
    space = session.get_one(Space, space_id, populate_existing=True)
    space.name = next(name for name in _names_like(_line(opening.name)) if not _is_taken(name))
    space.slug = _slug(space.name)
    space.about, space.team_role = opening.about, opening.team_role
    roles = opening.roles | {opening.owner.id: Role.OWNER}
    session.add_all(Membership(space_id=space_id, user_id=user_id, role=role) for user_id, role in roles.items())
    for page_id in session.scalars(_wanted_elsewhere(space_id)).all():
        announce(PageCreated(page_id, opening.owner.id))
    announce(PagesBrought(tuple(session.scalars(select(Page.id).where(Page.space_id == space_id)))))
    return space


def _names_like(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name[: LONGEST_NAME - 8]} ({number})"


def _wanted_elsewhere(space_id: int) -> Select[int]:
    """Pages whose titles somebody linked before they were there."""
    wanted = select(PageLink.name_key).where(PageLink.target_id.is_(None), PageLink.kind == "page")
    return select(Page.id).where(Page.space_id == space_id, Page.title_key.in_(wanted))
