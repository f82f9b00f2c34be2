"""Moving by hand and by the form: where it lands, what is said of rights before, and the way back."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.conftest import Person, Place
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.beginning import begin_page
from wiki.pages.tree import branch
from wiki.spaces.actions import create_space, set_member
from wiki.spaces.effects import Effects, effects_of
from wiki.spaces.models import Role, Space

As = Callable[[Person | None], FlaskClient]
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture(autouse=True)
def everybody_can_sign_in(place: Place) -> None:
    with unit():
        session.execute(update(User).values(password_hash="x"))


@pytest.fixture
def three(place: Place, bob: Person) -> list[int]:
    with unit():
        return [create_page(bob.user, place.space, title, place.page).id for title in ("One", "Two", "Three")]


@pytest.fixture
def open_space(place: Place, bob: Person) -> Space:
    """The whole team reads it, bob owns it."""
    with unit():
        return create_space(bob.user, "Open", team_role=Role.READER)


def titles(place: Place, parent: int | None) -> list[str]:
    with unit():
        return [item.title for item in branch(place.space_id, parent)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("", ["Three", "One", "Two"]),
        ("0", ["One", "Three", "Two"]),
        ("last", ["One", "Two", "Three"]),
        ("99999", ["Three", "One", "Two"]),
    ],
)
def test_by_hand_it_lands_where_it_was_put_and_goes_back(
    place: Place, three: list[int], bob: Person, as_: As, after: str, expected: list[str]
) -> None:
    client, beside = as_(bob), str(three[0]) if after == "0" else after
    to = {"space": place.slug, "parent": str(place.page_id), "after": beside}
    answer = client.post(f"/p/{three[2]}/moves", data=to, headers=JSON)
    assert titles(place, place.page_id) == expected
    assert client.post(answer.json["undo"], headers=JSON).status_code == 200
    assert titles(place, place.page_id) == ["One", "Two", "Three"]


def test_the_way_back_leads_to_the_other_space_too(
    place: Place, three: list[int], open_space: Space, bob: Person, as_: As
) -> None:
    client = as_(bob)
    answer = client.post(f"/p/{three[1]}/moves", data={"space": "open"}, headers=JSON)
    assert titles(place, place.page_id) == ["One", "Three"]
    assert client.post(answer.json["undo"]).status_code == 303
    assert titles(place, place.page_id) == ["One", "Two", "Three"]


def test_it_goes_below_nothing_of_another_space_or_of_no_list(
    place: Place, three: list[int], open_space: Space, bob: Person, as_: As
) -> None:
    with unit():
        begun, _new = begin_page(bob.user, place.space, "k")
    client = as_(bob)
    for space, parent in (("open", place.page_id), (place.slug, begun.id), (place.slug, three[0])):
        moved = client.post(f"/p/{three[0]}/moves", data={"space": space, "parent": str(parent)}, headers=JSON)
        assert moved.status_code == 400
    assert titles(place, place.page_id) == ["One", "Two", "Three"]


def test_who_may_not_write_there_moves_nothing_there(place: Place, three: list[int], alice: Person, as_: As) -> None:
    with unit():
        create_space(alice.user, "Hidden", team_role=None)
        create_space(alice.user, "Read only", team_role=Role.READER)
        set_member(place.space, alice.user, Role.OWNER)
    with unit():
        bob = session.query(User).filter_by(handle="bob").one()
        person = Person(bob.id, bob.handle, bob.name)
    for slug, status in (("hidden", 404), ("read-only", 403), ("nowhere", 404)):
        assert as_(person).post(f"/p/{three[0]}/moves", data={"space": slug}).status_code == status
        assert as_(person).get(f"/p/{three[0]}/moves?space={slug}").status_code == status


def test_effects_are_by_the_stronger_of_own_and_team_role(place: Place, open_space: Space, dave: Person) -> None:
    with unit():
        there = session.get_one(Space, open_space.id)
        out, back = effects_of(place.space, there), effects_of(there, place.space)
        assert out == Effects(see=("Dave Durand",), only_read=("Alice Admiraal",))
        assert back == Effects(lose=("Dave Durand",), write=("Alice Admiraal",))
        assert effects_of(there, there) == Effects()


def test_who_is_suspended_or_never_signs_in_is_not_named(place: Place, open_space: Space, dave: Person) -> None:
    with unit():
        session.execute(update(User).where(User.id == dave.id).values(password_hash=None))
    with unit():
        assert effects_of(place.space, session.get_one(Space, open_space.id)).see == ()


def test_the_form_says_it_first_and_moves_when_asked_again(
    place: Place, open_space: Space, bob: Person, as_: As
) -> None:
    client = as_(bob)
    to = {"title": "First steps", "parent": "open:", "order": "keep"}
    asked = client.post(f"{place.url}/place", data=to)
    assert "1 person will be able to read it: Dave Durand." in asked.text
    assert "1 person can no longer write in it: Alice Admiraal." in asked.text
    assert titles(place, None) == ["First steps"]
    assert client.post(f"{place.url}/place", data=to | {"agreed": "open"}).status_code == 303
    assert titles(place, None) == []


def test_the_tree_says_the_same(place: Place, open_space: Space, bob: Person, as_: As) -> None:
    said = as_(bob).get(f"{place.url}/moves?space=open").json["said"]
    assert said[0] == "1 person will be able to read it: Dave Durand."
    assert as_(bob).get(f"{place.url}/moves?space={place.slug}").json["said"] == []


def test_who_only_reads_gets_a_tree_that_does_not_move(place: Place, bob: Person, carol: Person, as_: As) -> None:
    assert "data-moves" in as_(bob).get(place.url).text
    assert "data-moves" not in as_(carol).get(place.url).text


def test_by_its_title_counts_numbers(place: Place, bob: Person, as_: As) -> None:
    with unit():
        ids = [create_page(bob.user, place.space, title, place.page).id for title in ("Step 2", "Step 10", "step 9")]
    to = {"title": "step 9", "parent": f"{place.slug}:{place.page_id}", "order": "title"}
    as_(bob).post(f"/p/{ids[2]}/place", data=to)
    assert titles(place, place.page_id) == ["Step 2", "step 9", "Step 10"]
