"""Reading and writing a page's log. Every update, wherever it comes from, enters through `append`."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import Table, and_, bindparam, func, insert, select, update

from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import KringError, NotFound
from wiki.editing.models import PageHead, PageSnapshot, PageUpdate, PageWriter

FIRST_EPOCH = 1
LARGEST_CLIENT = 2**32 - 1
UPDATES = cast(Table, PageUpdate.__table__)  # not the classes: rows of the log never become objects
HEADS = cast(Table, PageHead.__table__)
WRITERS = cast(Table, PageWriter.__table__)
ENDLESS = 2**31 - 1

# Asked for at every moment of typing, so built once: building takes longer than their work.
HEAD = select(HEADS.c.epoch, HEADS.c.seq).where(HEADS.c.page_id == bindparam("page"))
AHEAD = (
    update(HEADS)
    .where(HEADS.c.page_id == bindparam("page"), HEADS.c.epoch == bindparam("its_epoch"))
    .values(seq=HEADS.c.seq + bindparam("count"))
    .returning(HEADS.c.seq)
)
ADD = insert(UPDATES)
BETWEEN = and_(
    UPDATES.c.page_id == bindparam("page"),
    UPDATES.c.epoch == bindparam("epoch"),
    UPDATES.c.seq > bindparam("after"),
    UPDATES.c.seq <= bindparam("upto"),
)
ROWS = (
    select(UPDATES.c.seq, WRITERS.c.client_id, UPDATES.c.counter, WRITERS.c.user_id, UPDATES.c.data, WRITERS.c.quiet)
    .join(WRITERS, WRITERS.c.id == UPDATES.c.writer_id)
    .where(BETWEEN)
    .order_by(UPDATES.c.seq)
)
AUTHORS = (
    select(WRITERS.c.user_id)
    .join(UPDATES, UPDATES.c.writer_id == WRITERS.c.id)
    .where(BETWEEN, ~WRITERS.c.quiet)
    .group_by(WRITERS.c.user_id)
    .order_by(func.max(UPDATES.c.seq))
)
TIMES = select(func.min(UPDATES.c.at), func.max(UPDATES.c.at)).where(BETWEEN)


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
    quiet: bool = False
    """Nobody wrote: a link says a new name."""


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
    quiet: bool = False


def new_client() -> int:
    """For a writer without a browser. Nobody else has this number, in all likelihood."""
    return 1 + secrets.randbelow(LARGEST_CLIENT)


def begin(page_id: int) -> Head:
    """The head of a page's log, begun if there was none."""
    if session.get(PageHead, page_id) is None:
        session.add(PageHead(page_id=page_id, epoch=FIRST_EPOCH, seq=0))
        session.flush()
    return head_of(page_id)


def head_of(page_id: int) -> Head:
    """Where the log stands. Raises NotFound when the page has none."""
    found = session.connection().execute(HEAD, {"page": page_id}).one_or_none()
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


def append(
    page_id: int,
    epoch: int,
    entries: Sequence[Entry],
    at: datetime | None = None,
    *,
    writers: dict[int, int] | None = None,
) -> int:
    """Give the entries the next places in the log; the last place. Raises EpochChanged and WriterTaken.

    `writers`: rows of clients that the caller knows from an earlier commit; those of the others are added to it.
    """
    connection = session.connection()
    ahead = {"page": page_id, "its_epoch": epoch, "count": len(entries)}
    last: int | None = connection.scalar(AHEAD, ahead)
    if last is None:
        raise EpochChanged(str(page_id))
    known = {} if writers is None else writers
    if new := {entry.client: entry for entry in entries if entry.client not in known}:
        known |= _writers_for(page_id, new)
    common = {"page_id": page_id, "epoch": epoch, "at": at or now()}
    rows = [
        {**common, "seq": seq, "writer_id": known[entry.client], "counter": entry.counter, "data": entry.data}
        for seq, entry in enumerate(entries, last - len(entries) + 1)
    ]
    connection.execute(ADD, rows)
    return last


def rows_after(page_id: int, epoch: int, seq: int, *, upto: int | None = None) -> list[Row]:
    """The log's rows behind `seq`, in order."""
    between = _between(page_id, epoch, seq, ENDLESS if upto is None else upto)
    return [Row(*row) for row in session.connection().execute(ROWS, between)]


def authors_after(page_id: int, epoch: int, seq: int, *, upto: int) -> list[int]:
    """Who wrote behind `seq`, the last to write last; not whose links merely followed."""
    return list(session.connection().scalars(AUTHORS, _between(page_id, epoch, seq, upto)))


def times_after(page_id: int, epoch: int, seq: int, *, upto: int) -> tuple[datetime, datetime] | None:
    """When the first and the last update behind `seq` were written."""
    first, last = session.connection().execute(TIMES, _between(page_id, epoch, seq, upto)).one()
    return (first, last) if first and last else None


def _between(page_id: int, epoch: int, seq: int, upto: int) -> dict[str, int]:
    return {"page": page_id, "epoch": epoch, "after": seq, "upto": upto}


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


def _writers_for(page_id: int, owners: dict[int, Entry]) -> dict[int, int]:
    """The row of each client; those that are new here get one."""
    known = session.execute(
        select(PageWriter.client_id, PageWriter.id, PageWriter.user_id).where(
            PageWriter.page_id == page_id, PageWriter.client_id.in_(owners)
        )
    ).all()
    if any(owners[client].user_id != user_id for client, _, user_id in known):
        raise WriterTaken(str(page_id))
    ids = {client: id_ for client, id_, _ in known}
    for client in owners.keys() - ids.keys():
        its = owners[client]
        writer = PageWriter(page_id=page_id, client_id=client, user_id=its.user_id, quiet=its.quiet)
        session.add(writer)
        session.flush()
        ids[client] = writer.id
    return ids
