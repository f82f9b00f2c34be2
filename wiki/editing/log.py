"""Reading and writing a page's log. Every update, wherever it comes from, enters through `append`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, Table, and_, func, insert, select, update

from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import KringError, NotFound
from wiki.editing.models import PageHead, PageSnapshot, PageUpdate, PageWriter

FIRST_EPOCH = 1
UPDATES = cast(Table, PageUpdate.__table__)  # not the classes: rows of the log never become objects
HEADS = cast(Table, PageHead.__table__)


class EpochChanged(KringError):
    """The page's history was cut meanwhile; what was made for the old one does not fit."""


class WriterTaken(KringError):
    """Another account writes under this client id."""


class Head(NamedTuple):
    epoch: int
    seq: int


class Row(NamedTuple):
    seq: int
    client: int
    counter: int
    user_id: int
    data: bytes


class Writer(NamedTuple):
    id: int
    user_id: int
    counter: int
    """The last of its updates in the log."""


class Entry(NamedTuple):
    client: int
    counter: int
    user_id: int
    data: bytes


def begin(page_id: int) -> Head:
    """The head of a page's log, begun if there was none."""
    if session.get(PageHead, page_id) is None:
        session.add(PageHead(page_id=page_id, epoch=FIRST_EPOCH, seq=0))
        session.flush()
    return head_of(page_id)


def head_of(page_id: int) -> Head:
    """Where the log stands. Raises NotFound when the page has none."""
    found = session.execute(select(PageHead.epoch, PageHead.seq).where(PageHead.page_id == page_id)).one_or_none()
    if found is None:
        raise NotFound(str(page_id))
    return Head(*found)


def lock(page_id: int) -> Head:
    """Where the log stands, while nobody else can write to it."""
    stay = update(HEADS).where(HEADS.c.page_id == page_id).values(seq=HEADS.c.seq)
    found = session.execute(stay.returning(HEADS.c.epoch, HEADS.c.seq)).one_or_none()
    if found is None:
        raise NotFound(str(page_id))
    return Head(*found)


def heads_of(page_ids: Iterable[int]) -> dict[int, Head]:
    rows = session.execute(
        select(PageHead.page_id, PageHead.epoch, PageHead.seq).where(PageHead.page_id.in_(list(page_ids)))
    )
    return {page_id: Head(epoch, seq) for page_id, epoch, seq in rows}


def append(page_id: int, epoch: int, entries: Sequence[Entry], at: datetime | None = None) -> int:
    """Give the entries the next places in the log; the last place. Raises EpochChanged and WriterTaken."""
    ahead = update(HEADS).where(HEADS.c.page_id == page_id, HEADS.c.epoch == epoch)
    last: int | None = session.scalar(ahead.values(seq=HEADS.c.seq + len(entries)).returning(HEADS.c.seq))
    if last is None:
        raise EpochChanged(str(page_id))
    writers = _writers_for(page_id, {entry.client: entry.user_id for entry in entries})
    rows = [
        {
            "page_id": page_id,
            "epoch": epoch,
            "seq": seq,
            "writer_id": writers[entry.client],
            "counter": entry.counter,
            "data": entry.data,
            "at": at or now(),
        }
        for seq, entry in enumerate(entries, last - len(entries) + 1)
    ]
    session.execute(insert(UPDATES), rows)
    return last


def rows_after(page_id: int, epoch: int, seq: int, *, upto: int | None = None) -> list[Row]:
    """The log's rows behind `seq`, in order."""
    wanted = (
        select(
            PageUpdate.seq,
            PageWriter.client_id,
            PageUpdate.counter,
            PageWriter.user_id,
            PageUpdate.data,
        )
        .join(PageWriter, PageWriter.id == PageUpdate.writer_id)
        .where(PageUpdate.page_id == page_id, PageUpdate.epoch == epoch, PageUpdate.seq > seq)
        .order_by(PageUpdate.seq)
    )
    if upto is not None:
        wanted = wanted.where(PageUpdate.seq <= upto)
    return [Row(*row) for row in session.execute(wanted)]


def authors_after(page_id: int, epoch: int, seq: int, *, upto: int) -> list[int]:
    """Who wrote behind `seq`, the last to write last."""
    last = func.max(PageUpdate.seq)
    rows = (
        select(PageWriter.user_id)
        .join(PageUpdate, PageUpdate.writer_id == PageWriter.id)
        .where(_between(page_id, epoch, seq, upto))
        .group_by(PageWriter.user_id)
        .order_by(last)
    )
    return list(session.scalars(rows))


def times_after(page_id: int, epoch: int, seq: int, *, upto: int) -> tuple[datetime, datetime] | None:
    """When the first and the last update behind `seq` were written."""
    ends = select(PageUpdate.at).where(_between(page_id, epoch, seq, upto))
    first = session.scalar(ends.order_by(PageUpdate.seq).limit(1))
    last = session.scalar(ends.order_by(PageUpdate.seq.desc()).limit(1))
    return (first, last) if first and last else None


def _between(page_id: int, epoch: int, seq: int, upto: int) -> ColumnElement[bool]:
    return and_(PageUpdate.page_id == page_id, PageUpdate.epoch == epoch, PageUpdate.seq > seq, PageUpdate.seq <= upto)


def snapshot_of(page_id: int, epoch: int, *, upto: int | None = None) -> PageSnapshot | None:
    """The newest snapshot of this epoch, at most at `upto`."""
    wanted = select(PageSnapshot).where(PageSnapshot.page_id == page_id, PageSnapshot.epoch == epoch)
    if upto is not None:
        wanted = wanted.where(PageSnapshot.seq <= upto)
    return session.scalar(wanted.order_by(PageSnapshot.seq.desc()).limit(1))


def writers_of(page_id: int, epoch: int) -> dict[int, Writer]:
    """Who writes under which client id, and how far their updates are in the log."""
    last = (
        select(PageUpdate.writer_id, func.max(PageUpdate.counter).label("counter"))
        .where(PageUpdate.page_id == page_id, PageUpdate.epoch == epoch)
        .group_by(PageUpdate.writer_id)
        .subquery()
    )
    rows = session.execute(
        select(PageWriter.client_id, PageWriter.id, PageWriter.user_id, func.coalesce(last.c.counter, 0))
        .outerjoin(last, last.c.writer_id == PageWriter.id)
        .where(PageWriter.page_id == page_id)
    )
    return {client: Writer(id_, user_id, counter) for client, id_, user_id, counter in rows}


def _writers_for(page_id: int, owners: dict[int, int]) -> dict[int, int]:
    """The row of each client; those that are new here get one."""
    known = session.execute(
        select(PageWriter.client_id, PageWriter.id, PageWriter.user_id).where(
            PageWriter.page_id == page_id, PageWriter.client_id.in_(owners)
        )
    ).all()
    if any(owners[client] != user_id for client, _, user_id in known):
        raise WriterTaken(str(page_id))
    ids = {client: id_ for client, id_, _ in known}
    for client in owners.keys() - ids.keys():
        writer = PageWriter(page_id=page_id, client_id=client, user_id=owners[client])
        session.add(writer)
        session.flush()
        ids[client] = writer.id
    return ids
