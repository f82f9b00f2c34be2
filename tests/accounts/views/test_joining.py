import re
from typing import Any

import pytest
from flask import Flask

from tests.accounts.conftest import Browser
from tests.conftest import PASSWORD, Person
from wiki.accounts.actions import invite, owner_link
from wiki.accounts.queries import known_as, the_team
from wiki.core.db import session
from wiki.core.unit import unit

EVE = {"name": "Eve Eik", "handle": "eve", "email": "Eve@Example.org", "password": PASSWORD}


@pytest.fixture
def invitation(alice: Person) -> str:
    with unit():
        return invite(alice.user)


@pytest.fixture
def open_team(alice: Person) -> None:
    with unit():
        team = the_team()
        team.open_sign_up = True
        session.add(team)


def test_an_invited_person_joins_and_is_signed_in(guest: Browser, invitation: str) -> None:
    assert guest.get(invitation).status_code == 200
    assert guest.send(invitation, **EVE).location == "/me/fields"
    assert guest.is_signed_in
    with unit():
        eve = known_as("eve@example.org")
        assert eve
        assert not eve.is_owner


@pytest.mark.parametrize("path", ["/join/nothing", "/welcome/nothing", "/reset/nothing"])
def test_a_link_that_never_was(guest: Browser, path: str) -> None:
    assert guest.get(path).status_code == 404
    assert guest.send(path, **EVE, team_name="Mine", new_password=PASSWORD).status_code == 404


def test_a_used_link_says_so(guest: Browser, app: Flask, invitation: str) -> None:
    guest.send(invitation, **EVE)
    other = Browser(app.test_client())
    answer = other.send(invitation, **EVE | {"handle": "mal", "email": "mal@example.org"})
    assert answer.status_code == 404
    assert "no longer works" in answer.text
    assert not other.is_signed_in


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password": "Zk7-vierde"}, "Make it longer"),
        ({"password": "password1234"}, "guessers try first"),
        ({"password": "eve@example.org!"}, "your own name"),
        ({"email": "nowhere"}, "whole address"),
        ({"handle": "Eve!"}, "Use 2 to 40"),
        ({"handle": "alice"}, "somebody in the team has this one"),
        ({"email": "alice@example.org"}, "there is an account"),
        ({"name": " \u202e "}, "Write your name"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(
    guest: Browser, invitation: str, typed: dict[str, str], words: str
) -> None:
    answer = guest.send(invitation, **EVE | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert (EVE | typed)["handle"].lower() in answer.text
    assert (EVE | typed)["password"] not in answer.text.replace("eve@example.org", "")
    assert guest.send(invitation, **EVE).status_code == 303


def test_an_empty_handle_is_proposed(guest: Browser, invitation: str) -> None:
    assert guest.send(invitation, **EVE | {"handle": "", "email": "no"}).text.count('value="eve"') == 1
    assert guest.send(invitation, **EVE | {"handle": ""}).status_code == 303


def test_nobody_signs_up_where_the_owner_does_not_allow_it(guest: Browser, alice: Person) -> None:
    assert guest.get("/sign-up").status_code == 404
    assert guest.send("/sign-up", **EVE).status_code == 404
    assert "/sign-up" not in guest.get("/sign-in").text


@pytest.mark.usefixtures("open_team")
def test_anybody_may_where_the_owner_does(guest: Browser) -> None:
    assert "/sign-up" in guest.get("/sign-in").text
    assert guest.send("/sign-up", **EVE).location == "/me/fields"
    assert guest.is_signed_in


@pytest.mark.usefixtures("open_team")
def test_but_not_thirty_times_an_hour(guest: Browser) -> None:
    codes = [guest.send("/sign-up", **EVE | {"email": "no"}).status_code for _ in range(31)]
    assert (codes[0], codes[-2:]) == (422, [422, 429])


@pytest.mark.usefixtures("open_team")
def test_nobody_makes_themselves_owner_by_a_further_field(guest: Browser) -> None:
    guest.send("/sign-up", **EVE, is_owner="1", is_demo="1", role="owner")
    with unit():
        eve: Any = known_as("eve")
        assert (eve.is_owner, eve.is_demo) == (False, False)


def test_the_first_person_names_the_team_and_owns_it(guest: Browser) -> None:
    with unit():
        path = owner_link("")
    assert "You are the first" in guest.get(path).text
    assert guest.send(path, **EVE, team_name="Heron").location == "/me/fields"
    assert "Invite a colleague" in guest.get("/team").text
    with unit():
        assert the_team().name == "Heron"


def test_pages_with_a_secret_address_keep_it(guest: Browser, invitation: str) -> None:
    for answer in (guest.get(invitation), guest.get("/reset/nothing"), guest.send(invitation, **EVE)):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r'(href|src)="https?:', guest.get(invitation).text)
