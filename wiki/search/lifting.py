"""The human filter: hits that people near to the reader wrote, saved or thought about are lifted a little.

s'(d) = s(d) · (1 + 0.3 · N),  N(v,d) = 1 − Π_p (1 − 0.9 · n(v,p) · r(p,d))

n is how near a person is, 0 to 1, as the caller says; r what that person did to the page.

s is made of the place of a hit, 1 / log2(2 + place): the discount by which attention falls along a list (Järvelin and
Kekäläinen). Scores would not do: they differ from engine to engine, and between the hits that have all words and those
that have some, which stand in one list; and what pages are hidden from the reader moves them.

The cap: only the first ten change places among themselves, none climbs more than three, and none passes a page whose
title is what was asked. So the second page of an answer is the same for everybody.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Literal, NamedTuple

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import PageAuthor
from wiki.pages.people import Keeper
from wiki.saves.models import Save
from wiki.saves.queries import seen
from wiki.spaces.models import Activity

WEIGHT, SHARE = 0.3, 0.9
AMONG = 10
CLIMBS = 3
MOST_PEOPLE = 30

Near = Mapping[int, float]
"""How near a person is, 0 to 1, by their id."""
Deed = Literal["wrote", "saved", "answered", "edited"]
NOBODY: Near = {}


class Closeness:
    """How near people are to somebody, as a room above says; nobody is while none does."""

    of: Callable[[User], Near] = staticmethod(lambda _viewer: NOBODY)


closeness = Closeness()


class Part(NamedTuple):
    """What somebody did to a page, and how much that says."""

    person: int
    deed: Deed
    role: float


@dataclass(frozen=True)
class Lifted:
    """Why a hit stands higher than it would: who did what."""

    by: Keeper
    deed: Deed


def support(parts: Collection[Part], near: Near) -> float:
    """N, from 0 where nobody near had to do with it. Of one person's deeds the one that says most counts."""
    best: dict[int, float] = {}
    for part in parts:
        best[part.person] = max(best.get(part.person, 0.0), _worth(part, near))
    away = 1.0
    for worth in best.values():
        away *= 1 - SHARE * worth
    return 1 - away


def _worth(part: Part, near: Near) -> float:
    return min(max(near.get(part.person, 0.0), 0.0), 1.0) * part.role


def order(supports: Sequence[float], exact: Collection[int] = ()) -> list[int]:
    """Old places in their new order. `exact`: places of hits whose title is what was asked."""
    worth = [(1 + WEIGHT * (n if place < AMONG else 0.0)) / log2(2 + place) for place, n in enumerate(supports)]
    left, found = list(range(min(len(supports), AMONG))), list[int]()
    while left:
        wall = next((at for at, place in enumerate(left) if place in exact), len(left))
        may_come = [place for place in left[: wall + 1] if place <= len(found) + CLIMBS]
        best = max(may_come, key=lambda place: (worth[place], -place))
        left.remove(best)
        found.append(best)
    return [*found, *range(len(found), len(supports))]


def lift(ids: Sequence[int], exact: Collection[int], near: Near) -> tuple[list[int], dict[int, Lifted]]:
    """Ids of pages that the reader may read, in their new order, and for those that climbed, why. `exact`: ids of pages
    whose title is what was asked."""
    if not near or not ids:
        return list(ids), {}
    first, near = ids[:AMONG], _nearest(near)
    parts = deeds(first, near)
    supports = [support(parts.get(page_id, ()), near) for page_id in ids]
    places = order(supports, {place for place, page_id in enumerate(first) if page_id in exact})
    climbed = {ids[place] for now, place in enumerate(places) if now < place}
    reasons = {page_id: _reason(parts[page_id], near) for page_id in climbed if parts.get(page_id)}
    return [ids[place] for place in places], _named(reasons)


def _nearest(near: Near) -> Near:
    return dict(sorted(near.items(), key=lambda one: -one[1])[:MOST_PEOPLE])


def deeds(page_ids: Sequence[int], people: Collection[int]) -> dict[int, list[Part]]:
    """What these people did to these pages, by page. All of it is told on the pages themselves to who reads them:
    whoever saved a page for themselves alone is not here."""
    found: dict[int, list[Part]] = {}
    about = select(PageAuthor.page_id, PageAuthor.user_id, PageAuthor.units).where(PageAuthor.page_id.in_(page_ids))
    first: set[int] = set()
    for page_id, person, _units in session.execute(about.order_by(PageAuthor.units.desc(), PageAuthor.user_id)):
        if person in people:
            deed = Part(person, "edited", 0.5) if page_id in first else Part(person, "wrote", 1.0)
            found.setdefault(page_id, []).append(deed)
        first.add(page_id)
    saved = select(Save.page_id, Save.user_id, Save.note).where(Save.page_id.in_(page_ids), seen())
    for page_id, person, note in session.execute(saved.where(Save.user_id.in_(people))):
        found.setdefault(page_id, []).append(Part(person, "saved", 1.0 if note else 0.7))
    said = select(Activity.entry_id, Activity.user_id).where(Activity.verb == "feedback").distinct()
    for row in session.execute(said.where(Activity.entry_id.in_(page_ids), Activity.user_id.in_(people))):
        found.setdefault(row.entry_id, []).append(Part(row.user_id, "answered", 0.7))
    return found


def _reason(parts: Collection[Part], near: Near) -> Part:
    return max(parts, key=lambda part: (_worth(part, near), part.deed == "saved", -part.person))


def _named(reasons: dict[int, Part]) -> dict[int, Lifted]:
    who = select(User.id, User.handle, User.name).where(User.id.in_({part.person for part in reasons.values()}))
    people = {row.id: Keeper(row.id, row.handle, row.name) for row in session.execute(who)}
    return {
        page_id: Lifted(people[part.person], part.deed) for page_id, part in reasons.items() if part.person in people
    }
