"""What happens to logs."""

from dataclasses import dataclass, field

from wiki.core.facts import Fact
from wiki.editing.log import Head


@dataclass(frozen=True)
class LogGrew(Fact):
    """An edit from outside is in the page's log; open editors have not seen it."""

    page_id: int
    by: int


@dataclass(frozen=True)
class VersionKept(Fact):
    """A session of writing has become a version of the page; without `revision_id`, part of its last one."""

    page_id: int
    revision_id: int | None = None


@dataclass(frozen=True)
class EpochRaised(Fact):
    """The page's history was cut: what open editors hold no longer fits the log."""

    page_id: int
    head: Head


@dataclass(frozen=True)
class SecretTakenOut(Fact):
    """A secret is gone from a page; it is in this fact alone, so that it can be searched for, and in no log."""

    page_id: int
    purge_id: int
    secret: str = field(repr=False)
