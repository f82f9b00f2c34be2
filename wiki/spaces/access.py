"""Asking for access. Whoever comes to an address that is not open to them may ask, and hears the same whether anything
is there or not; who manages the space hears of it, if there is one."""

import re
from datetime import timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed, NotFound
from wiki.core.facts import announce
from wiki.spaces.actions import set_member
from wiki.spaces.drafts import standing
from wiki.spaces.events import AccessAnswered, AccessAsked
from wiki.spaces.models import AccessRequest, Entry, Membership, Role, Space
from wiki.spaces.policy import RANK, may, role_in

LONGEST = 500
MOST_OPEN = 20
"""Requests of one person that nobody has answered yet."""
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
"""Whoever manages a space hears once a day of the same request, and not for a week after they said no."""
PAGE = re.compile(r"/p/(\d{1,9})(?:[-/.]|$)")
SPACE = re.compile(r"/s/([a-z0-9-]{1,60})(?:/|$)")


def ask(by: User, path: str, words: str = "") -> None:
    """For what is at this address, if there is something that one can be let into. Raises Invalid, but only about
    what was typed."""
    if len(words) > LONGEST:
        raise Invalid("words", "Say it in 500 characters.")
    found = _behind(path)
    wanted = _next_role(by, found[0]) if found else None
    if found and wanted:
        _request(by, *found, wanted, words.strip())


def _request(by: User, space: Space, entry_id: int | None, wanted: Role, words: str) -> None:
    """One that waits for an answer is said anew, and told anew after a day."""
    last = _last_request(by, space)
    waiting = last if last and last.answered_at is None else None
    refused_at = last.answered_at if last and last.granted is None else None
    if (refused_at and now() - refused_at < A_WEEK) or (waiting is None and _how_many_open(by) >= MOST_OPEN):
        return
    request = waiting or AccessRequest(user_id=by.id, space_id=space.id)
    request.entry_id, request.wanted, request.words = entry_id, wanted, words
    session.add(request)
    if waiting is None or now() - waiting.at >= A_DAY:
        request.at = now()
        session.flush()
        announce(AccessAsked(request.id))


def _behind(path: str) -> tuple[Space, int | None] | None:
    """The space of what is at this address, and the page; drafts and what was thrown away are nobody's to ask for."""
    if page := PAGE.match(path):
        entry = session.get(Entry, int(page[1]))
        if entry is None or entry.is_trashed or entry.kind != "page" or standing(entry.id, 0)[0]:
            return None
        return session.get_one(Space, entry.space_id), entry.id
    if named := SPACE.match(path):
        space = session.scalar(select(Space).where(Space.slug == named[1]))
        return (space, None) if space else None
    return None


def _next_role(by: User, space: Space) -> Role | None:
    """What they would be, if they were let in: a reader first, and an editor where they read already."""
    role = role_in(by, space)
    return Role.READER if role is None else Role.EDITOR if role == Role.READER else None


def _last_request(by: User, space: Space) -> AccessRequest | None:
    ours = AccessRequest.user_id == by.id, AccessRequest.space_id == space.id
    return session.scalar(select(AccessRequest).where(*ours).order_by(AccessRequest.id.desc()).limit(1))


def _how_many_open(by: User) -> int:
    ours = AccessRequest.user_id == by.id, AccessRequest.answered_at.is_(None)
    return session.scalar(select(func.count()).select_from(AccessRequest).where(*ours)) or 0


def request_for(user: User, request_id: int, *, to: Literal["see", "answer"] = "see") -> AccessRequest:
    """For whoever manages its space, and for who asked, as far as they may know. Raises NotFound or NotAllowed."""
    loaded = joinedload(AccessRequest.user), joinedload(AccessRequest.space)
    found = session.scalar(select(AccessRequest).where(AccessRequest.id == request_id).options(*loaded))
    if found is None or not (may(user, "manage", found.space) or (found.user_id == user.id and may_know(found))):
        raise NotFound(str(request_id))
    if to == "answer" and not may(user, "manage", found.space):
        raise NotAllowed(to, found)
    return found


def may_know(request: AccessRequest) -> bool:
    """Whether who asked may know that there is something: being refused would tell it."""
    return may(request.user, "read", request.space)


def answer(by: User, request: AccessRequest, role: Role | None) -> None:
    """Let them in as that, or not. Who was given more meanwhile keeps it. Raises Invalid."""
    if request.answered_at is not None:
        raise Invalid("role", "Somebody has answered it already.")
    if role == Role.OWNER:
        raise Invalid("role", "Choose reader or editor.")
    own = session.get(Membership, (request.space_id, request.user_id))
    if role and (own is None or RANK[Role(own.role)] < RANK[role]):
        set_member(request.space, request.user, role)
    request.answered_at, request.answered_by_id, request.granted = now(), by.id, role
    session.flush()
    announce(AccessAnswered(request.id))


def managers_of(space: Space) -> list[User]:
    """Who may let people in, so far as they can be asked."""
    owns = select(Membership.user_id).where(Membership.space_id == space.id, Membership.role == Role.OWNER)
    return list(session.scalars(select(User).where(User.id.in_(owns), User.suspended_at.is_(None))))
