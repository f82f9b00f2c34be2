"""Pages' documents as the child process holds them, brought up to the log before each question."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from threading import RLock
from typing import Any, NamedTuple

from wiki.core.child import Child, ChildDied, ChildError
from wiki.editing import log as page_log
from wiki.editing import standing
from wiki.editing.log import Head, Row
from wiki.editing.models import PageSnapshot
from wiki.editing.wire import Titled, parse_update

MEMORY_MB = 1024
AT_ONCE = 1000
CPU_S = 5.0

log = logging.getLogger(__name__)
Runs = list[list[int]]

child = Child("wiki.editing.projector.worker", memory_mb=MEMORY_MB, idle_seconds=None)
_asking = RLock()
"""One page at a time: a question is several messages, and the child must not load another page between them."""


class Poisoned(Exception):
    """An update in the log cannot be applied; `at` is its place."""

    def __init__(self, page_id: int, epoch: int, at: int) -> None:
        super().__init__(f"page {page_id}, epoch {epoch}, update {at}")
        self.page_id = page_id
        self.epoch = epoch
        self.at = at


class Title(NamedTuple):
    line: str
    by: int | None
    """Who changed it last, if that is known."""


class Projection(NamedTuple):
    epoch: int
    seq: int
    text: str
    runs: Runs
    title: Title = Title("", None)
    hashes: tuple[str, str] | None = None
    """Of text and title."""


class Edit(NamedTuple):
    head: Head
    client: int
    update: bytes | None
    text: str
    runs: Runs
    title: Title
    conflict: bool


class Snapshot(NamedTuple):
    epoch: int
    seq: int
    state: bytes
    vector: dict[int, int]
    runs: Runs
    titled: list[list[int]]
    """What of it stands in the title."""


def project(page_id: int) -> Projection:
    """The text at the head of the log. Raises Poisoned, ChildDied."""
    head = page_log.head_of(page_id)
    return _projection(head, _ask(page_id, head, "project"))


def project_at(page_id: int, place: Head) -> Projection | None:
    """The text at an earlier place, if the log still reaches back to it."""
    state = page_log.snapshot_of(page_id, place.epoch, upto=place.seq)
    start = state.seq if state else 0
    rows = page_log.rows_after(page_id, place.epoch, start, upto=place.seq)
    if [row.seq for row in rows] != list(range(start + 1, place.seq + 1)):
        return None
    with _asking:
        _call("load", page=-page_id, epoch=place.epoch, **_known(state, start))
        _apply(-page_id, place.epoch, [(row.seq, row.user_id, row.data) for row in rows])
        return _projection(place, _call("project", page=-page_id, epoch=place.epoch))


def _projection(head: Head, answer: dict[str, Any]) -> Projection:
    title = Title(answer["title"], answer["by"])
    return Projection(head.epoch, answer["seq"], answer["text"], answer["runs"], title, tuple(answer["hashes"]))


def edit(page_id: int, *, client: int, author: int, mine: str, base: str | None) -> Edit:
    """The update by which `author` turns the page's text into `mine`, merged with what changed since `base`."""
    head = page_log.head_of(page_id)
    answer = _ask(page_id, head, "edit", client_id=client, author=author, mine=mine, base=base)
    title = Title(answer["title"], answer["by"])
    return Edit(head, client, answer["update"], answer["text"], answer["runs"], title, answer["conflict"])


def retitle(page_id: int, *, client: int, title: str) -> bytes | None:
    """The update that makes this the title in the log."""
    update: bytes | None = _ask(page_id, page_log.head_of(page_id), "retitle", client_id=client, title=title)["update"]
    return update


def fix(page_id: int, head: Head, spans: Sequence[Sequence[int]]) -> list[list[int]]:
    """What stays on these passages of the text at `head`."""
    marks: list[list[int]] = _ask(page_id, head, "fix", spans=[list(span) for span in spans])["marks"]
    return marks


def find(page_id: int, head: Head, marks: Sequence[Sequence[int]]) -> tuple[int, str, list[list[int] | None]]:
    """How far the log was, the text there, and where in it the passages are."""
    answer = _ask(page_id, head, "find", marks=[list(mark) for mark in marks])
    return answer["seq"], answer["text"], answer["spans"]


def snapshot(page_id: int) -> Snapshot:
    head = page_log.head_of(page_id)
    answer = _ask(page_id, head, "snapshot")
    titled = standing.titled_at(page_id, Head(head.epoch, answer["seq"])).spans()
    return Snapshot(head.epoch, answer["seq"], answer["state"], answer["vector"], answer["runs"], titled)


