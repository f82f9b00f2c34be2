"""What one person does to many entries in one go says little of each: it counts by the root of how many they were."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

TOGETHER = timedelta(minutes=10)
"""Acts of one person so near to each other are one batch. What an import brings at once has one moment."""


class Act(NamedTuple):
    at: datetime
    entry_id: int
    id: int = 0


def shares(acts: Sequence[Act]) -> list[float]:
    """Of one person's acts in order of time: 1/√n each, with n entries touched within ten minutes of it."""
    found, near, first, behind = [], Counter[int](), 0, 0
    for act in acts:
        while behind < len(acts) and acts[behind].at <= act.at + TOGETHER:
            near[acts[behind].entry_id] += 1
            behind += 1
        while acts[first].at < act.at - TOGETHER:
            near[acts[first].entry_id] -= 1
            if not near[acts[first].entry_id]:
                del near[acts[first].entry_id]
            first += 1
        found.append(float(len(near)) ** -0.5)
    return found
