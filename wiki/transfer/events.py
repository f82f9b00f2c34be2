from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class PagesBrought(Fact):
    """An import is done: these pages are there for people, with all the versions that they had where they came from."""

    page_ids: tuple[int, ...]
