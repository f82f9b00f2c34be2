"""Why somebody is found: their score is a sum, and the largest parts of it, put together by what was done, are why."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from typing import Literal

from wiki.expertise.models import Kind
from wiki.expertise.scoring import MAIN, VOUCH, VOUCHES, Standing

SHOWN = 3
MOST_OF_IT = 0.8
"""Of a reason's share: so much its entries come to that are counted and named. The rest has little to do with it."""
Sort = Kind | Literal["main", "adjacent", "vouched"]


@dataclass(frozen=True)
class Reason:
    """`share`: this part of the score. `entry_ids`: what proves most of it, the most telling first; or `tag_id`: what
    they say they know. `number`: of those entries, or of colleagues who vouch. `last_at`: of feedback, when it was
    last given."""

    sort: Sort
    share: float
    entry_ids: tuple[int, ...] = ()
    tag_id: int | None = None
    number: int = 0
    last_at: datetime | None = None


def reasons(standing: Standing, feedback_at: datetime | None = None) -> tuple[list[Reason], float]:
    """The largest three, and what all others come to."""
    every = sorted([*_done(standing, feedback_at), *_said(standing)], key=lambda reason: -reason.share)
    return every[:SHOWN], sum(reason.share for reason in every[SHOWN:])


def _done(standing: Standing, feedback_at: datetime | None) -> list[Reason]:
    found = []
    for kind, parts in standing.by_kind.items():
        told, last_at = _telling(parts), feedback_at if kind == Kind.FEEDBACK else None
        found.append(Reason(kind, sum(parts.values()), told, None, len(told), last_at))
    return _once(found)


def _once(done: list[Reason]) -> list[Reason]:
    """Who wrote some pages changed them as well: where those prove both, that is said once."""
    by_sort = {reason.sort: reason for reason in done}
    wrote, changed = by_sort.get(Kind.AUTHOR), by_sort.get(Kind.EDIT)
    if wrote is None or changed is None or not set(changed.entry_ids) <= set(wrote.entry_ids):
        return done
    both = replace(wrote, share=wrote.share + changed.share)
    return [both, *(reason for reason in done if reason not in (wrote, changed))]


def _telling(parts: dict[int, float]) -> tuple[int, ...]:
    ordered = sorted(parts, key=lambda entry_id: (-parts[entry_id], entry_id))
    sums = accumulate((parts[entry_id] for entry_id in ordered), initial=0.0)
    most = MOST_OF_IT * sum(parts.values())
    return tuple(entry_id for entry_id, before in zip(ordered, sums, strict=False) if before < most)


def _said(standing: Standing) -> list[Reason]:
    found = []
    for tag_id, share in standing.by_tag.items():
        said = standing.said[tag_id]
        own = share * said.part / said.worth
        if said.part:
            found.append(Reason("main" if said.part == MAIN else "adjacent", own, (), tag_id))
        if said.vouches:
            vouched = share * min(VOUCH * said.vouches, VOUCHES) / said.worth
            found.append(Reason("vouched", vouched, (), tag_id, said.people))
    return found
