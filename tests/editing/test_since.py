"""What others changed since somebody last looked."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.child import ChildOverran
from wiki.core.unit import unit
from wiki.editing import since
from wiki.editing.actions import write_text
from wiki.pages import looking
from wiki.pages.looking import ONE_VISIT, write_looks

As = Callable[[Person | None], FlaskClient]
START = "Bring it.\n\n- one\n- two\n\nThe end.\n"
CHANGED = "since you last looked"


class Reader:
    """Somebody who comes to the page now and then."""

    def __init__(self, client: FlaskClient, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client, self.place, self.monkeypatch = client, place, monkeypatch

    def comes(self, query: str = "") -> str:
        answer = self.client.get(f"{self.place.url}{query}")
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def leaves(self) -> None:
        """What follows is another visit."""
        write_looks()
        self.monkeypatch.setattr(looking, "ONE_VISIT", -ONE_VISIT)


@pytest.fixture
def carols(place: Place, bob: Person, carol: Person, as_: As, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Carol has seen what bob wrote."""
    write(place, bob, START)
    reader = Reader(as_(carol), place, monkeypatch)
    assert CHANGED not in reader.comes()
    reader.leaves()
    return reader


def write(place: Place, by: Person, text: str) -> None:
    with unit():
        write_text(place.page_id, by.id, text)


def test_a_line_says_who_and_shows_what(place: Place, alice: Person, bob: Person, carols: Reader) -> None:
    assert CHANGED not in carols.comes()
    write(place, alice, START.replace("The end", "An end"))
    assert "Alice Admiraal changed this page since you last looked." in carols.comes()
    write(place, bob, START.replace("The end", "An end").replace("- one\n", ""))
    page = carols.comes()
    assert "Bob de Boer and Alice Admiraal changed" in page
    query = page.split(f"{place.url}?since=")[1].split('"')[0]
    shown = carols.comes(f"?since={query}")
    assert "2 passages are new, changed or removed." in shown
    assert re.search(r'<p data-since id="since-2"[^>]*>An end.</p>', shown)
    assert 'id="since-1"><b>Removed:</b> <del>one</del></li>' in shown
    assert CHANGED not in shown


def test_ones_own_changes_are_no_news(place: Place, alice: Person, bob: Person, as_: As, carols: Reader) -> None:
    bobs = Reader(as_(bob), place, carols.monkeypatch)
    bobs.comes()
    bobs.leaves()
    write(place, alice, START + "\nAlice's.\n")
    write(place, bob, START + "\nAlice's.\n\nBob's.\n")
    assert CHANGED not in bobs.comes()  # he had the page before him while he wrote
    write(place, alice, START + "\nHers.\n\nBob's.\n")
    page = bobs.comes()
    assert "Alice Admiraal changed this page" in page
    shown = bobs.comes("?since=" + page.split("?since=")[1].split('"')[0])
    assert "1 passage is new" in shown
    assert ">Hers.</p>" in shown


def test_it_costs_a_query_only_when_there_is_news(
    place: Place, alice: Person, carols: Reader, asked: list[str]
) -> None:
    asked.clear()
    carols.comes()
    quiet = len(asked)
    write(place, alice, "Anew.")
    asked.clear()
    carols.comes()
    carols.comes()
    assert len(asked) <= 2 * (quiet + 1)
    assert sum("page_writer" in statement for statement in asked) == 2


def test_an_hour_of_reading_goes_on_showing_it(place: Place, alice: Person, carols: Reader) -> None:
    write(place, alice, "Anew.")
    assert CHANGED in carols.comes()
    write_looks()
    carols.monkeypatch.setattr(looking, "ONE_VISIT", ONE_VISIT)
    assert CHANGED in carols.comes()
    carols.leaves()
    assert CHANGED not in carols.comes()


def test_without_the_log_the_last_one_is_named(place: Place, alice: Person, carols: Reader) -> None:
    write(place, alice, "Anew.")
    carols.monkeypatch.setattr(since, "_WRITERS", since._WRITERS.where(since._USER.c.id < 0))
    assert "Alice Admiraal changed this page" in carols.comes()


@pytest.mark.parametrize("asked", ["", "1", "x.y", "1.-1", "9" * 30 + ".1", "²."])
def test_places_that_cannot_be_are_not_found(place: Place, carols: Reader, asked: str) -> None:
    assert carols.client.get(f"{place.url}?since={asked}").status_code == 404


def test_strangers_learn_nothing(place: Place, dave: Person, as_: As, carols: Reader) -> None:
    assert as_(dave).get(f"{place.url}?since=1.1").status_code == 404


def test_what_takes_too_long_is_said(place: Place, carols: Reader) -> None:
    def overrun(*_: object, **__: object) -> None:
        raise ChildOverran

    carols.monkeypatch.setattr(since.history.by_passage, "call", overrun)
    answer = carols.comes("?since=1.1")
    assert "So much changed that it cannot be marked here." in answer
    assert "The end." in answer
