"""The lines of an inbox, as far as their owner may still read what they are about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

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
from wiki.spaces.models import Space

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

    @property
    def url(self) -> str:
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
    return [_line(*row) for row in rows]


def _line(line: InboxLine, seen: datetime | None, page_id: int, title: str, icon: str, space: str, *said: Any) -> Line:
    quote, words, *by = said
    person = Keeper(*by) if by[0] is not None else None
    unread = line.unread and not (seen and seen > line.at)
    told = (line.id, line.thread_id, page_id, Because(line.because), line.at, unread, title, icon, space)
    return Line(*told, quote or "", readable(words or ""), person, line.mailed_at is not None, line.unmailed)
