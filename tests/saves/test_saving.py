"""A page is saved for oneself or for all its readers to see; nobody learns more than that."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.unit import unit
from wiki.editing.purging import purge
from wiki.pages.actions import create_page
from wiki.pages.policy import page_for
from wiki.saves import actions
from wiki.saves.models import Save
from wiki.saves.queries import open_saves, saved_by
from wiki.search.finding import find
from wiki.search.parsing import parse
from wiki.spaces.actions import remove_member

As = Callable[[Person | None], FlaskClient]


def keep(who: Person, place: Place, note: str = "", *, is_open: bool = False) -> None:
    with unit():
        actions.save(who.user, page_for(who.user, place.page_id), note, is_open=is_open)


def notes(who: Person, words: str = "") -> list[str]:
    with unit():
        return [one.note for one in saved_by(who.user, words)]


def found(who: Person, typed: str) -> list[str]:
    with unit():
        return [hit.title for hit in find(who.user, parse(typed)).hits]


def test_saved_for_oneself_or_for_all(place: Place, bob: Person, carol: Person, alice: Person) -> None:
    keep(bob, place, "  For  newcomers ", is_open=True)
    keep(carol, place, "Naïve about keys")
    assert notes(bob) == ["For newcomers"]
    assert notes(carol, "naive KEYS first") == ["Naïve about keys"], "title and note, whatever the accents"
    assert notes(carol, "keys nowhere") == []
    with unit():
        assert [(each.by.handle, each.note) for each in open_saves(place.page_id)] == [("bob", "For newcomers")]
    assert found(carol, "saved:me") == ["First steps"]
    assert found(alice, "saved:bob") == ["First steps"]
    assert found(alice, "saved:carol") == found(alice, "saved:me") == found(alice, "saved:nobody") == []
    keep(bob, place, "Not now")
    assert found(alice, "saved:bob") == []
    with unit():
        assert open_saves(place.page_id) == []
        assert session.scalar(select(func.count()).select_from(Save)) == 2
        with pytest.raises(Invalid, match="300"):
            actions.save(bob.user, page_for(bob.user, place.page_id), "x" * 301)


def test_taken_back_and_put_back(place: Place, bob: Person) -> None:
    keep(bob, place, "Kept words", is_open=True)
    with unit():
        actions.take_back(bob.user, place.page)
        with pytest.raises(NotFound):
            actions.take_back(bob.user, place.page)
        assert open_saves(place.page_id) == []
    assert notes(bob) == found(bob, "saved:me") == []
    with unit():
        actions.put_back(bob.user, place.page)
        with pytest.raises(NotFound):
            actions.put_back(bob.user, place.page)
    assert notes(bob) == ["Kept words"]
    with unit():
        actions.take_back(bob.user, place.page)
        other = create_page(bob.user, place.space, "Another").id
        session.execute(update(Save).values(taken_back_at=now() - timedelta(days=2)))
    with unit(), pytest.raises(NotFound):
        actions.put_back(bob.user, place.page)
    with unit():
        actions.save(bob.user, page_for(bob.user, other))
        assert session.scalars(select(Save.page_id)).all() == [other], "what was taken back is gone after a day"


def test_rights_are_those_of_the_moment(place: Place, alice: Person, carol: Person) -> None:
    keep(carol, place, "Mine")
    with unit():
        remove_member(place.space, carol.user)
    assert notes(carol) == found(carol, "saved:me") == []


def test_a_secret_goes_from_notes(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    keep(bob, place, "The code is 90210-x")
    with unit():
        actions.take_back(bob.user, place.page)
    with unit():
        purge(alice.user, page_for(alice.user, place.page_id), "90210-x")
    with unit():
        assert "90210" not in session.scalars(select(Save.note)).one()
    keep(bob, place, "x" * 296 + "4711")
    with unit():
        purge(alice.user, page_for(alice.user, place.page_id), "4711")
    with unit():
        assert len(session.scalars(select(Save.note)).one()) == 300, "what stands instead has room"


@pytest.mark.usefixtures("without_csrf")
def test_over_http(place: Place, as_: As, bob: Person, carol: Person, dave: Person) -> None:
    reader, there = as_(carol), f"{place.url}/save"
    assert there in reader.get(place.url).text, "in the page's menu"
    wrong = reader.post(there, data={"note": "x" * 301, "is_open": "y"})
    assert wrong.status_code == 422
    assert "x" * 301 in wrong.text
    done = reader.post(f"{there}?from=saved", data={"note": "<b>Keys</b>", "is_open": "y"}, follow_redirects=True)
    assert done.request.path == "/saved"
    assert "&lt;b&gt;Keys&lt;/b&gt;" in done.text
    assert "Undo" in done.text
    assert "Carol Çelik" in as_(bob).get(there).text
    assert "Nothing found" in reader.get("/saved?q=nowhere").text
    assert reader.post(f"{there}/removal").headers["Location"] == place.url
    assert "You have saved nothing yet" in reader.get("/saved").text
    assert reader.post(f"{there}/removal/end").status_code == 303
    assert "Keys" in reader.get("/saved").text
    offered = reader.get(f"/search/suggest?q=>save&page={place.page_id}").json
    assert [option["url"] for option in offered[0]["options"]] == [f"/p/{place.page_id}/save", "/saved"]
    assert [len(reader.get(f"/search/suggest?q=>save&page={odd}").json) for odd in ("x", "1/../2", "9" * 10)] == [1] * 3
    assert as_(dave).get(there).status_code == 404
