"""What a page said earlier, and how two of its versions differ: compared in children, so that nobody waits."""

from typing import Any, NamedTuple

from sqlalchemy import select, tuple_

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.db import session
from wiki.editing import documents, revisions
from wiki.editing.log import Head
from wiki.pages.models import PageContent, Revision


def text_at(page_id: int, place: Head) -> str | None:
    """Exact as far back as the log reaches; before that, the nearest version kept; None when there is none."""
    content = session.get(PageContent, page_id)
    if content and (content.epoch, content.seq) == place:
        return content.text
    exact = documents.project_at(page_id, place)
    return exact.text if exact else _nearest(page_id, place)


def _nearest(page_id: int, place: Head) -> str | None:
    kept = select(Revision).where(Revision.page_id == page_id)
    before = kept.where(tuple_(Revision.epoch, Revision.seq) <= tuple(place)).order_by(Revision.number.desc())
    found = session.scalar(before.limit(1)) or session.scalar(kept.order_by(Revision.number).limit(1))
    return revisions.text_of(found) if found else None


COMPARE_CPU_S = 3.0
COMPARER_MB = 1024

by_line = ChildPool("wiki.editing.comparing", size=1, memory_mb=COMPARER_MB)
by_passage = ChildPool("wiki.markup.marking", size=1, memory_mb=COMPARER_MB)


class Compared(NamedTuple):
    """As the page is read, with `ins` and `del`; `passages` is how many changed."""

    parts: list[tuple[str, int]]
    """HTML, each with how many blocks it holds if nothing changed in it for long, otherwise 0."""
    passages: int
    first: str | None
    """The id of the first of them."""


def lines_between(old: str, new: str) -> list[dict[str, Any]] | None:
    """The fields of `comparing.Line`; None when it takes too long."""
    try:
        lines: list[dict[str, Any]] = by_line.call("compare", cpu_seconds=COMPARE_CPU_S, old=old, new=new)["lines"]
    except (ChildDied, ChildError):
        return None
    return lines


def passages_between(old_html: str, new_html: str) -> Compared | None:
    """None when it takes too long."""
    try:
        return Compared(**by_passage.call("compare", cpu_seconds=COMPARE_CPU_S, old=old_html, new=new_html))
    except (ChildDied, ChildError):
        return None
