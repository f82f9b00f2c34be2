"""Writing becomes versions as time passes. The clock is the test's own, and stands still while anybody works."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from math import inf

import pytest
from pycrdt import Doc, Text
from sqlalchemy.orm import selectinload, undefer

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing import documents, log, projecting, revisions, snapshots
from wiki.editing.actions import current, name_version, text_at, write_text
from wiki.editing.log import Entry
from wiki.editing.models import PageUpdate
from wiki.editing.projecting import Projecting
from wiki.editing.revisions import runs_of
from wiki.pages.models import Revision

BEGAN = datetime(2030, 1, 1, 9, tzinfo=UTC)
SENTENCE = "A sentence that somebody remembers. "
WHOLE = (selectinload(Revision.authors), undefer(Revision.text_z), undefer(Revision.runs_z))
Write = Callable[[Person, str], None]


class TimeIsUp(BaseException):
    """Out of the loop that goes on for ever."""


class Time:
    """Also in the place of the event that wakes the projector: who waits there moves it on."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.until = inf

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def set(self) -> None:
        """It looks anyway."""

    def clear(self) -> None:
        """And forgets nothing."""

    def wait(self, seconds: float | None) -> None:
        self.seconds = min(self.until, self.seconds + (inf if seconds is None else seconds))
        if self.seconds == self.until:
            raise TimeIsUp


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    for module in (log, revisions):
        monkeypatch.setattr(module, "now", time.now)
    monkeypatch.setattr(projecting, "monotonic", time.monotonic)
    return time


@pytest.fixture
def projector(time: Time, monkeypatch: pytest.MonkeyPatch) -> Projecting:
    projector = Projecting(lambda _text, _page: None)
    monkeypatch.setattr(projector, "_wake", time)
    return projector


@pytest.fixture
def passes(time: Time, projector: Projecting) -> Callable[..., None]:
    """So much time goes by."""

    def passes(**much: float) -> None:
        time.until = time.seconds + timedelta(**much).total_seconds()
        with pytest.raises(TimeIsUp):
            projector.run_forever()

    return passes


@pytest.fixture
def write(place: Place, projector: Projecting) -> Write:
    """Add words at the end, as a live editor does: readers see them a moment later."""

    def write(person: Person, words: str) -> None:
        with unit():
            write_text(place.page_id, person.id, current(place.page_id).text + words, show=False)
        projector.note(place.page_id)

    return write


def versions(place: Place) -> list[tuple[str, dict[int, float]]]:
    """The text of each and who had which part in it, the first first."""
    with unit():
        kept = session.query(Revision).filter_by(page_id=place.page_id).order_by(Revision.number).options(*WHOLE)
        return [(text_at(version), {author.user_id: author.share for author in version.authors}) for version in kept]


def test_five_quiet_minutes_end_a_session(
    place: Place, alice: Person, bob: Person, write: Write, passes: Callable[..., None]
) -> None:
    write(alice, SENTENCE * 3)
    passes(minutes=4)
    write(bob, SENTENCE)
    passes(minutes=4, seconds=59)
    assert versions(place) == []
    passes(seconds=10)
    assert versions(place) == [(SENTENCE * 4, {alice.id: 0.75, bob.id: 0.25})]
    with unit():
        (version,) = session.query(Revision).options(*WHOLE)
        assert version.at == BEGAN + timedelta(minutes=4)
        assert runs_of(version) == [[alice.id, 3 * len(SENTENCE)], [bob.id, len(SENTENCE)]]
    passes(days=1)
    assert len(versions(place)) == 1


def test_the_last_writer_who_leaves_ends_the_session(
    place: Place, alice: Person, write: Write, projector: Projecting, passes: Callable[..., None]
) -> None:
    write(alice, SENTENCE)
    projector.at_once(place.page_id, ends=True)
    passes(seconds=0.001)
    assert versions(place) == [(SENTENCE, {alice.id: 1.0})]


