"""In how many entries people have a hand, counted by space, so that a sum over some spaces tells nothing of others."""

from collections import defaultdict
from collections.abc import Collection
from threading import Lock
from time import monotonic

from sqlalchemy import func, select

from wiki.core.db import session
from wiki.expertise.models import Evidence
from wiki.pages.models import Page
from wiki.search.documents import findable

KEPT_S = 600.0
SUMS_KEPT = 100

_counted: dict[int, dict[int, int]] = {}
"""By space and person."""
_summed: dict[frozenset[int], tuple[dict[int, dict[int, int]], dict[int, int]]] = {}
"""By spaces: what is counted now, and its sum for them."""
_until = 0.0
_counting = Lock()


def breadth(space_ids: Collection[int]) -> dict[int, int]:
    """Pages of these spaces that stand in lists, by person; as they were ten minutes ago at most."""
    counted = _counts()
    if (known := _summed.get(spaces := frozenset(space_ids))) and known[0] is counted:
        return known[1]
    found: dict[int, int] = defaultdict(int)
    for space_id in spaces:
        for user_id, pages in counted.get(space_id, {}).items():
            found[user_id] += pages
    if len(_summed) >= SUMS_KEPT:
        _summed.clear()
    _summed[spaces] = counted, found
    return found


def forget() -> None:
    global _until
    _until = 0.0


def _counts() -> dict[int, dict[int, int]]:
    global _counted, _until
    with _counting:
        if monotonic() >= _until:
            _counted, _until = _count(), monotonic() + KEPT_S
        return _counted


def _count() -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = session.execute(
        select(Page.space_id, Evidence.user_id, func.count(Evidence.entry_id.distinct()))
        .join(Evidence, Evidence.entry_id == Page.id)
        .where(findable())
        .group_by(Page.space_id, Evidence.user_id)
    )
    for space_id, user_id, pages in rows:
        found[space_id][user_id] = pages
    return found
