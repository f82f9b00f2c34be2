"""The lines of an inbox, as far as their owner may still read what they are about."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.comments.passages import readable
from wiki.core.clock import now
from wiki.core.db import session
from wiki.notifications.models import Because, InboxLine
from wiki.pages.models import Page
from wiki.pages.people import Keeper
from wiki.pages.policy import readable_by
from wiki.spaces.models import Space

LISTED = 50


@dataclass(frozen=True)
class Line:
    id: int
    thread_id: int
    because: Because
    at: datetime
    unread: bool
    title: str
    icon: str
    space_name: str
    quote: str
    said: str
    by: Keeper | None
    mailed: bool = False
    """Whether they have been told of it by mail."""
    unmailed: bool = False


def lines_of(viewer: User) -> list[Line]:
    """What waits for them, the last first."""
    waits = or_(InboxLine.later_until.is_(None), InboxLine.later_until <= now())
    rows = session.execute(
        select(InboxLine, Page.title, Page.icon, Space.name, Thread.quote, Remark.text, User.id, User.handle, User.name)
        .join(Thread, Thread.id == InboxLine.thread_id)
        .join(Page, Page.id == Thread.entry_id)
        .join(Space, Space.id == Page.space_id)
        .outerjoin(Remark, (Remark.id == InboxLine.remark_id) & Remark.removed_at.is_(None))
        .outerjoin(User, User.id == Remark.by_id)
        .where(InboxLine.user_id == viewer.id, InboxLine.done_at.is_(None), waits, readable_by(viewer))
        .order_by(InboxLine.at.desc(), InboxLine.id.desc())
        .limit(LISTED)
    )
    return [_line(*row) for row in rows]


def _line(line: InboxLine, title: str, icon: str, space: str, quote: str, said: str | None, *by: object) -> Line:
    person = Keeper(*by) if by[0] is not None else None  # type: ignore[arg-type]
    told = (line.id, line.thread_id, Because(line.because), line.at, line.unread, title, icon, space, quote)
    return Line(*told, readable(said or ""), person, line.mailed_at is not None, line.unmailed)
