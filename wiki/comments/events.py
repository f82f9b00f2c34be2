from dataclasses import dataclass

from wiki.core.facts import Fact


@dataclass(frozen=True)
class RemarkMade(Fact):
    """Somebody said something; `new` where a thread began with it."""

    page_id: int
    thread_id: int
    remark_id: int
    by: int
    new: bool


@dataclass(frozen=True)
class ThreadChanged(Fact):
    """A remark was changed, removed or put back, a reaction came or went, or the thread was resolved or reopened."""

    page_id: int
    thread_id: int
    by: int


@dataclass(frozen=True)
class ThreadsSeen(Fact):
    """Somebody has read these threads."""

    thread_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True)
class ThreadsMoved(Fact):
    """Passages of the page are elsewhere, or gone, or back: whoever shows them looks anew."""

    page_id: int