def test_a_session_that_could_not_be_kept_ends_later(
    place: Place,
    alice: Person,
    write: Write,
    projector: Projecting,
    passes: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def disk_is_full(*_: object, **__: object) -> None:
        raise OSError

    write(alice, SENTENCE)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(projecting, "save_projection", disk_is_full)
        projector.at_once(place.page_id, ends=True)
        passes(seconds=1)
    passes(seconds=30)
    assert versions(place) == [(SENTENCE, {alice.id: 1.0})]


def test_who_joins_after_a_quarter_of_an_hour_begins_another_session(
    place: Place, alice: Person, bob: Person, write: Write, passes: Callable[..., None]
) -> None:
    for _ in range(8):
        write(alice, SENTENCE)
        passes(minutes=2)
    write(bob, SENTENCE)
    passes(minutes=1)
    assert versions(place) == [(SENTENCE * 8, {alice.id: 1.0})]
    write(alice, SENTENCE)
    passes(minutes=6)
    assert versions(place)[1:] == [(SENTENCE * 10, {alice.id: 0.5, bob.id: 0.5})]


def test_who_joins_sooner_writes_in_the_same_session(
    place: Place, alice: Person, bob: Person, write: Write, passes: Callable[..., None]
) -> None:
    for person in (alice, alice, alice, bob):
        write(person, SENTENCE)
        passes(minutes=4)
    passes(minutes=2)
    assert versions(place) == [(SENTENCE * 4, {alice.id: 0.75, bob.id: 0.25})]


def test_a_name_ends_the_session_and_what_follows_is_a_version_of_its_own(
    place: Place, alice: Person, bob: Person, write: Write, passes: Callable[..., None]
) -> None:
    write(alice, SENTENCE)
    write(bob, SENTENCE)
    with unit():
        name_version(place.page_id, "As agreed")
    write(bob, "!")
    passes(minutes=6)
    assert versions(place) == [
        (SENTENCE * 2, {alice.id: 0.5, bob.id: 0.5}),
        (SENTENCE * 2 + "!", {bob.id: 1.0}),
    ]


def test_something_tiny_goes_into_the_last_version_of_the_same_people_for_a_day(
    place: Place, alice: Person, bob: Person, write: Write, passes: Callable[..., None]
) -> None:
    write(alice, SENTENCE)
    passes(minutes=6)
    write(alice, "Yes.")
    passes(minutes=6)
    assert versions(place) == [(SENTENCE + "Yes.", {alice.id: 1.0})]
    write(bob, "No.")
    passes(minutes=6)
    assert len(versions(place)) == 2, "of somebody else"
    passes(days=1)
    write(bob, "Well.")
    passes(minutes=6)
    assert len(versions(place)) == 3, "a day later"


def test_every_character_keeps_its_author_through_compaction(
    place: Place, alice: Person, bob: Person, carol: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "AFTER_UPDATES", 20)
    documents.child.close()  # it may hold a page of another test's database under the same number
    dice = random.Random(3)
    desks = [Desk(person, client) for client, person in enumerate((alice, bob, carol), 1)]
    model: list[tuple[str, int]] = []
    for step in range(150):
        desk = dice.choice(desks)
        update = desk.edit(dice, model)
        with unit():
            log.append(place.page_id, 1, [Entry(desk.client, desk.counter, desk.person.id, update)])
        for other in desks:
            other.doc.apply_update(update)
        if step % 10 == 9:
            assert projecting.project(place.page_id, ends=step % 30 == 29).runs == runs_in(model)
        if step % 50 == 49:
            documents.child.close()  # from the snapshot the next time
    with unit():
        assert session.query(PageUpdate).filter_by(page_id=place.page_id).count() < 150
        assert documents.project(place.page_id).text == "".join(character for character, _ in model)
        last = revisions.last_of(place.page_id)
        assert last is not None
        assert sum(length for _, length in runs_of(last)) == units(text_at(last))


class Desk:
    """Where one person writes, up to date with all others."""

    def __init__(self, person: Person, client: int) -> None:
        self.person, self.client, self.counter = person, client, 0
        self.doc: Doc = Doc(client_id=client)
        self.text = self.doc.get("text", type=Text)
        self.updates: list[bytes] = []
        self.watch = self.doc.observe(lambda event: self.updates.append(event.update))

    def edit(self, dice: random.Random, model: list[tuple[str, int]]) -> bytes:
        """Something inserted or deleted, here and in the model."""
        self.counter += 1
        self.updates.clear()
        start = dice.randint(0, len(model))
        place = in_bytes(model[:start])
        if len(model) - start > 8 and dice.random() < 0.4:
            end = start + dice.randint(1, 8)
            del self.text[place : place + in_bytes(model[start:end])]
            del model[start:end]
        else:
            words = "".join(dice.choices("ab é漢👩😀\n", k=dice.randint(1, 8)))
            self.text.insert(place, words)
            model[start:start] = [(character, self.person.id) for character in words]
        return b"".join(self.updates)


def in_bytes(part: list[tuple[str, int]]) -> int:
    return len("".join(character for character, _ in part).encode())


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def runs_in(model: list[tuple[str, int]]) -> list[list[int]]:
    """Author and length of each run, as browsers count."""
    return [
        [author, sum(units(character) for character, _ in run)]
        for author, run in groupby(model, lambda entry: entry[1])
    ]
