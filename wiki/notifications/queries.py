"""The lines of an inbox, as far as their owner may still read what they are about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.comments.passages import readable
from wiki.core.clock import now
from wiki.core.db import session
from wiki.notifications.models import Because, InboxLine
from wiki.pages.looking import PageLook
from wiki.pages.models import Page
from wiki.pages.people import Keeper
from wiki.pages.policy import readable_by
from wiki.spaces.models import AccessRequest, Membership, Role, Space
from wiki.spaces.policy import readable_by as spaces_readable_by

LISTED = 50


_COLUMNS = (
    *(Page.id, Page.title, Page.icon, Space.name, Thread.quote, Remark.text),
    *(User.id, User.handle, User.name),
)


@dataclass(frozen=True)
class Line:
    id: int
    thread_id: int | None
    """None: it is about the page itself."""
    page_id: int
    because: Because
    at: datetime
    unread: bool
    title: str
    icon: str
    space_name: str
    quote: str
    said: str
    by: Keeper | None
    """Who spoke last, or changed the page, or asked."""
    mailed: bool = False
    """Whether they have been told of it by mail."""
    unmailed: bool = False
    request_id: int = 0
    """It is about access that somebody asks for."""
    granted: bool = False

    @property
    def url(self) -> str:
        if self.request_id:
            return f"/access/{self.request_id}"
        if self.thread_id:
            return f"/threads/{self.thread_id}"
        return f"/p/{self.page_id}/feedback" if self.because == Because.FEEDBACK else f"/p/{self.page_id}"


def lines_of(viewer: User) -> list[Line]:
    """What waits for them, the last first."""
    waits = or_(InboxLine.later_until.is_(None), InboxLine.later_until <= now())
    seen = select(PageLook.at).where(PageLook.page_id == InboxLine.entry_id, PageLook.user_id == viewer.id)
    rows = session.execute(
        select(InboxLine, seen.scalar_subquery(), *_COLUMNS)
        .outerjoin(Thread, Thread.id == InboxLine.thread_id)
        .join(Page, Page.id == func.coalesce(InboxLine.entry_id, Thread.entry_id))
        .join(Space, Space.id == Page.space_id)
        .outerjoin(Remark, (Remark.id == InboxLine.remark_id) & Remark.removed_at.is_(None))
        .outerjoin(User, User.id == func.coalesce(InboxLine.by_id, Remark.by_id))
        .where(InboxLine.user_id == viewer.id, InboxLine.done_at.is_(None), waits, readable_by(viewer))
        .order_by(InboxLine.at.desc(), InboxLine.id.desc())
        .limit(LISTED)
    )
    lines = [*(_line(*row) for row in rows), *_request_lines(viewer, waits)]
    return sorted(lines, key=lambda line: (line.at, line.id), reverse=True)[:LISTED]


def _line(line: InboxLine, seen: datetime | None, page_id: int, title: str, icon: str, space: str, *said: Any) -> Line:
    quote, words, *by = said
    person = Keeper(*by) if by[0] is not None else None
    unread = line.unread and not (seen and seen > line.at)
    told = (line.id, line.thread_id, page_id, Because(line.because), line.at, unread, title, icon, space)
    return Line(*told, quote or "", readable(words or ""), person, line.mailed_at is not None, line.unmailed)


def _request_lines(viewer: User, waits: ColumnElement[bool]) -> list[Line]:
    """Of access that is asked for: as far as they still manage the space, or asked themselves and may read there."""
    owns = Membership.space_id == AccessRequest.space_id, Membership.role == Role.OWNER
    manages = select(Membership.user_id).where(Membership.user_id == viewer.id, *owns).exists()
    asked = (AccessRequest.user_id == viewer.id) & spaces_readable_by(viewer)
    rows = session.execute(
        select(InboxLine, AccessRequest, Space.name, User.id, User.handle, User.name)
        .join(AccessRequest, AccessRequest.id == InboxLine.request_id)
        .join(Space, Space.id == AccessRequest.space_id)
        .outerjoin(User, User.id == InboxLine.by_id)
        .where(InboxLine.user_id == viewer.id, InboxLine.done_at.is_(None), waits, manages | asked)
        .order_by(InboxLine.at.desc(), InboxLine.id.desc())
        .limit(LISTED)
    )
    return [_request_line(*row) for row in rows]


def _request_line(line: InboxLine, request: AccessRequest, space: str, *by: Any) -> Line:
    because = Because(line.because)
    return Line(
        *(line.id, None, 0, because, line.at, line.unread, space, "", space, ""),
        said=request.words if because == Because.ACCESS else "",
        by=Keeper(*by) if by[0] is not None else None,
        mailed=line.mailed_at is not None,
        unmailed=line.unmailed,
        request_id=request.id,
        granted=request.granted is not None,
    )
