"""Who asks for access, in the inbox of those who can let them in; and the answer, in theirs."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.core.db import session
from wiki.notifications.actions import finish, line_about, tell_of_request
from wiki.notifications.models import Because, InboxLine
from wiki.spaces.access import managers_of, may_know
from wiki.spaces.models import AccessRequest


def tell_managers(request_id: int) -> None:
    request = _request(request_id)
    for person in managers_of(request.space):
        tell_of_request(person, Because.ACCESS, request.id, request.user_id)


def tell_who_asked(request_id: int) -> None:
    """And take the lines away from all who could have answered."""
    request = _request(request_id)
    ours = InboxLine.request_id == request.id, InboxLine.because == Because.ACCESS
    for line in session.scalars(select(InboxLine).where(*ours)):
        finish(line)
    if may_know(request):
        tell_of_request(request.user, Because.LET_IN, request.id, request.answered_by_id)


def _request(request_id: int) -> AccessRequest:
    loaded = joinedload(AccessRequest.user), joinedload(AccessRequest.space)
    return session.scalars(select(AccessRequest).where(AccessRequest.id == request_id).options(*loaded)).one()


def seen(user_id: int, request_id: int) -> None:
    """They have looked at it."""
    if line := line_about(user_id, request_id=request_id):
        line.unread = False
