"""Keeping the index up to what the database says: one writer, fed by rows that come with every change.

What is committed is found though all of this dies at any moment: a row goes after the index was written, so it may be
looked at twice. While the index is built anew, in a folder of its own, the old one answers, and rows wait.
"""

import logging
from collections.abc import Callable
from threading import Event
from time import sleep

from sqlalchemy import Row, delete, select

from wiki.core.child import Child, ChildDied, ChildError
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.search.desk import MEMORY_MB
from wiki.search.documents import AT_ONCE, Values, all_entries, entries, entries_of, how_many, how_many_of, portions
from wiki.search.engines import EngineName
from wiki.search.keeping import Place, current, keeping, new_place, use, writing
from wiki.search.models import SearchDue

log = logging.getLogger(__name__)

APPLY_CPU_S = 120.0
GATHER_S = 0.3
LOOK_EVERY_S = 2.0
"""Other processes write rows, too: an import, a command."""
WHOOSH_UP_TO = 12_000
"""Entries; from there on `auto` takes SQLite, where Whoosh would not answer within the time that typing takes."""
SLACK = 1.25
"""So that an index is not built anew for every entry around that number."""
PAUSE_AFTER_FAILURE_S = 5.0

writer = Child("wiki.search.worker", memory_mb=MEMORY_MB, yields=True)
wake = Event()

Progress = Callable[[int, int], None]
Due = Row[int, int | None, int | None]


def run_forever() -> None:
    while True:
        wake.clear()
        try:
            mend()
            drain()
        except Exception:
            log.exception("searching is behind; looking again soon")
            sleep(PAUSE_AFTER_FAILURE_S)
        if wake.wait(LOOK_EVERY_S):
            sleep(GATHER_S)


_looked_at: set[Place] = set()
_broken: set[Place] = set()


def mend() -> None:
    """Build the index if there is none that can be used; each is looked at once, and again when it failed somebody."""
    place = current()
    if place is None or place in _broken or (place not in _looked_at and not is_sound(place)):
        log.info("The index is built anew.")
        rebuild()
        _broken.clear()
    elif place not in _looked_at:
        _looked_at.add(place)


def report_broken() -> None:
    """Somebody was not answered."""
    if place := current():
        _broken.add(place)
    wake.set()


def is_sound(place: Place) -> bool:
    """Whether it opens, answers, suits the number of entries, and has so many but for those that are due."""
    try:
        found: int = writer.call("count", cpu_seconds=APPLY_CPU_S, **place.for_child)
    except (ChildDied, ChildError):
        log.warning("The index cannot be read.")
        return False
    with unit():
        there, due = how_many(), _how_many_due()
    return abs(found - there) <= due and _suits(place.engine, there)


def _how_many_due() -> int:
    rows = session.execute(select(SearchDue.page_id, SearchDue.key).distinct().limit(AT_ONCE * 100)).all()
    return len(rows) + how_many_of(row.page_id for row in rows if row.key is None and row.page_id is not None)


def _suits(engine: EngineName, there: int) -> bool:
    if keeping.wanted != "auto":
        return engine == keeping.wanted
    return there > WHOOSH_UP_TO / SLACK if engine == "fts5" else there <= WHOOSH_UP_TO * SLACK


def fitting(there: int) -> EngineName:
    if keeping.wanted != "auto":
        return keeping.wanted
    return "whoosh" if there <= WHOOSH_UP_TO else "fts5"


def drain() -> int:
    """Look at all that is due; how many rows said so."""
    seen = 0
    while rows := _batch():
        if any(row.page_id is None for row in rows):
            rebuild()
            _done(rows)
            continue
        with writing():
            place = current()
            if place is None:
                return seen
            _apply(place, rows)
        _done(rows)
        seen += len(rows)
    return seen


def _batch() -> list[Due]:
    with unit():
        first = select(SearchDue.id, SearchDue.page_id, SearchDue.key).order_by(SearchDue.id).limit(AT_ONCE)
        return list(session.execute(first).all())


def _apply(place: Place, rows: list[Due]) -> None:
    """First all of the pages that changed as a whole go, and with them what a later row says of them again."""
    pages = sorted({row.page_id for row in rows if row.key is None and row.page_id is not None})
    keys = sorted({row.key for row in rows if row.key is not None and row.page_id not in pages})
    with unit():
        found = [*entries_of(pages), *entries(keys)]
    gone = {"gone": keys, "pages": pages}
    for portion in portions(found):
        writer.call("apply", cpu_seconds=APPLY_CPU_S, entries=portion, more=False, **gone, **place.for_child)
        gone = {"gone": [], "pages": []}


def _done(rows: list[Due]) -> None:
    """These and no others: PostgreSQL may give a lower number to what is committed later."""
    with unit():
        session.execute(delete(SearchDue).where(SearchDue.id.in_([row.id for row in rows])))


def rebuild(progress: Progress = lambda _done, _all: None) -> int:
    """All entries into a new folder, which is then used; how many."""
    with writing():
        with unit():
            there = how_many()
        place, done = new_place(fitting(there)), 0
        for batch in all_entries():
            writer.call("learn", cpu_seconds=APPLY_CPU_S, entries=batch, **place.for_child)
        for batch in all_entries():
            _build(place, batch, more=True)
            done += len(batch)
            progress(done, max(there, done))
        _build(place, [], more=False)
        use(place)
    _looked_at.add(place)
    return done


def _build(place: Place, batch: list[Values], *, more: bool) -> None:
    at_all = {"entries": batch, "gone": [], "pages": [], "more": more}
    writer.call("apply", cpu_seconds=APPLY_CPU_S, **at_all, **place.for_child)
