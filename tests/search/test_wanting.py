"""What is looked for in vain says which pages are wanted, and nothing of who wants them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place
from tests.search.test_finding import write
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.purging import purge
from wiki.pages.policy import page_for
from wiki.search import desk, indexing, wanting
from wiki.search.models import MissedWords
from wiki.search.parsing import parse
from wiki.search.wanting import missed_words, note, words_of
from wiki.spaces.actions import create_space

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def indexed(written: Place) -> Iterator[Place]:
    indexing.rebuild()
    indexing.drain()
    wanting.forget()
    yield written
    wanting.forget()


def miss(typed: str, *people: Person) -> None:
    for person in people:
        with unit():
            note(person.user, parse(typed))


def lines() -> list[tuple[str, int]]:
    with unit():
        return [(line.words, line.days) for line in session.scalars(select(MissedWords).order_by(MissedWords.id))]


def test_two_people_within_a_week(bob: Person, carol: Person, dave: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [datetime(2026, 11, 2, tzinfo=UTC)]
    monkeypatch.setattr(wanting, "now", lambda: moment[0])
    miss("Parking permit", *[bob] * 5)
    assert lines() == [], "one person, however often"
    moment[0] += timedelta(days=8)
    miss("parking PERMIT", carol)
    assert lines() == [], "too long after"
    miss("pârking  permit", dave)
    assert lines() == [("parking permit", 1)]
    miss("parking permit", bob, bob, carol)
    assert lines() == [("parking permit", 1)], "days, not times"
    moment[0] += timedelta(days=1)
    miss("parking permit", bob)
    assert lines() == [("parking permit", 2)]
    moment[0] += timedelta(days=91)
    miss("bicycle", bob, carol)
    assert lines() == [("bicycle", 1)], "what nobody misses goes"


def test_what_could_tell_of_somebody_is_not_kept(bob: Person, carol: Person, alice: Person) -> None:
    for typed in (
        "call 0612345678",
        "jan@example.org",
        "www.example.org",
        "bonus Admiraal",
        "salary çelik",
        "salary carol",
        "space:field-work salary",
        "salary -bob",
        "in:title salary",
        "a b",
        "the",
        "one two three four five six",
        "x" * 61,
        "",
    ):
        miss(typed, bob, carol, alice)
        assert lines() == [], typed
    assert words_of(parse('"Parking  permit" ')) == "parking permit"


def test_memory_and_rows_are_bounded(bob: Person, carol: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanting, "MOST_IN_MEMORY", 2)
    monkeypatch.setattr(wanting, "MOST_KEPT", 2)
    miss("badger", bob)
    miss("otter", bob)
    miss("weasel", bob)
    miss("badger", carol)
    assert lines() == [], "the oldest is forgotten"
    for name in ("badger", "otter", "weasel", "polecat"):
        miss(name, bob, carol)
    assert [words for words, _ in lines()] == ["weasel", "polecat"]


def test_what_somebody_finds_by_now_is_not_shown_to_them(
    indexed: Place, bob: Person, carol: Person, dave: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(who: Person) -> list[str]:
        with unit():
            return [line.words for line in missed_words(who.user)]

    miss("swallow", carol, dave)
    write(bob, indexed, "Attic", "Swallows nest here.")
    indexing.drain()
    assert shown(carol) == []
    assert shown(dave) == ["swallow"], "whether a page that is closed to him has it he does not learn"

    def unready(*_: object) -> None:
        raise desk.Unready("no index")

    monkeypatch.setattr(desk, "search", unready)
    assert shown(carol) == ["swallow"]


def test_a_secret_goes_from_them_too(indexed: Place, alice: Person, bob: Person, carol: Person) -> None:
    miss("swordfish gate", bob, carol)
    miss("swordfish", bob)
    miss("other gate", bob, carol)
    with unit():
        purge(alice.user, page_for(alice.user, indexed.page_id), "Swordfish")
    miss("swordfish", carol)
    assert lines() == [("other gate", 1)]


@pytest.mark.usefixtures("without_csrf")
def test_over_http(indexed: Place, as_: As, alice: Person, bob: Person, carol: Person, dave: Person) -> None:
    """Searching notes it, the page shows it beside links that lead nowhere, and a button begins it."""
    for who in (bob, carol):
        for typed in ("parking permit", "key", "frist", "carol"):
            as_(who).get("/search", query_string={"q": typed})
    assert lines() == [("parking permit", 1)], "neither what was found, nor a slip of the fingers, nor people"
    page = as_(bob).get("/wanted").text
    assert "parking permit" in page
    assert "Somewhere else" in page
    assert "/removal" not in page
    assert (
        as_(bob)
        .get("/wanted/begin?title=Parking+permit&space=field-work")
        .headers["Location"]
        .endswith("/s/field-work/new?title=Parking+permit")
    )
    stranger = as_(dave).get("/wanted").text
    assert "Somewhere else" not in stranger
    assert "First steps" not in stranger
    assert as_(bob).post("/wanted/1/removal").status_code == 403
    assert "/wanted/1/removal" in as_(alice).get("/wanted").text
    assert as_(alice).post("/wanted/1/removal").status_code == 303
    assert lines() == []
    assert "Wanted pages" in as_(carol).get("/search?q=nowhere+found").text


def test_the_name_of_a_closed_space_is_told_to_nobody(alice: Person, bob: Person, carol: Person) -> None:
    miss("kestrelmark", bob, carol)
    assert lines() == [("kestrelmark", 1)]
    with unit():
        create_space(bob.user, "Kestrelmark merger", team_role=None)
    with unit():
        assert missed_words(alice.user) == [], "though it was missed before there was one"
    miss("merger budget", bob, carol)
    assert lines() == [("kestrelmark", 1)]
