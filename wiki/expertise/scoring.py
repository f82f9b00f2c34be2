"""Who knows: entries that answer a question vote for the people who did something about them.

Plain numbers without a database. The votes are normalised expCombSUM (Macdonald and Ounis, "Voting for candidates",
2006); evidence grows with the logarithm of what was done; who has a hand in everything counts less for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log2
from typing import NamedTuple

from wiki.expertise.models import WORTH, Kind

STRENGTH = 5.0
OF_ITSELF = 2.0
"""Of a page that is asked about, what it says itself of its subject: the exponent, times that of the first vote."""
FALL = 12.0
"""Entries after which a vote's exponent is half of the first one's: engines tell an order, and no scores."""
FOR_FEEDBACK, OF_A_TOPIC, OF_A_PAGE = 0.0, 0.15, 0.30
"""How much counts against somebody that they have a hand in many entries: less where people answered and helped."""
MAIN, ADJACENT, VOUCH, VOUCHES = 1.0, 0.4, 0.3, 0.6


class Seen(NamedTuple):
    """A row of evidence as it counts now."""

    entry_id: int
    user_id: int
    kind: Kind
    weight: float


@dataclass
class Said:
    """What somebody and their colleagues say of one tag: a part of the T, and vouches by so many `people`, of whom one
    who is vouched for in turn counts half."""

    part: float = 0.0
    vouches: float = 0.0
    people: int = 0

    @property
    def worth(self) -> float:
        return self.part + min(VOUCH * self.vouches, VOUCHES)


@dataclass
class Standing:
    """One person's score, with what it is the sum of: a part for each kind and entry, and for each tag."""

    user_id: int
    by_kind: dict[Kind, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    by_tag: dict[int, float] = field(default_factory=dict)
    said: Mapping[int, Said] = field(default_factory=dict)

    @cached_property
    def evidence(self) -> float:
        return sum(part for parts in self.by_kind.values() for part in parts.values())

    @property
    def score(self) -> float:
        return self.evidence + sum(self.by_tag.values())


def votes(entry_ids: Iterable[int], *, in_order: bool = True) -> dict[int, float]:
    """Entries, best first, with what each one's vote is worth; not `in_order`: all the same."""
    return {
        entry_id: exp(STRENGTH * FALL / (FALL + place)) if in_order else 1.0 for place, entry_id in enumerate(entry_ids)
    }


def topics(
    voted: Mapping[int, float], tagged: Iterable[tuple[int, int]], itself: int | None = None
) -> dict[int, float]:
    """How much of the question each tag is, in all 1, by the votes of the entries that carry it. `itself`: the page
    that is asked about, whose own tags say more than all others."""
    found: dict[int, float] = defaultdict(float)
    for entry_id, tag_id in tagged:
        found[tag_id] += exp(STRENGTH * OF_ITSELF) if entry_id == itself else voted.get(entry_id, 0.0)
    total = sum(found.values())
    return {tag_id: part / total for tag_id, part in found.items()} if total else {}


def against(rows: Iterable[Seen]) -> float:
    """The exponent for having a hand in everything: larger as long as all that is known is who wrote."""
    helped = any(row.kind in (Kind.COMMENT, Kind.FEEDBACK, Kind.ANSWER) for row in rows)
    return OF_A_TOPIC if helped else OF_A_PAGE


def standings(
    voted: Mapping[int, float],
    rows: Iterable[Seen],
    breadth: Mapping[int, int],
    exponent: float,
    asked: Mapping[int, float],
    said: Mapping[int, Mapping[int, Said]],
) -> list[Standing]:
    """The best first. `breadth`: in how many entries somebody has a hand; `asked`: what share of the question each tag
    is; `said`: by person and tag."""
    people: dict[int, Standing] = {}
    shares: dict[int, float] = {}
    for entry_id, user_id, kind, weight in rows:
        if user_id not in people:
            people[user_id] = Standing(user_id)
            shares[user_id] = max(breadth.get(user_id, 1), 1) ** -exponent
        part = voted[entry_id] * WORTH[kind] * log2(1 + weight)
        people[user_id].by_kind[kind][entry_id] = part * shares[user_id]
    most = max((person.evidence for person in people.values()), default=0.0) or 1.0
    for user_id, tags in said.items():
        parts = {
            tag_id: most * asked[tag_id] * one.worth for tag_id, one in tags.items() if tag_id in asked and one.worth
        }
        if parts:
            person = people.setdefault(user_id, Standing(user_id))
            person.by_tag, person.said = parts, tags
    return sorted(people.values(), key=lambda person: (-person.score, person.user_id))
