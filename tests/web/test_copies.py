"""Copies that a device keeps: as the page is, without a token, and without a nonce that lets a script in."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.web.copies import HEADER, NONCE

As = Callable[[Person | None], FlaskClient]


@pytest.mark.parametrize("form", ["", "/edit", "/state", ".md"])
def test_pages_have_copies_without_secrets(as_: As, bob: Person, place: Place, form: str) -> None:
    copy = as_(bob).get(place.url + form, headers={HEADER: "1"})
    assert copy.status_code == 200
    assert "Set-Cookie" not in copy.headers
    assert b'name="live-token"' not in copy.data
    assert b'value="Im' not in copy.data, "a CSRF token"


@pytest.mark.parametrize("path", ["/", "/-/device"])
def test_other_places_too(as_: As, bob: Person, path: str) -> None:
    client = as_(bob)
    copy = client.get(path, headers={HEADER: "1"})
    assert 'name="csrf-token" content=""' in copy.text
    assert 'name="live-token"' not in copy.text
    assert f'name="account" content="{bob.id}"' in copy.text
    assert copy.headers[HEADER] == str(bob.id), "whose copy it is"
    assert "Set-Cookie" not in copy.headers


def test_styles_alone_come_in_by_the_mark(as_: As, bob: Person, place: Place) -> None:
    copy = as_(bob).get(f"{place.url}/edit", headers={HEADER: "1"})
    policy = copy.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert f"style-src 'self' 'nonce-{NONCE}';" in policy
    assert f'name="csp-nonce" content="{NONCE}"' in copy.text


def test_what_is_no_copy_never_has_the_mark(as_: As, bob: Person, place: Place) -> None:
    page = as_(bob).get(place.url)
    assert NONCE not in page.text
    assert NONCE not in page.headers["Content-Security-Policy"]


def test_a_copy_takes_no_message_that_waits_to_be_seen(as_: As, bob: Person, place: Place) -> None:
    client = as_(bob)
    with client.session_transaction() as browser:
        browser["_flashes"] = [("message", "Saved.")]
    assert "Saved." not in client.get(place.url, headers={HEADER: "1"}).text
    assert "Saved." in client.get(place.url).text


def test_a_kept_page_hears_who_is_here_and_gets_tokens(as_: As, bob: Person) -> None:
    answer = as_(bob).get("/-/here", headers={"Accept": "application/json"})
    assert answer.json
    assert answer.json["account"] == bob.id
    assert answer.json["csrf"]
    assert answer.json["live"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert as_(None).get("/-/here", headers={"Accept": "application/json"}).status_code == 401


def test_what_stands_in_for_all_pages_is_of_nobody(as_: As, bob: Person) -> None:
    page = as_(None).get("/-/offline", headers={HEADER: "1"})
    assert "You are offline" in page.text
    assert 'name="account"' not in page.text
