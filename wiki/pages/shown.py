"""A page as readers get it: one bare row with the right in it, since every view of every page begins here.

What mapped objects cost to load is more than all else a view does; who changes a page loads it with `policy.page_for`.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.pages.detailed import COLUMNS, Details, details_in, with_details
from wiki.pages.looking import LOOK_COLUMNS, PageLook, Seen, seen_before
from wiki.pages.models import Page, PageAddress, PageContent
from wiki.pages.people import Keeper
from wiki.pages.policy import VIEWER
from wiki.spaces.drafts import open_to, role_in_draft
from wiki.spaces.models import Entry, Role, Space, Unlisted, Why
from wiki.spaces.policy import allows, may_enter, own_role, readable_to, stronger
from wiki.spaces.queries import Brief

_PAGE, _ENTRY, _CONTENT, _USER = Page.__table__, Entry.__table__, PageContent.__table__, User.__table__
_SPACE, _UNLISTED, _LOOK = Space.__table__, Unlisted.__table__, PageLook.__table__


class Content(NamedTuple):
    """The columns of PageContent that a reader sees."""

    epoch: int
    seq: int
    html: str
    outline: list[dict[str, Any]]
    needs: list[str]
    words: int
    renderer: str
    overran: bool
    updated_at: datetime


@dataclass(frozen=True)
class Shown(PageAddress):
    """A page that its reader may read; `role` is what they are in its space, or in this draft, `why` the reason that it
    is in no list."""

    id: int
    title: str
    space: Brief
    tree_version: int
    role: Role | None
    why: Why | None
    content: Content
    updated_by: Keeper | None
    details: Details
    seen: Seen | None
    """What this reader saw when they last came here."""
    is_draft: bool = False
    by_title: bool = False
    """Whether the pages below it stand by title."""
    threads: int = 0
    commenting: Role = Role.READER
    """What one must be in its space to comment."""

    @property
    def may_edit(self) -> bool:
        return allows(self.role, "edit")

    @property
    def may_manage(self) -> bool:
        return allows(self.role, "manage")


_SHOWN = with_details(
    select(
        *(_ENTRY.c.title, _SPACE.c.tree_version, _SPACE.c.team_role, own_role(VIEWER), _UNLISTED.c.why),
        role_in_draft(_ENTRY.c.id, VIEWER),
        *(_PAGE.c.by_title, _ENTRY.c.threads, _SPACE.c.commenting),
        *(_SPACE.c[field.name] for field in fields(Brief)),
        *(_CONTENT.c[name] for name in Content._fields),
        *(_USER.c[field.name] for field in fields(Keeper)),
        *LOOK_COLUMNS,
        *COLUMNS,
    )
    .select_from(_ENTRY)
    .join(_PAGE, _PAGE.c.id == _ENTRY.c.id)
    .join(_SPACE, _SPACE.c.id == _ENTRY.c.space_id)
    .join(_CONTENT, _CONTENT.c.page_id == _PAGE.c.id)
    .outerjoin(_UNLISTED, _UNLISTED.c.entry_id == _ENTRY.c.id)
    .outerjoin(_USER, _USER.c.id == _CONTENT.c.updated_by_id)
    .outerjoin(_LOOK, (_LOOK.c.page_id == _PAGE.c.id) & (_LOOK.c.user_id == VIEWER))
    .where(_PAGE.c.id == bindparam("page_id"), _ENTRY.c.trashed_at.is_(None), readable_to(VIEWER))
    .where(open_to(_ENTRY.c.id, VIEWER))
)


def shown_to(user: User, page_id: int) -> Shown:
    """The page, if this person may read it. Raises NotFound."""
    if not may_enter(user):
        raise NotFound(str(page_id))
    row = session.connection().execute(_SHOWN, {"page_id": page_id, "viewer_id": user.id}).one_or_none()
    if row is None:
        raise NotFound(str(page_id))
    title, tree_version, team_role, own, why, in_draft, by_title, threads, commenting, *rest = row
    space, content, by, details = Brief(*rest[:3]), Content(*rest[3:12]), rest[12:15], details_in(rest[21:])
    updated_by = Keeper(*by) if by[0] is not None else None
    role, seen = in_draft or stronger(own, team_role), seen_before(tuple(rest[15:21])) if rest[15] is not None else None
    shown = page_id, title, space, tree_version, role, why, content, updated_by, details, seen
    return Shown(*shown, bool(in_draft), by_title, threads, Role(commenting))
