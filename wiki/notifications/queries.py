"""The lines of an inbox, as far as their owner may still read what they are about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from wiki.accounts.models import User
from wiki.comments.models import Remark, Thread
from wiki.comments.passages import readable
from wiki.core.clock import now
from wiki.core.db import session
from wiki.notifications.models import Because, InboxLine
from wiki.notifications.turns import next_to_ask
from wiki.pages.looking import PageLook
from wiki.pages.models import Page
from wiki.pages.people import Keeper
from wiki.pages.policy import readable_by
from wiki.questions import policy as questions
from wiki.questions.models import Question
from wiki.spaces.models import AccessRequest, Membership, Role, Space
from wiki.spaces.policy import readable_by as spaces_readable_by

LISTED = 50
EXCERPT = 300


_WHO = User.id, User.handle, User.name
_COLUMNS = (*(Page.id, Page.title, Page.icon, Space.name, Thread.quote, Remark.text), *_WHO)


@dataclass(frozen=True)
class Line:
    id: int
    thread_id: int | None
    """None: it is about the page itself, or about a question."""
    page_id: int
    """Of what it is about, which is a page or a question."""
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
    is_question: bool = False
    next: Keeper | None = None
    """Whom they may ask now, where the one they asked was silent or cannot answer."""
    request_id: int = 0
    """It is about access that somebody asks for."""
    granted: bool = False

    @property
    def url(self) -> str:
        if self.request_id:
            return f"/access/{self.request_id}"
        if self.is_question:
            return f"/q/{self.page_id}"
        if self.thread_id:
            return f"/threads/{self.thread_id}"
        return f"/p/{self.page_id}/feedback" if self.because == Because.FEEDBACK else f"/p/{self.page_id}"


def lines_of(viewer: User) -> list[Line]:
    """What waits for them, the last first."""
    lines = [*_about_pages(viewer), *_about_questions(viewer), *_about_access(viewer)]
    return sorted(lines, key=lambda line: (line.at, line.id), reverse=True)[:LISTED]


def _waits(viewer: User) -> ColumnElement[bool]:
    due = or_(InboxLine.later_until.is_(None), InboxLine.later_until <= now())
    return and_(InboxLine.user_id == viewer.id, InboxLine.done_at.is_(None), due)


def _about_pages(viewer: User) -> list[Line]:
    seen = select(PageLook.at).where(PageLook.page_id == InboxLine.entry_id, PageLook.user_id == viewer.id)
    rows = session.execute(
        select(InboxLine, seen.scalar_subquery(), *_COLUMNS)
        .outerjoin(Thread, Thread.id == InboxLine.thread_id)
        .join(Page, Page.id == func.coalesce(InboxLine.entry_id, Thread.entry_id))
        .join(Space, Space.id == Page.space_id)
        .outerjoin(Remark, (Remark.id == InboxLine.remark_id) & Remark.removed_at.is_(None))
        .outerjoin(User, User.id == func.coalesce(InboxLine.by_id, Remark.by_id))
        .where(_waits(viewer), readable_by(viewer))
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


def _about_questions(viewer: User) -> list[Line]:
    rows = session.execute(
        select(InboxLine, Question, *_WHO)
        .join(Question, Question.id == InboxLine.entry_id)
        .join(Question.space)
        .outerjoin(User, User.id == InboxLine.by_id)
        .where(_waits(viewer), questions.readable_by(viewer))
        .options(contains_eager(Question.space))
        .order_by(InboxLine.at.desc(), InboxLine.id.desc())
        .limit(LISTED)
    )
    return [_question_line(*row) for row in rows]


def _question_line(line: InboxLine, question: Question, *by: Any) -> Line:
    person = Keeper(*by) if by[0] is not None else None
    because = Because(line.because)
    asked = readable(question.text)[:EXCERPT] if because in (Because.QUESTION, Because.TOPIC) else ""
    follows = next_to_ask(question) if because in (Because.SILENT, Because.DECLINED) else None
    told = (line.id, None, question.id, because, line.at, line.unread, question.title, "", question.space.name)
    after = Keeper(follows.id, follows.handle, follows.name) if follows else None
    return Line(*told, "", asked, person, line.mailed_at is not None, line.unmailed, True, after)


def _about_access(viewer: User) -> list[Line]:
    """Of access that is asked for: as far as they still manage the space, or asked themselves and may read there."""
    owns = Membership.space_id == AccessRequest.space_id, Membership.role == Role.OWNER
    manages = select(Membership.user_id).where(Membership.user_id == viewer.id, *owns).exists()
    asked = (AccessRequest.user_id == viewer.id) & spaces_readable_by(viewer)
    rows = session.execute(
        select(InboxLine, AccessRequest, Space.name, *_WHO)
        .join(AccessRequest, AccessRequest.id == InboxLine.request_id)
        .join(Space, Space.id == AccessRequest.space_id)
        .outerjoin(User, User.id == InboxLine.by_id)
        .where(_waits(viewer), manages | asked)
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
