"""Who is near to somebody: whom they follow or vouch for, and with whom they work on pages that they may read.

What people do together is remembered for a few minutes for each viewer and forgotten when rights change; whom they
follow is asked each time.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from threading import Lock
from time import monotonic

from sqlalchemy import case, func, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.expertise.models import Evidence
from wiki.lists.queries import people_on_lists_of
from wiki.notifications.watching import How, Kind, Watch
from wiki.pages.models import Page
from wiki.pages.policy import readable_pages
from wiki.people.models import Vouch
from wiki.search.documents import findable
from wiki.spaces.models import Space
from wiki.spaces.policy import readable_by

FOLLOWED = VOUCHED = 0.6
FOLLOWED_AND_LISTED = 0.8
"""Whom somebody follows and has put on a list of theirs."""
LATELY = timedelta(days=180)
HALF_LIFE = timedelta(days=90)
ENOUGH = 3.0
"""Shared pages with which two people are half as near as can be."""
SECOND_HOP = 0.2
MOST = 30
BETWEEN = 10
"""People through whom others are near."""
KEPT_S = 300.0
REMEMBERED = 500

Shared = dict[int, dict[int, "Together"]]
"""By two people."""


@dataclass
class Together:
    """`pages`: those that two people both worked on lately, each with when the later of them came to it."""

    pages: dict[int, datetime]
    strength: float = 0.0
    """How many those are, older ones for less."""

    @property
    def last(self) -> int:
        """The page to which one of them came last."""
        return max(self.pages, key=lambda page_id: (self.pages[page_id], page_id))

    @property
    def closeness(self) -> float:
        return self.strength / (self.strength + ENOUGH)


_remembered: dict[tuple[int, int, frozenset[int]], tuple[float, dict[int, Together]]] = {}
"""By viewer, person and the spaces that the viewer may read: until when, and with whom that person works."""
_lock = Lock()


def forget() -> None:
    with _lock:
        _remembered.clear()


class Work:
    """With whom people work, as far as one viewer may read the pages."""

    def __init__(self, viewer: User) -> None:
        self._viewer = viewer
        self.spaces = frozenset(session.scalars(select(Space.id).where(readable_by(viewer))))

    @cached_property
    def met(self) -> dict[int, float]:
        """Whom the viewer follows, vouches for, or works with."""
        near = {other: one.closeness for other, one in self.of(self._viewer.id).items()}
        for person_id, closeness in _chosen(self._viewer):
            near[person_id] = max(near.get(person_id, 0.0), closeness)
        near.pop(self._viewer.id, None)
        return near

    def through_others(self, among: Collection[int] | None = None) -> dict[int, tuple[float, int]]:
        """Whom those work with who are nearest, or, of them, some; and through whom: whoever brings them nearest."""
        between = sorted(self.met, key=lambda person_id: (-self.met[person_id], person_id))[:BETWEEN]
        work = self.together(between)
        found: dict[int, tuple[float, int]] = {}
        for middle in between:
            theirs = work[middle]
            for other in theirs if among is None else theirs.keys() & set(among):
                closeness = SECOND_HOP * self.met[middle] * theirs[other].closeness
                known = other == self._viewer.id or other in self.met
                if not known and closeness > found.get(other, (0.0, 0))[0]:
                    found[other] = closeness, middle
        return found

    def of(self, person_id: int) -> dict[int, Together]:
        return self.together([person_id])[person_id]

    def together(self, person_ids: Collection[int]) -> Shared:
        keys = {person_id: (self._viewer.id, person_id, self.spaces) for person_id in person_ids}
        with _lock:
            known = {one: _remembered[key][1] for one, key in keys.items() if _is_fresh(key)}
        asked = [one for one in keys if one not in known]
        found = _worked_together(self._viewer, asked) if asked else {}
        with _lock:
            if len(_remembered) > REMEMBERED:
                _remembered.clear()
            for one in asked:
                known[one] = found.get(one, {})
                _remembered[keys[one]] = monotonic() + KEPT_S, known[one]
        return known


def nearest(viewer: User) -> dict[int, float]:
    """How near people are, 0 to 1: the nearest thirty, the nearest first. Whom they do not know themselves is 0.2 at
    most."""
    work = Work(viewer)
    near = dict(work.met)
    for person_id, (closeness, _) in work.through_others().items():
        near.setdefault(person_id, closeness)
    return dict(sorted(near.items(), key=lambda one: (-one[1], one[0]))[:MOST])


def _is_fresh(key: tuple[int, int, frozenset[int]]) -> bool:
    return key in _remembered and _remembered[key][0] > monotonic()


def _chosen(viewer: User) -> list[tuple[int, float]]:
    listed = Watch.target_id.in_(people_on_lists_of(viewer.id))
    follows = select(Watch.target_id, case((listed, FOLLOWED_AND_LISTED), else_=FOLLOWED)).where(
        Watch.user_id == viewer.id, Watch.kind == Kind.PERSON, Watch.how != How.NOTHING
    )
    vouches = select(Vouch.person_id).where(Vouch.by_id == viewer.id, Vouch.accepted_at.is_not(None))
    followed = [(one, closeness) for one, closeness in session.execute(follows)]
    return followed + [(one, VOUCHED) for one in session.scalars(vouches)]


def _worked_together(viewer: User, person_ids: list[int]) -> Shared:
    since = now() - LATELY
    last = func.max(Evidence.last_at).label("at")
    theirs = select(Evidence.entry_id).where(Evidence.user_id.in_(person_ids), Evidence.last_at >= since)
    rows = session.execute(
        select(Evidence.entry_id, Evidence.user_id, last)
        .join(Page, Page.id == Evidence.entry_id)
        .where(Evidence.entry_id.in_(theirs), Evidence.last_at >= since, findable(), readable_pages(viewer))
        .group_by(Evidence.entry_id, Evidence.user_id)
    )
    on_page: dict[int, dict[int, datetime]] = defaultdict(dict)
    for entry_id, user_id, at in rows:
        on_page[entry_id][user_id] = at
    found: Shared = {person_id: {} for person_id in person_ids}
    today = now()
    for entry_id, people in on_page.items():
        for person_id in people.keys() & found.keys():
            for other, at in people.items():
                if other != person_id:
                    _note(found[person_id], other, entry_id, people[person_id], at, today)
    return found


def _note(
    work: dict[int, Together], other: int, entry_id: int, mine: datetime, theirs: datetime, today: datetime
) -> None:
    shared = work.setdefault(other, Together({}))
    shared.pages[entry_id] = max(mine, theirs)
    shared.strength += float(2 ** -((today - min(mine, theirs)) / HALF_LIFE))
