"""Who asks for access, in the inbox of those who can let them in; and the answer, in theirs."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.notifications.actions import come, finish
from wiki.notifications.models import Because, InboxLine
from wiki.spaces.access import managers_of, may_know
from wiki.spaces.models import AccessRequest


def tell_managers(request_id: int) -> None:
    request = _request(request_id)
    for person in managers_of(request.space):
        _tell(person, Because.ACCESS, request.id, request.user_id)


def tell_who_asked(request_id: int) -> None:
    """And take the lines away from all who could have answered."""
    request = _request(request_id)
    ours = InboxLine.request_id == request.id, InboxLine.because == Because.ACCESS
    for line in session.scalars(select(InboxLine).where(*ours)):
        finish(line)
    if may_know(request):
        _tell(request.user, Because.LET_IN, request.id, request.answered_by_id)


def _tell(person: User, because: Because, request_id: int, by_id: int | None) -> None:
    ours = InboxLine.user_id == person.id, InboxLine.request_id == request_id
    line = session.scalars(select(InboxLine).where(*ours)).one_or_none()
    if line is None:
        line = InboxLine(user_id=person.id, request_id=request_id)
        session.add(line)
    line.because, line.by_id = because, by_id
    come(line, person, because)


def _request(request_id: int) -> AccessRequest:
    loaded = joinedload(AccessRequest.user), joinedload(AccessRequest.space)
    return session.scalars(select(AccessRequest).where(AccessRequest.id == request_id).options(*loaded)).one()


def seen(user_id: int, request_id: int) -> None:
    """They have looked at it."""
    ours = InboxLine.user_id == user_id, InboxLine.request_id == request_id
    for line in session.scalars(select(InboxLine).where(*ours)):
        line.unread = False
