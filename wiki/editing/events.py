from dataclasses import dataclass

from wiki.core.facts import Fact
from wiki.editing.log import Head


@dataclass(frozen=True)
class LogGrew(Fact):
    """An edit from outside is in the page's log; open editors have not seen it."""

    page_id: int
    by: int


@dataclass(frozen=True)
class EpochRaised(Fact):
    """The page's history was cut: what open editors hold no longer fits the log."""

    page_id: int
    head: Head
