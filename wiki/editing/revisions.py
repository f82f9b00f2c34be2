"""Sessions of writing become revisions: a text people remember, with those who wrote it and how much of it.

A session ends when nobody writes for five minutes, when the last writer leaves, when after a quarter of an hour
somebody joins who had no part in it, or when a person names the version.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import selectinload

from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.offload import offload
from wiki.editing import log as page_log
from wiki.editing import standing
from wiki.editing.documents import Poisoned, Projection, Runs
from wiki.editing.events import VersionKept
from wiki.editing.log import ENDLESS, Head, Row
from wiki.editing.packing import Packed, Said, pack, unpack
from wiki.editing.tallies import Tally
from wiki.editing.wire import BadUpdate
from wiki.pages.models import Revision, RevisionAuthor

QUIET_AFTER = timedelta(minutes=5)
OTHERS_AFTER = timedelta(minutes=15)
TINY = 20
TINY_WITHIN = timedelta(days=1)
AT_ONCE = 50
"""Revisions that are unpacked before others have a turn."""

_PACKED = (
    select(Revision.id, Revision.text_z, Revision.runs_z, Revision.steps)
    .where(Revision.page_id == bindparam("page"), Revision.number.between(bindparam("first"), bindparam("last")))
    .order_by(Revision.number)
)


class Sessions:
    """The sessions of writing that this process knows of; one that it does not know is counted from the log."""

    def __init__(self) -> None:
        self._tallies: dict[int, Tally] = {}

    def tally(self, page_id: int, *, upto: Head) -> Tally:
        """Raises Poisoned."""
        tally = self._tallies.get(page_id)
        if tally is None or tally.epoch != upto.epoch or tally.seq > upto.seq:
            tally = self._tallies[page_id] = _begun(page_id, upto)
        if tally.seq == upto.seq:
            return tally
        times = page_log.times_after(page_id, upto.epoch, tally.seq, upto=upto.seq)
        if times:
            tally.first_at, tally.last_at = tally.first_at or times[0], times[1]
            for row in page_log.rows_after(page_id, upto.epoch, tally.seq, upto=upto.seq):
                _count(tally, row, page_id)
        return tally

    def others_joined(self, page_id: int, head: Head, seen: int) -> bool:
        """Whether behind `seen` somebody writes who had no part in a session that has lasted long."""
        tally = self.tally(page_id, upto=Head(head.epoch, seen))
        if tally.first_at is None or now() - tally.first_at < OTHERS_AFTER:
            return False
        later = Tally(head.epoch, seen, tally.titled)
        for row in page_log.rows_after(page_id, head.epoch, seen, upto=head.seq):
            _count(later, row, page_id)
        return not later.shares.keys() <= tally.shares.keys()

    def is_open(self, page_id: int) -> bool:
        """Whether something was written that no revision tells of yet."""
        tally = self._tallies.get(page_id)
        return tally is not None and tally.size > 0

    def close_followed(self, page_id: int, text: Projection) -> None:
        """Keep what links followed as a version that says so, unless people are writing: then it is part of theirs."""
        if not self.tally(page_id, upto=Head(text.epoch, text.seq)).is_written:
            self.close(page_id, text)

    def is_quiet(self, page_id: int, head: Head) -> bool:
        last_at = self.tally(page_id, upto=head).last_at
        return last_at is not None and now() - last_at >= QUIET_AFTER

    def close(self, page_id: int, text: Projection, *, name: str = "", at: datetime | None = None) -> Revision | None:
        """Keep what was written up to this text as a revision; the last one is returned when nothing was."""
        tally = self.tally(page_id, upto=Head(text.epoch, text.seq))
        last = last_of(page_id)
        if tally.size:
            folded = _fold(last, tally, text, name)
            last = folded or _new(page_id, last, tally, text, name, at)
            announce(VersionKept(page_id, None if folded else last.id))
        elif name and last:
            last.name = name
        self._tallies.pop(page_id, None)
        return last


def last_of(page_id: int) -> Revision | None:
    return session.scalar(
        select(Revision)
        .where(Revision.page_id == page_id)
        .options(selectinload(Revision.authors))
        .order_by(Revision.number.desc())
        .limit(1)
    )


def text_of(revision: Revision) -> str:
    return said_in(revision).text


def runs_of(revision: Revision) -> Runs:
    return [list(run) for run in said_in(revision).runs]


def said_in(revision: Revision) -> Said:
    """Text and runs, from the last revision that is whole up to this one."""
    return _unpacked(_up_to(revision, revision.number - revision.steps), None)[-1]


def texts_up_to(revision: Revision) -> tuple[str, str]:
    """What the revision before it says, which is nothing before the first, and what it says itself."""
    before = _one_before(revision)
    first = before.number - before.steps if before else revision.number
    said = _unpacked(_up_to(revision, first), None)
    return said[-2].text if before else "", said[-1].text


def _up_to(revision: Revision, first: int) -> Sequence[Any]:
    between = {"page": revision.page_id, "first": first, "last": revision.number}
    return session.execute(_PACKED, between).all()


def all_said(page_id: int) -> Iterator[tuple[int, int, Said]]:
    """Of each revision of a page its id, its steps and what it says, the oldest first; unpacked beside the hub."""
    said: Said | None = None
    rows = session.execute(_PACKED, {"page": page_id, "first": 0, "last": ENDLESS}).all()
    for some in (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)):
        for row, said in zip(some, offload(_unpacked, some, said), strict=True):  # noqa: B020
            yield row.id, row.steps, said


def _unpacked(rows: Sequence[Any], said: Said | None) -> list[Said]:
    unpacked = []
    for row in rows:
        said = unpack(_packed(row), said)
        unpacked.append(said)
    return unpacked


def _packed(row: Any) -> Packed:
    return Packed(row.text_z, row.runs_z, row.steps)


def _count(tally: Tally, row: Row, page_id: int) -> None:
    """What our reader cannot read, no editor could open the page with, even where the projector takes it."""
    try:
        tally.add(row)
    except BadUpdate:
        raise Poisoned(page_id, tally.epoch, row.seq) from None


def _begun(page_id: int, head: Head) -> Tally:
    places = select(Revision.epoch, Revision.seq).where(Revision.page_id == page_id)
    last = session.execute(places.order_by(Revision.number.desc()).limit(1)).one_or_none()
    return Tally(head.epoch, last.seq if last and last.epoch == head.epoch else 0, standing.titled_at(page_id, head))


def _fold(last: Revision | None, tally: Tally, text: Projection, name: str) -> Revision | None:
    """Something tiny by the same people goes into their last revision, unless that has a name."""
    if last is None or last.name or tally.size > TINY or now() - last.at > TINY_WITHIN:
        return None
    if last.followed == tally.is_written or tally.shares.keys() != {author.user_id for author in last.authors}:
        return None
    last.added, last.removed = (had + more for had, more in zip((last.added, last.removed), tally.units, strict=True))
    before = _one_before(last)
    _keep(last, text, name, said_in(before) if before else None, before.steps if before else 0)
    return last


def _one_before(revision: Revision) -> Revision | None:
    before = Revision.page_id == revision.page_id, Revision.number == revision.number - 1
    return session.scalar(select(Revision).where(*before))


def _new(
    page_id: int, last: Revision | None, tally: Tally, text: Projection, name: str, at: datetime | None
) -> Revision:
    number = session.scalar(select(func.coalesce(func.max(Revision.number), 0)).where(Revision.page_id == page_id))
    added, removed = tally.units
    revision = Revision(
        page_id=page_id,
        number=(number or 0) + 1,
        at=at or tally.last_at or now(),
        added=added,
        removed=removed,
        followed=not tally.is_written,
        authors=[RevisionAuthor(user_id=user_id, share=share) for user_id, share in tally.shares.items()],
    )
    _keep(revision, text, name, said_in(last) if last else None, last.steps if last else 0)
    session.add(revision)
    session.flush()
    return revision


def _keep(revision: Revision, text: Projection, name: str, before: Said | None, steps: int) -> None:
    revision.epoch, revision.seq, revision.name = text.epoch, text.seq, name
    packed = pack(Said(text.text, text.runs), before, steps)
    revision.text_z, revision.runs_z, revision.steps = packed
