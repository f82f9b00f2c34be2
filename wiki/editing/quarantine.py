"""A poisoned update leaves the log: it is kept aside, and the page goes on in a new epoch without it."""

import logging

from wiki.core.db import session
from wiki.core.facts import announce
from wiki.editing import documents
from wiki.editing import log as page_log
from wiki.editing.documents import Poisoned
from wiki.editing.events import EpochRaised
from wiki.editing.log import Head
from wiki.editing.models import PageHead, PageSnapshot, Quarantine

log = logging.getLogger(__name__)


def set_aside(poisoned: Poisoned) -> None:
    """Begin a new epoch with all of the page's text but what the poisoned update, and what stood on it, wrote."""
    page_id, epoch = poisoned.page_id, poisoned.epoch
    if page_log.lock(page_id).epoch != epoch:
        return
    good, out = documents.without(page_id, epoch, poisoned.at)
    writers = page_log.writers_of(page_id, epoch)
    for row in out:
        writer_id = writers[row.client].id
        session.add(Quarantine(page_id=page_id, epoch=epoch, seq=row.seq, writer_id=writer_id, data=row.data))
    keep_snapshot(page_id, good)
    head = session.get_one(PageHead, page_id, populate_existing=True)
    head.epoch, head.seq = good.epoch, good.seq
    head.title_seq = None if head.title_seq is None else good.seq
    log.error("Page %s goes on in epoch %s without %s updates that cannot be applied", page_id, good.epoch, len(out))
    announce(EpochRaised(page_id, Head(good.epoch, good.seq)))


def keep_snapshot(page_id: int, made: documents.Snapshot) -> None:
    session.merge(
        PageSnapshot(
            page_id=page_id,
            epoch=made.epoch,
            seq=made.seq,
            state=made.state,
            vector={str(client): clock for client, clock in made.vector.items()},
            runs=made.runs,
            titled=made.titled,
        )
    )
