from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class SearchWanted(Fact):
    """The index has something to look at."""


@dataclass(frozen=True)
class FileRead(Fact):
    """It is known now what an attachment says."""

    file_id: int
    page_id: int
