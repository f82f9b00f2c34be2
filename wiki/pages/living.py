"""What rooms beside `editing` may ask of living pages: places in a text that stay while others write, and word to
whoever has a page open. `editing` answers; without it nothing stays and nobody hears. What else is open in a
browser by its number hears in the same way, where its room says who may."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from wiki.accounts.models import User
from wiki.core.errors import NotFound
from wiki.pages.policy import page_for

MayRead = Callable[[User, int], bool]
_others: list[MayRead] = []


class Standing(NamedTuple):
    """The text of a page at a place in its log."""

    epoch: int
    seq: int
    text: str


class Span(NamedTuple):
    """From one character of a text to before another, counted as Python counts."""

    start: int
    end: int


class Mark(NamedTuple):
    """The first and the last unit of a passage, each as Yjs names it: (client, clock). Good for one epoch."""

    client: int
    clock: int
    last_client: int
    last_clock: int


class Living(Protocol):
    def standing(self, page_id: int) -> Standing:
        """The text as the log has it now. Raises NotFound."""

    def fix(self, page_id: int, standing: Standing, spans: Sequence[Span]) -> list[Mark]:
        """What stays on these passages of that text."""

    def find(self, page_id: int, epoch: int, marks: Sequence[Mark]) -> tuple[Standing, list[Span | None]]:
        """The text now, and where each passage is in it: an empty span where its words are gone, None where its marks
        tell nothing, as in another epoch."""

    def tell(self, page_id: int, event: str, body: dict[str, Any]) -> None:
        """A fact for everybody who has the page open, to read or to write."""


class _Silent:
    """As long as nobody answers."""

    def standing(self, page_id: int) -> Standing:
        return Standing(0, 0, "")

    def fix(self, page_id: int, standing: Standing, spans: Sequence[Span]) -> list[Mark]:
        return []

    def find(self, page_id: int, epoch: int, marks: Sequence[Mark]) -> tuple[Standing, list[Span | None]]:
        return self.standing(page_id), [None] * len(marks)

    def tell(self, page_id: int, event: str, body: dict[str, Any]) -> None:
        pass


class Answers:
    by: Living = _Silent()


answers = Answers()


def answered_by(living: Living) -> None:
    answers.by = living


def living() -> Living:
    return answers.by


def opens_too(may_read: MayRead) -> None:
    """Ask this one about numbers that are no page's. For rooms above this one."""
    if may_read not in _others:
        _others.append(may_read)


def may_be_with(user: User, entry_id: int) -> bool:
    """Whether this person may hear of what happens to a page, or to what else has this number."""
    try:
        return bool(page_for(user, entry_id))
    except NotFound:
        return any(may_read(user, entry_id) for may_read in _others)
