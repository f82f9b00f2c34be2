"""A colleague is saved for oneself alone: nobody learns of it by any way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from tests.conftest import Person, Place
from wiki.accounts.actions import suspend
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.unit import unit
from wiki.people.models import Detail, Profile, ProfileSight, Sight
from wiki.saves import people
from wiki.saves.models import PersonSave

As = Callable[[Person | None], FlaskClient]


def keep(who: Person, whom: Person, note: str = "") -> None:
    with unit():
        people.save_person(who.user, whom.user, note)


def notes(who: Person, words: str = "") -> list[tuple[str, str]]:
    with unit():
        return [(one.handle, one.note) for one in people.people_saved_by(who.user, words)]


def test_saved_with_a_note_found_by_its_words(bob: Person, carol: Person, dave: Person) -> None:
    keep(bob, carol, "  Knows  the naïve pump ")
    keep(bob, dave)
    assert notes(bob) == [("dave", ""), ("carol", "Knows the naïve pump")]
    assert notes(bob, "NAIVE celik") == [("carol", "Knows the naïve pump")], "name and note, whatever the accents"
    assert notes(carol) == notes(dave) == []
    keep(bob, carol, "Other words")
    assert notes(bob, "carol") == [("carol", "Other words")]
    with pytest.raises(Invalid, match="300"):
        keep(bob, carol, "x" * 301)


def test_taken_back_and_put_back_within_a_day(bob: Person, carol: Person, dave: Person) -> None:
    keep(bob, carol, "Kept words")
    with unit():
        people.take_person_back(bob.user, carol.user)
        with pytest.raises(NotFound):
            people.take_person_back(bob.user, carol.user)
    assert notes(bob) == []
    with unit():
        people.put_person_back(bob.user, carol.user)
        with pytest.raises(NotFound):
            people.put_person_back(bob.user, carol.user)
    assert notes(bob) == [("carol", "Kept words")]
    with unit():
        people.take_person_back(bob.user, carol.user)
        session.execute(update(PersonSave).values(taken_back_at=now() - timedelta(days=2)))
    with unit(), pytest.raises(NotFound):
        people.put_person_back(bob.user, carol.user)
    keep(bob, dave)
    with unit():
        assert session.scalar(select(func.count()).select_from(PersonSave)) == 1, "nothing is left of it after a day"


def test_neither_oneself_nor_who_is_suspended(bob: Person, carol: Person, dave: Person, alice: Person) -> None:
    keep(bob, carol, "Was here")
    with unit():
        for person in (carol, dave):
            suspend(person.user, by=alice.user)
    for whom in (bob, dave):
        with pytest.raises(NotFound):
            keep(bob, whom)
    keep(bob, carol, "Who is saved stays, and so does the note")
    assert notes(bob) == [("carol", "Who is saved stays, and so does the note")]


@pytest.mark.usefixtures("without_csrf")
def test_over_http(place: Place, as_: As, alice: Person, bob: Person, carol: Person, dave: Person) -> None:
    mine, there = as_(bob), "/u/carol/save"
    assert there in mine.get("/people/carol").text
    wrong = mine.post(there, data={"note": "x" * 301})
    assert wrong.status_code == 422
    assert "x" * 301 in wrong.text
    done = mine.post(f"{there}?from=saved", data={"note": "<b>Pumps</b>"}, follow_redirects=True)
    assert done.request.path == "/saved"
    assert "&lt;b&gt;Pumps&lt;/b&gt;" in done.text
    assert "Undo" in done.text
    assert "Saved" in mine.get("/people/carol").text
    assert "&lt;b&gt;Pumps" in mine.get(there).text
    for other in (carol, alice):
        told = [as_(other).get(url).text for url in ("/saved", "/people/carol", "/people/bob", "/search?q=saved:bob")]
        assert not any("Pumps" in page for page in told)
    assert mine.post(f"{there}/removal").headers["Location"] == "/people/carol"
    assert "You have saved nothing yet" in mine.get("/saved").text
    assert mine.post(f"{there}/removal/end").status_code == 303
    assert "Pumps" in mine.get("/saved").text
    assert [mine.get(url).status_code for url in ("/u/bob/save", "/u/nobody/save")] == [404, 404]


def test_a_headline_as_far_as_it_is_shown(place: Place, as_: As, bob: Person, dave: Person, alice: Person) -> None:
    for who in (alice, dave):
        keep(who, bob)
    with unit():
        session.add(Profile(user_id=bob.id, headline="Keeper of pumps"))
        session.add(ProfileSight(user_id=bob.id, detail=Detail.HEADLINE, sight=Sight.NEAR))
    assert "Keeper of pumps" in as_(alice).get("/saved").text, "they share a closed space"
    assert "Keeper of pumps" not in as_(dave).get("/saved").text


def test_who_left_stays_and_can_be_removed(as_: As, alice: Person, bob: Person, carol: Person) -> None:
    keep(bob, carol)
    with unit():
        suspend(carol.user, by=alice.user)
    page = as_(bob).get("/saved").text
    assert "Suspended" in page
    assert "/u/carol/save/removal?from=saved" in page
    assert "/u/carol/save" in as_(bob).get("/people/carol").text
    assert "/u/carol/save" not in as_(alice).get("/people/carol").text


@pytest.mark.usefixtures("without_csrf")
def test_undo_is_offered_where_it_undoes_all_of_it(place: Place, as_: As, bob: Person, carol: Person) -> None:
    mine = as_(bob)
    for there, short in (("/u/carol/save", "/u/carol/save"), (f"{place.url}/save", f"/p/{place.page_id}/save")):
        taken_back = f'action="{short}/removal"'
        assert taken_back in mine.post(there, data={"note": "First"}, follow_redirects=True).text
        changed = mine.post(there, data={"note": "Second"}, follow_redirects=True).text
        assert taken_back not in changed, "it was saved before, with other words"
        mine.post(f"{there}/removal", follow_redirects=True)
        listed = mine.post(there, data={"new_list": f"For {there}"}, follow_redirects=True).text
        assert taken_back not in listed, "the list would stay"
