"""What other rooms ask of living pages (`pages.living`): passages that stay, and word to whoever has a page open."""

from collections.abc import Sequence
from typing import Any

from wiki.core.child import ChildError
from wiki.editing import documents
from wiki.editing import log as page_log
from wiki.editing.actions import current
from wiki.editing.log import Head
from wiki.editing.service import service
from wiki.pages.living import Mark, Span, Standing


class Staying:
    def standing(self, page_id: int) -> Standing:
        now = current(page_id)
        return Standing(now.epoch, now.seq, now.text)

    def fix(self, page_id: int, standing: Standing, spans: Sequence[Span]) -> list[Mark]:
        return [Mark(*mark) for mark in documents.fix(page_id, Head(standing.epoch, standing.seq), spans)]

    def find(self, page_id: int, epoch: int, marks: Sequence[Mark]) -> tuple[Standing, list[Span | None]]:
        head = page_log.begin(page_id)
        if epoch == head.epoch:
            try:
                seq, text, spans = documents.find(page_id, head, marks)
            except ChildError:  # the document cannot be kept as one update
                pass
            else:
                return Standing(epoch, seq, text), [None if span is None else Span(*span) for span in spans]
        return self.standing(page_id), [None] * len(marks)

    def tell(self, page_id: int, event: str, body: dict[str, Any]) -> None:
        if service.is_running:
            service.tell(page_id, event, body)
