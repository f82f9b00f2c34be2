"""Carol reads Dutch: all that is said to her is in her language, also by the libraries below."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.accounts.actions import TeamSettings, change_team
from wiki.core.clock import now
from wiki.core.unit import unit
from wiki.web.moments import moment

As = Callable[[Person | None], FlaskClient]
DUTCH = {"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.8"}


def test_a_guest_is_answered_in_the_language_of_the_browser(as_: As) -> None:
    answer = as_(None).get("/sign-in", headers=DUTCH).text
    assert '<html lang="nl"' in answer
    assert "<h1>Inloggen</h1>" in answer


def test_the_language_of_the_account_comes_first(as_: As, carol: Person) -> None:
    with unit():
        carol.user.language = "nl"
    assert '<h2 id="spaces-h">Ruimtes</h2>' in as_(carol).get("/", headers={"Accept-Language": "en"}).text


def test_scripts_speak_to_each_in_their_own_language(as_: As, place: Place, alice: Person, bob: Person) -> None:
    with unit():
        bob.user.language = "nl"
    first, second = (as_(person).get(f"{place.url}/edit").text for person in (alice, bob))
    assert '"saving": "Saving' in first
    assert '"saving": "Opslaan' in second


def test_who_asks_for_no_language_of_ours_gets_that_of_the_team(as_: As, alice: Person) -> None:
    with unit():
        change_team(alice.user, TeamSettings(name="Heron", language="nl", open_sign_up=False))
    assert "<h1>Inloggen</h1>" in as_(None).get("/sign-in", headers={"Accept-Language": "fr"}).text


def test_what_a_form_refuses_is_said_in_dutch(as_: As, alice: Person, without_csrf: None) -> None:
    ours = as_(alice).post("/spaces/new", data={"name": "", "access": "editor"}, headers=DUTCH).text
    builtin = as_(alice).post("/spaces/new", data={"name": "a" * 81, "access": "all"}, headers=DUTCH).text
    assert "Geef de ruimte een naam." in ours
    assert "Veld mag niet langer zijn dan 80 karakters." in builtin
    assert "Ongeldige keuze." in builtin


def test_a_form_that_is_not_from_our_pages_is_refused_in_dutch(as_: As) -> None:
    assert "Dat kwam niet goed aan" in as_(None).post("/sign-in", headers=DUTCH).text


def test_an_error_of_the_domain_is_said_in_dutch(as_: As, place: Place, alice: Person, without_csrf: None) -> None:
    assert "Kies eigenaar of lid." in as_(alice).post("/people/bob/role", data={"role": "king"}, headers=DUTCH).text


def test_moments_are_told_in_dutch(app: Flask, database: None) -> None:
    with app.test_request_context(headers=DUTCH), unit():
        assert ">zojuist<" in moment(now())
        assert ">3 uur geleden<" in moment(now() - timedelta(hours=3))
        assert ">2 dagen geleden<" in moment(now() - timedelta(days=2))
