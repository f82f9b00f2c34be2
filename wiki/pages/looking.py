"""What people last saw of a page, and how often pages are looked at.

A look is noted in memory and written a few seconds later with all others, so that reading a page writes nothing. What a
crash takes with it is the looks of those seconds.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Event
from typing import NamedTuple

from sqlalchemy import ForeignKey, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.unit import unit
from wiki.pages.models import Page
from wiki.pages.views_count import count

ONE_VISIT = timedelta(hours=1)
"""Looks that are closer together are one visit: counted once, and what was new at its beginning stays new in it."""
WRITTEN_EVERY_S = 5.0

log = logging.getLogger(__name__)


class Seen(NamedTuple):
    """The place in the log that was shown, and when."""

    epoch: int
    seq: int
    at: datetime


class PageLook(Base):
    """What somebody saw of a page last, and `since_…`: last before the visit which that look belongs to."""

    __tablename__ = "page_look"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    epoch: Mapped[int]
    seq: Mapped[int]
    at: Mapped[datetime]
    since_epoch: Mapped[int]
    since_seq: Mapped[int]
    since_at: Mapped[datetime]


_LOOK = PageLook.__table__
LOOK_COLUMNS = (
    *(_LOOK.c.epoch, _LOOK.c.seq, _LOOK.c.at),
    *(_LOOK.c.since_epoch, _LOOK.c.since_seq, _LOOK.c.since_at),
)
_Key = tuple[int, int]
_waiting: dict[_Key, Seen] = {}
_ends = Event()


def note(user_id: int, page_id: int, epoch: int, seq: int) -> None:
    """Somebody looks at the page as it was at this place. Costs nothing but memory."""
    _waiting[page_id, user_id] = Seen(epoch, seq, now())


def last_look(user_id: int, page_id: int) -> Seen | None:
    """What this person saw when they last came to the page, before the visit that goes on."""
    row = session.connection().execute(
        select(*LOOK_COLUMNS).where(_LOOK.c.page_id == page_id, _LOOK.c.user_id == user_id)
    )
    found = row.one_or_none()
    return seen_before(tuple(found)) if found else None


def seen_before(row: tuple[int, int, datetime, int, int, datetime]) -> Seen:
    """`row` holds the values of LOOK_COLUMNS."""
    last, before = Seen(*row[:3]), Seen(*row[3:])
    return before if now() - last.at < ONE_VISIT else last


def forget() -> None:
    _waiting.clear()


def write_forever() -> None:
    while not _ends.wait(WRITTEN_EVERY_S):
        write_looks()


def finish() -> None:
    """Write what waits, and no more after that."""
    _ends.set()
    write_looks()


def write_looks() -> None:
    """One small unit; when it fails its looks wait for the next, unless they were made anew meanwhile."""
    if not _waiting:
        return
    looks = dict(_waiting)
    _waiting.clear()
    try:
        with unit():
            _write(looks)
    except Exception:
        log.exception("looks at pages were not written; trying again")
        for key, seen in looks.items():
            _waiting.setdefault(key, seen)


def _write(looks: dict[_Key, Seen]) -> None:
    """Read all of it first: from the first write on, others wait."""
    there = _still_there(looks)
    kept = {key: row for key in there if (row := _kept(key))}
    visits = [key for key in there if key not in kept or looks[key].at - kept[key].at >= ONE_VISIT]
    for key in there:
        _put(key, looks[key], kept.get(key))
    count((page_id, looks[page_id, user_id].at) for page_id, user_id in visits)


def _still_there(looks: Iterable[_Key]) -> list[_Key]:
    pages = set(session.scalars(select(Page.id).where(Page.id.in_({page_id for page_id, _ in looks}))))
    people = set(session.scalars(select(User.id).where(User.id.in_({user_id for _, user_id in looks}))))
    return [key for key in looks if key[0] in pages and key[1] in people]


def _kept(key: _Key) -> PageLook | None:
    return session.get(PageLook, key)


def _put(key: _Key, seen: Seen, kept: PageLook | None) -> None:
    page_id, user_id = key
    if kept is None:
        values = {"page_id": page_id, "user_id": user_id, **seen._asdict(), **_since(seen)}
        session.execute(insert(PageLook).values(**values))
        return
    before = _since(Seen(kept.epoch, kept.seq, kept.at)) if seen.at - kept.at >= ONE_VISIT else {}
    this = update(PageLook).where(PageLook.page_id == page_id, PageLook.user_id == user_id)
    session.execute(this.values(**seen._asdict(), **before))


def _since(seen: Seen) -> dict[str, int | datetime]:
    return {f"since_{name}": value for name, value in seen._asdict().items()}
