"""From the log to what readers see, a moment after people paused; and from sessions of writing to revisions."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from time import monotonic

from sqlalchemy import or_, select

from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.unit import unit
from wiki.editing import documents, quarantine, snapshots, titles
from wiki.editing import log as page_log
from wiki.editing.documents import Poisoned, Projection
from wiki.editing.log import Head
from wiki.editing.models import PageHead
from wiki.editing.revisions import QUIET_AFTER, Sessions
from wiki.pages.models import PageContent
from wiki.pages.projection import save_projection

PAUSE_S = 1.0
LONGEST_S = 5.0
REST_FOR_WORK = 15
LONGEST_REST_S = 0.25
RETRY_S = 30.0

log = logging.getLogger(__name__)
sessions = Sessions()


@dataclass(slots=True)
class Due:
    at: float
    latest: float
    ends: bool = False
    """Whether the last writer left, which ends the session."""
    urgent: bool = False


class Projecting:
    """What is to be projected: a second after the last update, five after the first, at once when all left.

    Where many pages are busy they take turns, with a rest after each that is many times as long as the work: people
    who write come first. What is urgent does not wait for that.
    """

    def __init__(self, projected: Callable[[Projection, int], None]) -> None:
        """`projected(projection, page id)` hears of each."""
        self._projected = projected
        self._due: dict[int, Due] = {}
        self._quiet: dict[int, float] = {}
        self._rested_at = 0.0
        self._wake = Event()

    def note(self, page_id: int) -> None:
        """Something was written."""
        now = monotonic()
        due = self._due.get(page_id)
        if due is None:
            self._due[page_id] = Due(now + PAUSE_S, now + LONGEST_S)
            self._wake.set()
        elif not due.ends:
            due.at = min(now + PAUSE_S, due.latest)

    def at_once(self, page_id: int, *, ends: bool) -> None:
        now = monotonic()
        self._due[page_id] = Due(now, now, ends, urgent=True)
        self._wake.set()

    def run_forever(self) -> None:
        while True:
            self._wake.clear()
            self._end_what_is_quiet()
            page_id = min(self._due, key=self._turn_of, default=None)
            began = monotonic()
            if page_id is not None and self._turn_of(page_id)[0] <= began:
                self._run(page_id, self._due.pop(page_id))
                self._rested_at = monotonic() + min(REST_FOR_WORK * (monotonic() - began), LONGEST_REST_S)
            else:
                waits = [*self._quiet.values(), *([] if page_id is None else self._turn_of(page_id)[:1])]
                self._wake.wait(max(0.0, min(waits) - began) if waits else None)

    def _turn_of(self, page_id: int) -> tuple[float, float]:
        due = self._due[page_id]
        return due.at if due.urgent else max(due.at, self._rested_at), due.at

    def _end_what_is_quiet(self) -> None:
        now = monotonic()
        for page_id in [page_id for page_id, at in self._quiet.items() if at <= now]:
            del self._quiet[page_id]
            self.at_once(page_id, ends=False)

    def _run(self, page_id: int, due: Due) -> None:
        try:
            text = project(page_id, ends=due.ends)
        except NotFound:
            log.debug("page %s is gone", page_id)
        except Exception:
            log.exception("page %s was not projected; trying again", page_id)
            self._due.setdefault(page_id, Due(monotonic() + RETRY_S, monotonic() + RETRY_S, due.ends))
        else:
            self._projected(text, page_id)
            if sessions.is_open(page_id):
                self._quiet[page_id] = monotonic() + QUIET_AFTER.total_seconds() + 1


def project(page_id: int, *, ends: bool = False) -> Projection:
    """Bring what readers see up to the log; keep a revision where a session ended, and a snapshot where one is due."""
    try:
        with unit():
            head = page_log.head_of(page_id)
            _close_before_others(page_id, head)
            text = documents.project(page_id)
            sessions.tally(page_id, upto=Head(text.epoch, text.seq))
            snapshot = documents.snapshot(page_id) if snapshots.is_due(page_id, Head(text.epoch, text.seq)) else None
    except Poisoned as poisoned:
        with unit():
            quarantine.set_aside(poisoned)
        return project(page_id, ends=ends)
    with unit():
        _keep(page_id, text, ends)
        if snapshot:
            snapshots.keep(page_id, snapshot)
    return text


def settle(page_id: int) -> None:
    """Let readers see, from now on, all that the log holds: somebody who is done wants to read what they wrote."""
    with unit():
        shown = session.get(PageContent, page_id)
        settled = shown is None or Head(shown.epoch, shown.seq) == page_log.head_of(page_id)
    if not settled:
        project(page_id)


def _keep(page_id: int, text: Projection, ends: bool) -> None:
    head = Head(text.epoch, text.seq)
    writers = unseen(page_id, head)
    save_projection(page_id, epoch=head.epoch, seq=head.seq, text=text.text, runs=text.runs, writers=writers)
    titles.show(page_id, head, text.title, writers)
    if ends or sessions.is_quiet(page_id, head):
        sessions.close(page_id, text)


def unseen(page_id: int, head: Head) -> tuple[int, ...]:
    """Those who wrote what readers do not see yet, up to here, the last to write last."""
    shown = _shown(page_id)
    seen = shown.seq if shown.epoch == head.epoch else 0
    return tuple(page_log.authors_after(page_id, head.epoch, seen, upto=head.seq))


def _close_before_others(page_id: int, head: Head) -> None:
    """The session that lasted long ends before the first words of somebody who had no part in it."""
    shown = _shown(page_id)
    if shown.epoch != head.epoch or not sessions.others_joined(page_id, head, shown.seq):
        return
    before = documents.project_at(page_id, shown)
    if before:
        sessions.close(page_id, before)


def _shown(page_id: int) -> Head:
    """How much of the log readers see."""
    seen = select(PageContent.epoch, PageContent.seq).where(PageContent.page_id == page_id)
    return Head(*session.execute(seen).one())


def behind() -> list[int]:
    """Pages whose readers do not see yet what the log has."""
    stale = or_(PageContent.seq < PageHead.seq, PageContent.epoch < PageHead.epoch)
    return list(
        session.scalars(
            select(PageHead.page_id).join(PageContent, PageContent.page_id == PageHead.page_id).where(stale)
        )
    )
