"""What rooms beside `editing` may ask of living pages: places in a text that stay while others write, and word to
whoever has a page open. `editing` answers; without it nothing stays and nobody hears."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol


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
