"""Compaction: now and then the whole document is kept as one update, and the log before it may go."""

from sqlalchemy import ColumnElement, delete, func, select

from wiki.core.db import session
from wiki.editing import documents
from wiki.editing.log import Head
from wiki.editing.models import PageSnapshot, PageUpdate
from wiki.editing.quarantine import keep_snapshot
from wiki.pages.models import Revision

AFTER_UPDATES = 500
AFTER_BYTES = 256 * 1024
KEPT = 2


def is_due(page_id: int, head: Head) -> bool:
    """Whether the log behind the last snapshot has become long."""
    last = session.scalar(
        select(func.max(PageSnapshot.seq)).where(PageSnapshot.page_id == page_id, PageSnapshot.epoch == head.epoch)
    )
    if head.seq - (last or 0) > AFTER_UPDATES:
        return True
    size = select(func.sum(func.length(PageUpdate.data))).where(
        PageUpdate.page_id == page_id, PageUpdate.epoch == head.epoch, PageUpdate.seq > (last or 0)
    )
    return (session.scalar(size) or 0) > AFTER_BYTES


def keep(page_id: int, made: documents.Snapshot) -> None:
    """Keep the document as it was made, and drop what no reader, form or revision needs any more."""
    keep_snapshot(page_id, made)
    _drop_old(page_id)


def _drop_old(page_id: int) -> None:
    """Rows before the snapshot before the last one go once the revisions that tell of them are kept."""
    kept = session.execute(
        select(PageSnapshot.epoch, PageSnapshot.seq)
        .where(PageSnapshot.page_id == page_id)
        .order_by(PageSnapshot.epoch.desc(), PageSnapshot.seq.desc())
        .limit(KEPT)
    ).all()
    told = session.execute(
        select(Revision.epoch, Revision.seq)
        .where(Revision.page_id == page_id)
        .order_by(Revision.epoch.desc(), Revision.seq.desc())
        .limit(1)
    ).one_or_none()
    if len(kept) < KEPT or told is None:
        return
    epoch, seq = kept[-1]
    session.execute(delete(PageSnapshot).where(PageSnapshot.page_id == page_id, _before(PageSnapshot, epoch, seq)))
    upto = min(Head(epoch, seq), Head(*told))
    gone = _before(PageUpdate, upto.epoch, upto.seq + 1)
    session.execute(delete(PageUpdate).where(PageUpdate.page_id == page_id, gone))


def _before(table: type[PageSnapshot | PageUpdate], epoch: int, seq: int) -> ColumnElement[bool]:
    return (table.epoch < epoch) | ((table.epoch == epoch) & (table.seq < seq))
