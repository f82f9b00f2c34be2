"""A branch stands as people put its pages, or by title, also those that come later."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.core.words import order_of
from wiki.pages.actions import create_page, move_page, rename_page, restore_page, trash_page
from wiki.pages.beginning import begin_page
from wiki.pages.models import Page
from wiki.pages.ordering import order_by_title
from wiki.pages.tree import branch

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def steps(place: Place, bob: Person) -> dict[str, int]:
    """Pages below the first one, in no order."""
    with unit():
        return {
            title: create_page(bob.user, place.space, title, place.page).id for title in ("Step 10", "step 2", "Étage")
        }


def order(place: Place) -> list[str]:
    with unit():
        return [item.title for item in branch(place.space_id, place.page_id)]


def by_title(place: Place) -> None:
    with unit():
        order_by_title(place.space, place.page)


def test_as_people_read_numbers_and_accents(place: Place, steps: dict[str, int]) -> None:
    assert order(place) == ["Step 10", "step 2", "Étage"]
    by_title(place)
    assert order(place) == ["Étage", "step 2", "Step 10"]


def test_what_comes_later_finds_its_place(place: Place, steps: dict[str, int], bob: Person) -> None:
    by_title(place)
    with unit():
        create_page(bob.user, place.space, "Step 3", place.page)
        other = create_page(bob.user, place.space, "Attic")
        move_page(bob.user, other, place.space, place.page, session.get_one(Page, steps["Step 10"]))
    assert order(place) == ["Attic", "Étage", "step 2", "Step 3", "Step 10"]
    with unit():
        rename_page(bob.user, session.get_one(Page, steps["step 2"]), "Zoo")
        trash_page(bob.user, session.get_one(Page, steps["Étage"]))
    with unit():
        rename_page(bob.user, begin_page(bob.user, place.space, "k", parent=place.page)[0], "Basement")
        restore_page(bob.user, session.get_one(Page, steps["Étage"]))
    assert order(place) == ["Attic", "Basement", "Étage", "Step 3", "Step 10", "Zoo"]


def test_many_at_the_same_place_find_room(place: Place, steps: dict[str, int], bob: Person) -> None:
    by_title(place)
    with unit():
        for number in range(80):
            create_page(bob.user, place.space, f"M{'m' * number}", place.page)
        for number in range(80):
            create_page(bob.user, place.space, f"M{'m' * 79}{79 - number}", place.page)
    assert order(place) == sorted(order(place), key=order_of)


def test_dragging_within_it_orders_by_hand_and_can_be_undone(
    place: Place, steps: dict[str, int], bob: Person, as_: As
) -> None:
    client = as_(bob)
    assert "Order by title" in client.get(place.url).text
    client.post(f"{place.url}/order", data={"order": "title"})
    assert "Order by hand" in client.get(place.url).text
    to = {"space": place.slug, "parent": place.page_id, "after": steps["Step 10"]}
    json = {"Accept": "application/json"}
    moved = client.post(f"/p/{steps['Étage']}/moves", data=to, headers=json).json
    assert moved
    assert "no longer by title" in moved["words"]
    assert order(place) == ["step 2", "Step 10", "Étage"]
    client.post(moved["undo"], headers=json)
    assert order(place) == ["Étage", "step 2", "Step 10"]
    with unit():
        assert place.page.by_title
    first = {"title": "Étage", "parent": f"{place.slug}:{place.page_id}", "order": "last"}
    client.post(f"/p/{steps['Étage']}/place", data=first)
    assert order(place) == ["step 2", "Step 10", "Étage"], "the form as well"
    with unit():
        assert not place.page.by_title
    moved = client.post(f"/p/{steps['Étage']}/moves", data=to | {"after": ""}, headers=json).json
    assert moved
    assert "title" not in moved["words"]
    assert order(place) == ["Étage", "step 2", "Step 10"]


def test_the_top_of_a_space_too(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    with unit():
        create_page(bob.user, place.space, "Attic")
    client.post(f"/s/{place.slug}/order", data={"order": "title"})
    with unit():
        create_page(bob.user, place.space, "Basement")
    with unit():
        assert [item.title for item in branch(place.space_id, None)] == ["Attic", "Basement", "First steps"]
    assert "Order by hand" in client.get(f"/s/{place.slug}").text
