"""What rooms put into the daily mail beside what waits in the inbox. They say it here, since the room that writes the
mail does not know them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Select

from wiki.accounts.models import User
from wiki.pages.models import Page


class News(NamedTuple):
    """A sentence in the language of who reads it, and the pages it is about."""

    sentence: str
    pages: Sequence[Page]


class Source(NamedTuple):
    whose: Callable[[], Select[int]]
    """SQL: ids of the people who may have such news."""
    take: Callable[[User], list[News]]
    """What is new for this person since it was last taken; asked only when it is told."""


sources: list[Source] = []


def tells_daily(source: Source) -> None:
    """Ask this one, too, for each daily mail."""
    if source not in sources:
        sources.append(source)
