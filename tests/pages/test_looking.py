"""What people last saw of a page, and how often it is looked at."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.conftest import Person, Place
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages import looking, views_count
from wiki.pages.looking import PageLook, last_look, note, write_looks
from wiki.pages.models import Page
from wiki.pages.views_count import PageViews, by_month, count, sweep
from wiki.web.copies import HEADER

As = Callable[[Person | None], FlaskClient]
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(looking, "now", clock)
    monkeypatch.setattr(views_count, "now", clock)
    return clock


def look(clock: Clock, person: Person, place: Place, seq: int, after: timedelta = timedelta()) -> None:
    clock.now += after
    note(person.id, place.page_id, 1, seq)
    write_looks()


def counts(place: Place) -> list[tuple[date, int]]:
    with unit():
        return by_month(place.page_id)


def test_what_was_new_at_the_beginning_of_a_visit_stays_new_in_it(place: Place, carol: Person, clock: Clock) -> None:
    look(clock, carol, place, 5)
    clock.now += timedelta(hours=2)
    with unit():
        assert last_look(carol.id, place.page_id) == (1, 5, NOON)  # also before this visit is written
    look(clock, carol, place, 9)
    look(clock, carol, place, 11, timedelta(minutes=50))
    with unit():
        assert last_look(carol.id, place.page_id) == (1, 5, NOON)
    clock.now += timedelta(hours=1)
    with unit():
        assert last_look(carol.id, place.page_id) == (1, 11, NOON + timedelta(hours=2, minutes=50))
        assert last_look(place.page_id, 4711) is None


def test_a_visit_counts_once_and_each_month_by_itself(place: Place, bob: Person, carol: Person, clock: Clock) -> None:
    for person in (carol, bob, carol):
        look(clock, person, place, 1, timedelta(minutes=20))
    assert counts(place) == [(date(2026, 3, 1), 2)]
    look(clock, carol, place, 1, timedelta(hours=12))
    assert counts(place) == [(date(2026, 3, 1), 2), (date(2026, 4, 1), 1)]


def test_counts_go_after_two_years(place: Place, clock: Clock) -> None:
    with unit():
        count([(place.page_id, datetime(2024, 3, 31, tzinfo=UTC)), (place.page_id, datetime(2024, 4, 1, tzinfo=UTC))])
    assert counts(place) == [(date(2024, 4, 1), 1)]
    with unit():
        sweep()
    with unit():
        assert list(session.scalars(select(PageViews.month))) == [date(2024, 4, 1)]


def test_who_or_what_is_gone_keeps_nobody_elses_looks(place: Place, bob: Person, carol: Person, clock: Clock) -> None:
    note(bob.id, place.page_id, 1, 1)
    note(carol.id, place.page_id, 1, 1)
    note(carol.id, 4711, 1, 1)
    with unit():
        session.execute(delete(User).where(User.id == bob.id))
    write_looks()
    with unit():
        assert list(session.scalars(select(PageLook.user_id))) == [carol.id]


def test_what_could_not_be_written_waits(
    place: Place, carol: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(looking, "count", lambda _visits: 1 / 0)
        look(clock, carol, place, 3)
    assert counts(place) == []
    write_looks()
    assert counts(place) == [(date(2026, 3, 1), 1)]
    with unit():
        assert session.get_one(PageLook, (place.page_id, carol.id)).seq == 3


def test_reading_notes_a_look_and_writes_nothing(written: Place, carol: Person, as_: As, asked: list[str]) -> None:
    client = as_(carol)
    client.get(written.url)
    looking.forget()
    client.get(written.url, headers={HEADER: "1"})
    write_looks()
    assert counts(written) == []  # a copy for the device is nobody's look
    asked.clear()
    client.get(written.url)
    assert {statement.split()[0] for statement in asked} == {"SELECT"}
    write_looks()
    assert [visits for _, visits in counts(written)] == [1]


def test_a_page_that_goes_takes_its_looks_with_it(place: Place, carol: Person, clock: Clock) -> None:
    look(clock, carol, place, 1)
    with unit():
        session.execute(delete(Page).where(Page.id == place.page_id))
    with unit():
        assert session.scalars(select(PageLook)).all() == []
        assert counts(place) == []
