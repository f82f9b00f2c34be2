"""Keeping the index up to what the database says: one writer, fed by rows that come with every change.

What is committed is found though all of this dies at any moment: a row goes after the index was written, so it may be
looked at twice. While the index is built anew, in a folder of its own, the old one answers, and rows wait.
"""

import logging
from collections.abc import Callable
from threading import Event
from time import sleep

from sqlalchemy import delete, select

from wiki.core.child import Child, ChildDied, ChildError
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.search.desk import MEMORY_MB
from wiki.search.documents import AT_ONCE, all_documents, documents, how_many
from wiki.search.engines import EngineName
from wiki.search.keeping import Place, current, keeping, new_place, use, writing
from wiki.search.models import SearchDue

log = logging.getLogger(__name__)

APPLY_CPU_S = 120.0
GATHER_S = 0.3
LOOK_EVERY_S = 2.0
"""Other processes write rows, too: an import, a command."""
WHOOSH_UP_TO = 12_000
"""Pages; from there on `auto` takes SQLite, where Whoosh would not answer within the time that typing takes."""
SLACK = 1.25
"""So that an index is not built anew for every page around that number."""
PAUSE_AFTER_FAILURE_S = 5.0

writer = Child("wiki.search.worker", memory_mb=MEMORY_MB)
wake = Event()

Progress = Callable[[int, int], None]


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
    """Whether it opens, answers, has as many pages as there are but for those that are due, and suits their number."""
    try:
        found: int = writer.call("count", cpu_seconds=APPLY_CPU_S, **place.for_child)
    except (ChildDied, ChildError):
        log.warning("The index cannot be read.")
        return False
    with unit():
        pages, due = how_many(), len(set(session.scalars(select(SearchDue.page_id).limit(AT_ONCE * 100))))
    return abs(found - pages) <= due and _suits(place.engine, pages)


def _suits(engine: EngineName, pages: int) -> bool:
    if keeping.wanted != "auto":
        return engine == keeping.wanted
    return pages > WHOOSH_UP_TO / SLACK if engine == "fts5" else pages <= WHOOSH_UP_TO * SLACK


def fitting(pages: int) -> EngineName:
    if keeping.wanted != "auto":
        return keeping.wanted
    return "whoosh" if pages <= WHOOSH_UP_TO else "fts5"


def drain() -> int:
    """Look at all that is due; how many pages that were."""
    seen = 0
    while batch := _batch():
        rows, ids = batch
        if None in ids:
            rebuild(until=max(rows))
            continue
        with writing():
            place = current()
            if place is None:
                return seen
            with unit():
                found, gone = documents([page_id for page_id in ids if page_id is not None])
            writer.call("apply", cpu_seconds=APPLY_CPU_S, pages=found, gone=gone, **place.for_child)
        _done(rows)
        seen += len(ids)
    return seen


def _batch() -> tuple[list[int], set[int | None]] | None:
    with unit():
        first = select(SearchDue.id, SearchDue.page_id).order_by(SearchDue.id).limit(AT_ONCE)
        rows = session.execute(first).all()
    return ([row.id for row in rows], {row.page_id for row in rows}) if rows else None


def _done(rows: list[int]) -> None:
    with unit():
        session.execute(delete(SearchDue).where(SearchDue.id.in_(rows)))


def rebuild(progress: Progress = lambda _done, _all: None, until: int | None = None) -> int:
    """All pages into a new folder, which is then used; how many. Rows up to `until` are looked at by that."""
    with writing():
        with unit():
            pages = how_many()
        place, done = new_place(fitting(pages)), 0
        writer.call("apply", cpu_seconds=APPLY_CPU_S, pages=[], gone=[], **place.for_child)
        for batch in all_documents():
            writer.call("apply", cpu_seconds=APPLY_CPU_S, pages=batch, gone=[], **place.for_child)
            done += len(batch)
            progress(done, max(pages, done))
        use(place)
    _looked_at.add(place)
    if until is not None:
        with unit():
            session.execute(delete(SearchDue).where(SearchDue.id <= until))
    return done
