from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class SearchWanted(Fact):
    """The index has something to look at."""
