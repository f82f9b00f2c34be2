"""Other names of a page: old titles and what people add; they lead to it where no other page is called so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.actions import create_page, rename_page
from wiki.pages.models import Page
from wiki.pages.names import STOOD_FOR, add_name, names_of
from wiki.pages.resolving import meant_by
from wiki.pages.suggesting import pages_like

Browser = Callable[[Person | None], FlaskClient]


@pytest.fixture
def posting(as_: Browser, app: object, bob: Person) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False  # type: ignore[attr-defined]
    yield as_(bob)
    app.config["WTF_CSRF_ENABLED"] = True  # type: ignore[attr-defined]


def names(place: Place) -> list[str]:
    with unit():
        return [name.title for name in names_of(place.page_id)]


def test_a_name_is_added_leads_here_and_is_taken_away(place: Place, posting: FlaskClient) -> None:
    url = f"{place.url}/names"
    assert posting.post(url, data={"title": " The  start "}).status_code == 303
    assert names(place) == ["The start"]
    assert "The start" in posting.get(url).text
    with unit():
        assert meant_by(place.page, "[[the start#x]]") == f"{place.url}#u-x"
        (name,) = names_of(place.page_id)
    assert posting.post(f"{url}/{name.id}/removal").status_code == 303
    assert posting.post(f"{url}/{name.id}/removal").status_code == 404
    assert names(place) == []


@pytest.mark.parametrize("name", ["", "first STEPS", "Other", "x" * 201])
def test_a_name_that_cannot_lead_here(place: Place, posting: FlaskClient, bob: Person, name: str) -> None:
    with unit():
        create_page(bob.user, place.space, "Other")
    answer = posting.post(f"{place.url}/names", data={"title": name})
    assert (answer.status_code, names(place)) == (422, [])


def test_a_name_of_another_page_is_not_taken_from_it(place: Place, posting: FlaskClient, bob: Person) -> None:
    with unit():
        add_name(create_page(bob.user, place.space, "Other"), "Elsewhere")
    assert posting.post(f"{place.url}/names", data={"title": "Elsewhere"}).status_code == 422


def test_a_title_that_was_hardly_there_is_no_name(place: Place, bob: Person) -> None:
    with unit():
        page = create_page(bob.user, place.space, "Hal")
        rename_page(bob.user, page, "Hall")
        assert names_of(page.id) == []
        page.created_at = now() - STOOD_FOR - timedelta(seconds=1)
        rename_page(bob.user, page, "Lobby")
        assert [name.title for name in names_of(page.id)] == ["Hall"]


def test_pages_are_offered_by_their_old_names(place: Place, bob: Person, dave: Person) -> None:
    with unit():
        add_name(place.page, "Kick-off")
    with unit():
        page = session.get_one(Page, place.page_id)
        assert [found.title for found in pages_like(bob.user, "kick", page)] == ["First steps"]
        assert pages_like(dave.user, "kick", page) == []
