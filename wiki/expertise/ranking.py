"""Everybody who knows something of a question, the best first, as this viewer may learn it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.expertise.asking import Question
from wiki.expertise.breadth import breadth
from wiki.expertise.models import Evidence, Kind, worth_now
from wiki.expertise.saying import said_of
from wiki.expertise.scoring import Seen, Standing, against, standings
from wiki.people.leaving import left_out

EVIDENCE = cast(Table, Evidence.__table__)
KEPT = select(EVIDENCE.c.entry_id, EVIDENCE.c.user_id, EVIDENCE.c.kind, EVIDENCE.c.weight).where(
    EVIDENCE.c.entry_id.in_(bindparam("entries", expanding=True))
)
_KINDS = {kind.value: kind for kind in Kind}


def ranked(viewer: User, asked: Question, spaces: Collection[int]) -> list[Standing]:
    """Without people who are suspended or do not want to be found for this; the viewer never is. `spaces`: those the
    viewer may read."""
    rows, said = _evidence(asked.voted), said_of(viewer, asked.about)
    known = {row.user_id for row in rows} | said.keys()
    gone, not_for = left_out(known)
    gone |= {user_id for user_id, tag_id in not_for if tag_id in asked.named}
    gone |= set(session.scalars(select(User.id).where(User.suspended_at.is_not(None))))
    gone |= {viewer.id, *asked.but}
    particular = {user_id for user_id, _ in not_for}
    seen = [
        row
        for row in rows
        if row.user_id not in gone and not (row.user_id in particular and _unwanted(row, asked, not_for))
    ]
    told = {
        user_id: {tag_id: one for tag_id, one in tags.items() if (user_id, tag_id) not in not_for}
        for user_id, tags in said.items()
        if user_id not in gone
    }
    exponent = against(rows) if asked.exponent is None else asked.exponent
    return standings(asked.voted, seen, breadth(spaces), exponent, asked.about, told)


def _evidence(entry_ids: Collection[int]) -> list[Seen]:
    """What is known of these entries, as it counts today: to the day, so that an answer stays what it is."""
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    fall = {kind: worth_now(kind, 1.0, today) for kind in Kind}
    rows = session.connection().execute(KEPT, {"entries": list(entry_ids)}).all()
    return [Seen(entry_id, user_id, _KINDS[kind], weight * fall[kind]) for entry_id, user_id, kind, weight in rows]


def feedback_at(people: Iterable[Standing]) -> dict[int, datetime]:
    """By person, when they last gave the feedback that they are found by."""
    given = {(one.user_id, entry_id) for one in people for entry_id in one.by_kind.get(Kind.FEEDBACK, ())}
    user_ids, entry_ids = {user_id for user_id, _ in given}, {entry_id for _, entry_id in given}
    about = select(Evidence.user_id, Evidence.entry_id, Evidence.last_at).where(
        Evidence.kind == Kind.FEEDBACK, Evidence.user_id.in_(user_ids), Evidence.entry_id.in_(entry_ids)
    )
    found: dict[int, datetime] = {}
    for user_id, entry_id, at in session.execute(about) if given else ():
        if (user_id, entry_id) in given:
            found[user_id] = max(at, found.get(user_id, at))
    return found


def _unwanted(row: Seen, asked: Question, not_for: set[tuple[int, int]]) -> bool:
    """Whether the entry is about something that this person does not want to be found for."""
    return any((row.user_id, tag_id) in not_for for tag_id in asked.tags.get(row.entry_id, ()))
