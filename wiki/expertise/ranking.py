"""Everybody who knows something of a question, the best first, as this viewer may learn it."""

from collections.abc import Collection
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
from wiki.spaces.models import Space
from wiki.spaces.policy import readable_by

EVIDENCE = cast(Table, Evidence.__table__)
KEPT = select(EVIDENCE.c.entry_id, EVIDENCE.c.user_id, EVIDENCE.c.kind, EVIDENCE.c.weight, EVIDENCE.c.last_at).where(
    EVIDENCE.c.entry_id.in_(bindparam("entries", expanding=True))
)


def ranked(viewer: User, asked: Question) -> list[Standing]:
    """Without people who are suspended or do not want to be found for this; the viewer never is."""
    rows, said = _evidence(asked.voted), said_of(viewer, asked.about)
    known = {row.user_id for row in rows} | said.keys()
    gone, not_for = left_out(known)
    gone |= {user_id for user_id, tag_id in not_for if tag_id in asked.named}
    gone |= set(session.scalars(select(User.id).where(User.suspended_at.is_not(None))))
    gone |= {viewer.id, *asked.but}
    seen = [row for row in rows if row.user_id not in gone and not _unwanted(row, asked, not_for)]
    told = {
        user_id: {tag_id: one for tag_id, one in tags.items() if (user_id, tag_id) not in not_for}
        for user_id, tags in said.items()
        if user_id not in gone
    }
    spaces = session.scalars(select(Space.id).where(readable_by(viewer))).all()
    exponent = against(rows) if asked.exponent is None else asked.exponent
    return standings(asked.voted, seen, breadth(spaces), exponent, asked.about, told)


def _evidence(entry_ids: Collection[int]) -> list[Seen]:
    """What is known of these entries, as it counts today: to the day, so that an answer stays what it is."""
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    fall = {kind: worth_now(kind, 1.0, today) for kind in Kind}
    rows = session.connection().execute(KEPT, {"entries": list(entry_ids)}).all()
    return [
        Seen(entry_id, user_id, Kind(kind), weight * fall[kind], last_at)
        for entry_id, user_id, kind, weight, last_at in rows
    ]


def _unwanted(row: Seen, asked: Question, not_for: set[tuple[int, int]]) -> bool:
    """Whether the entry is about something that this person does not want to be found for."""
    return any((row.user_id, tag_id) in not_for for tag_id in asked.tags.get(row.entry_id, ()))
