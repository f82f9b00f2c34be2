"""Lists of spaces and their members."""

from dataclasses import dataclass, fields

from sqlalchemy import Integer, bindparam, exists, func, select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.spaces.listing import is_listed
from wiki.spaces.models import DraftPerson, Entry, Membership, Role, Space, SpaceSign
from wiki.spaces.policy import may_enter, readable_by, readable_to, roles_of


@dataclass(frozen=True)
class Listed:
    """A space as the home page shows it."""

    space: Space
    pages: int

    @property
    def name(self) -> str:
        return self.space.name

    @property
    def about(self) -> str:
        return self.space.about

    @property
    def url(self) -> str:
        return self.space.url

    @property
    def letter(self) -> str:
        return self.space.letter

    @property
    def slot(self) -> int:
        return self.space.slot


@dataclass(frozen=True, slots=True)
class Brief(SpaceSign):
    """A space in a list of links: loaded as a bare row, since every page shows them all."""

    id: int
    slug: str
    name: str


_HAS_DRAFTS = exists(select(DraftPerson.user_id).where(DraftPerson.user_id == bindparam("viewer_id", type_=Integer)))
_SPACES = (
    select(_HAS_DRAFTS, *(Space.__table__.c[field.name] for field in fields(Brief)))
    .where(readable_to(bindparam("viewer_id", type_=Integer)))
    .order_by(func.lower(Space.name), Space.id)
)


def spaces_of(viewer: User) -> tuple[list[Brief], bool]:
    """Spaces this person may read, by name; and whether they have drafts there."""
    if not may_enter(viewer):
        return [], False
    rows = session.connection().execute(_SPACES, {"viewer_id": viewer.id}).all()
    return [Brief(*row[1:]) for row in rows], any(row[0] for row in rows)


def editable_spaces(viewer: User) -> list[Space]:
    """Spaces this person may write in, by name."""
    may_edit = roles_of(viewer).in_([Role.EDITOR, Role.OWNER])
    statement = select(Space).where(readable_by(viewer), may_edit).order_by(func.lower(Space.name), Space.id)
    return list(session.scalars(statement))


def listed_spaces(viewer: User) -> list[Listed]:
    """The same with the number of pages in each."""
    pages = (
        select(Entry.space_id, func.count().label("pages"))
        .where(Entry.kind == "page", Entry.trashed_at.is_(None), is_listed(Entry.id))
        .group_by(Entry.space_id)
        .subquery()
    )
    rows = session.execute(
        select(Space, func.coalesce(pages.c.pages, 0))
        .outerjoin(pages, pages.c.space_id == Space.id)
        .where(readable_by(viewer))
        .order_by(func.lower(Space.name))
    )
    return [Listed(space, count) for space, count in rows]


def members_of(space: Space) -> list[Membership]:
    """Owners first, then editors and readers, each by name."""
    members = session.scalars(
        select(Membership).where(Membership.space_id == space.id).options(joinedload(Membership.user))
    )
    order = [Role.OWNER, Role.EDITOR, Role.READER]
    return sorted(members, key=lambda m: (order.index(Role(m.role)), m.user.name.casefold()))
