"""Visits by month as bars, drawn without scripts or styles: every length is an attribute."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from wiki.core.clock import now
from wiki.pages.views_count import month_of

MONTHS = 12
STEP, WIDE, HIGH, ROOM = 30, 18, 80, 18
"""Units of the drawing: from bar to bar, a bar, the highest one, and what is kept free for words above and below."""


class Bar(NamedTuple):
    month: date
    visits: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> float:
        return self.x + WIDE / 2


def last_months(counted: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """This month and the eleven before it, also those without a visit, the oldest first."""
    visits = dict(counted)
    this = month_of(now())
    number = this.year * 12 + this.month - 1
    months = [date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS + 1, number + 1)]
    return [(month, visits.get(month, 0)) for month in months]


def bars_of(visits: Sequence[tuple[date, int]]) -> list[Bar]:
    """The month with most visits as high as there is room; one with any can be seen."""
    most = max((count for _, count in visits), default=0)
    bars = []
    for place, (month, count) in enumerate(visits):
        height = max(round(HIGH * count / most), 2) if count else 0
        bars.append(Bar(month, count, place * STEP + (STEP - WIDE) // 2, ROOM + HIGH - height, height))
    return bars