def anew(head: Head, *, client: int, text: str, title: str, runs: Runs) -> Snapshot:
    """A document that has never said anything else, for the epoch after `head`."""
    answer = _call("anew", client_id=client, text=text, title=title)
    titled = Titled()
    titled.learn(parse_update(answer["state"], ours=True))
    return Snapshot(head.epoch + 1, 0, answer["state"], answer["vector"], runs, titled.spans())


def without(page_id: int, epoch: int, bad: int) -> tuple[Snapshot, list[Row]]:
    """The document as it is without one update, and the updates that could not go on without it."""
    state = page_log.snapshot_of(page_id, epoch)
    rows = page_log.rows_after(page_id, epoch, state.seq if state else 0)
    good = [row for row in rows if row.seq != bad]
    out = [row for row in rows if row.seq == bad]
    while (at := _first_bad(state.state if state else None, good)) is not None:
        out.append(good.pop(at))
    renumbered = [(seq, row.user_id, row.data) for seq, row in enumerate(good, 1)]
    titled = standing.titled_in(state, good).spans()
    with _asking:
        _call("load", page=-page_id, epoch=epoch, **_known(state, seq=0))
        _apply(-page_id, epoch, renumbered)
        answer = _call("snapshot", page=-page_id, epoch=epoch)
    return Snapshot(epoch + 1, 0, answer["state"], answer["vector"], answer["runs"], titled), out


def forget() -> None:
    """Of all pages: another database is open from here on."""
    if child.pid:
        with suppress(ChildDied):
            child.call("forget")


def _ask(page_id: int, head: Head, op: str, **args: Any) -> dict[str, Any]:
    with _asking:
        try:
            return _answer(page_id, head, op, args)
        except (ChildDied, ChildError) as error:
            log.warning("page %s cannot be projected, once more: %s", page_id, error)
        try:
            child.close()
            return _answer(page_id, head, op, args)
        except (ChildDied, ChildError):
            at = _search(page_id, head)
            if at is None:
                raise
            raise Poisoned(page_id, head.epoch, at) from None


def _answer(page_id: int, head: Head, op: str, args: dict[str, Any]) -> dict[str, Any]:
    at = _call("have", page=page_id, epoch=head.epoch)["seq"]
    if at is None or at > head.seq:
        state = page_log.snapshot_of(page_id, head.epoch, upto=head.seq)
        at = _load(page_id, head, state)
    rows = page_log.rows_after(page_id, head.epoch, at, upto=head.seq) if at < head.seq else []
    _apply(page_id, head.epoch, [(row.seq, row.user_id, row.data) for row in rows])
    return _call(op, page=page_id, epoch=head.epoch, **args)


def _load(page_id: int, head: Head, state: PageSnapshot | None) -> int:
    seq = state.seq if state else 0
    _call("load", page=page_id, epoch=head.epoch, **_known(state, seq))
    return seq


def _known(state: PageSnapshot | None, seq: int) -> dict[str, Any]:
    return {"seq": seq, "state": state.state, "runs": state.runs} if state else {}


def _apply(page_id: int, epoch: int, updates: Sequence[tuple[int, int, bytes]]) -> None:
    for start in range(0, len(updates), AT_ONCE):
        _call("apply", page=page_id, epoch=epoch, updates=updates[start : start + AT_ONCE])


def _search(page_id: int, head: Head) -> int | None:
    """Where the first update is that cannot be applied, if that is what is wrong."""
    state = page_log.snapshot_of(page_id, head.epoch, upto=head.seq)
    rows = page_log.rows_after(page_id, head.epoch, state.seq if state else 0, upto=head.seq)
    at = _first_bad(state.state if state else None, rows)
    return None if at is None else rows[at].seq


def _first_bad(state: bytes | None, rows: Sequence[Row]) -> int | None:
    """By halves, since one that ends the process does not tell which it was."""
    fine, bad = 0, len(rows)
    if _applies(state, rows):
        return None
    while bad - fine > 1:
        middle = (fine + bad) // 2
        fine, bad = (middle, bad) if _applies(state, rows[:middle]) else (fine, middle)
    return fine


def _applies(state: bytes | None, rows: Sequence[Row]) -> bool:
    try:
        return _call("probe", updates=[row.data for row in rows], state=state)["bad"] is None
    except (ChildDied, ChildError):
        return False


def _call(op: str, **args: Any) -> dict[str, Any]:
    return child.call(op, cpu_seconds=CPU_S, **args)  # type: ignore[no-any-return]
