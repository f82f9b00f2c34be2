"""The page's text at an earlier place in its log."""

from sqlalchemy import select, tuple_

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
