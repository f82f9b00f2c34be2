"""Every route × every person. A route without a row fails, and so does a row without a route."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.access_table import ROWS, Row
from tests.conftest import Person, Place, make_person
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.actions import create_page, trash_page
from wiki.pages.models import PageAlias

PEOPLE = ("guest", "dave", "carol", "bob", "alice")


@pytest.fixture
def without_csrf(app: Flask) -> object:
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.fixture
def addresses(place: Place, bob: Person) -> dict[str, object]:
    """What stands for {page} and the rest: a page with one version, a trashed one, an old address."""
    make_person("eve", "Eve Evers")
    with unit():
        write_text(place.page_id, bob.id, "Bring the key. #field")
        trashed = create_page(bob.user, place.space, "Thrown away")
        session.add(PageAlias(space_id=place.space_id, page_id=place.page_id, path="old/path"))
        trashed_url = trashed.url
    with unit():
        trash_page(bob.user, session.get_one(type(trashed), trashed.id))
    return {"page": place.url, "page_id": place.page_id, "slug": place.slug, "trashed": trashed_url}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.endpoint}")
@pytest.mark.usefixtures("without_csrf")
def test_everybody_gets_what_the_table_says(
    row: Row, person: str, addresses: dict[str, object], as_: Callable[[Person | None], FlaskClient],
    request: pytest.FixtureRequest,
) -> None:
    client = as_(None if person == "guest" else request.getfixturevalue(person))
    url = row.url.format(**addresses)
    form = {name: value.format(**addresses) for name, value in row.form}
    response = client.get(url) if row.method == "GET" else client.post(url, data=form)
    assert response.status_code == getattr(row, person), response.get_data(as_text=True)[:2000]
    if person == "guest" and response.status_code == 303 and row.method == "GET":
        assert "/sign-in" in response.headers["Location"]
    if response.status_code in (401, 403, 404):
        assert "Bring the key" not in response.get_data(as_text=True)


def test_every_route_has_a_row(app: Flask) -> None:
    routes = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    rows = {(row.endpoint, row.method) for row in ROWS}
    token_forms = {(name, "POST") for name in ("accounts.join", "accounts.welcome", "accounts.reset", "accounts.sign_up")}
    assert routes - rows - token_forms == set(), "give each of these a row in tests/access_table.py"
    assert rows - routes == set()


def test_unseen_and_absent_look_the_same(addresses: dict[str, object], dave: Person,
                                         as_: Callable[[Person | None], FlaskClient]) -> None:
    client = as_(dave)
    unseen, absent = client.get(str(addresses["page"])), client.get("/p/999999-nothing")
    assert (unseen.status_code, absent.status_code) == (404, 404)

    def body(text: str) -> list[str]:
        return [line for line in text.splitlines() if "nonce" not in line and "token" not in line]

    assert body(unseen.get_data(as_text=True)) == body(absent.get_data(as_text=True))


@pytest.mark.parametrize("row", [r for r in ROWS if r.method == "POST"], ids=lambda row: row.endpoint)
def test_a_post_without_a_token_is_refused(row: Row, addresses: dict[str, object], alice: Person,
                                           as_: Callable[[Person | None], FlaskClient]) -> None:
    response = as_(alice).post(row.url.format(**addresses), data={"note": "typed with care"})
    assert response.status_code == 400
    assert "typed with care" in response.get_data(as_text=True), "what was typed is shown again"
