"""What somebody left open in the tree stands open wherever they are, and for nobody else."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.accounts.actions.me import MOST_OPEN
from wiki.core.unit import unit
from wiki.pages.actions import create_page

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def deep(place: Place, bob: Person) -> tuple[int, int, str]:
    """The page below the first one, the page below that, and the address of one beside them all."""
    with unit():
        packing = create_page(bob.user, place.space, "Packing", place.page)
        bags = create_page(bob.user, place.space, "Bags", packing)
        create_page(bob.user, place.space, "Zip", bags)
        return packing.id, bags.id, create_page(bob.user, place.space, "Elsewhere").url


def shown(client: FlaskClient, url: str) -> list[str]:
    page = client.get(url).text
    side = page[page.index("<kring-tree") : page.index("</kring-tree>")]
    return [title for title in ("Packing", "Bags", "Zip") if f">{title}<" in side]


def turn(client: FlaskClient, page_id: int, *, is_open: bool) -> None:
    assert client.post("/me/branches", data={"page": page_id, "open": "1" if is_open else ""}).status_code == 204


def test_it_stands_open_on_every_device_and_for_nobody_else(
    place: Place, deep: tuple[int, int, str], alice: Person, bob: Person, as_: As
) -> None:
    packing, bags, elsewhere = deep
    here, there = as_(bob), as_(bob)
    assert shown(there, elsewhere) == []
    turn(here, place.page_id, is_open=True)
    assert shown(there, elsewhere) == ["Packing"]
    assert shown(there, f"/s/{place.slug}") == ["Packing"], "also from the space"
    assert shown(as_(alice), elsewhere) == []
    turn(there, packing, is_open=True)
    assert shown(here, elsewhere) == ["Packing", "Bags"]
    turn(here, place.page_id, is_open=False)
    assert shown(there, elsewhere) == [], "what is open within a closed one is not seen"
    turn(here, bags, is_open=True)
    turn(here, place.page_id, is_open=True)
    assert shown(there, elsewhere) == ["Packing", "Bags", "Zip"]


def test_it_costs_no_query(place: Place, deep: tuple[int, int, str], bob: Person, as_: As, asked: list[str]) -> None:
    client = as_(bob)

    def queries() -> int:
        asked.clear()
        client.get(deep[2])
        return len(asked)

    without = [queries(), queries()]
    for page_id in (place.page_id, *deep[:2]):
        turn(client, page_id, is_open=True)
    queries()
    turn(client, deep[1], is_open=False)
    assert [queries(), queries()] == without


def test_very_many_and_what_is_no_number(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    for page_id in range(1, MOST_OPEN + 3):
        turn(client, page_id, is_open=True)
    for wrong in ("", "x", "-1", "99999999999999999999"):
        assert client.post("/me/branches", data={"page": wrong, "open": "1"}).status_code == 204
    with unit():
        assert bob.user.open_branches == list(range(3, MOST_OPEN + 3))
