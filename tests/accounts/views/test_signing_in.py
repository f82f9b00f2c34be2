from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests.accounts.conftest import Browser, Clock
from tests.conftest import Person, make_person
from wiki.accounts.views.going_on import next_path
from wiki.core.clock import now
from wiki.core.unit import unit


def test_signing_in_and_out(guest: Browser, bob: Person) -> None:
    assert not guest.is_signed_in
    answer = guest.sign_in("bob")
    assert (answer.status_code, answer.location) == (303, "/")
    assert guest.is_signed_in
    answer = guest.send("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert not guest.is_signed_in


def test_the_cookie_of_before_is_worth_nothing_after(guest: Browser, bob: Person) -> None:
    guest.sign_in("bob")
    cookie = guest.client.get_cookie("kring-signed-in")
    assert cookie
    guest.send("/sign-out")
    guest.client.set_cookie("kring-signed-in", cookie.value)
    assert not guest.is_signed_in


def test_signing_in_again_changes_every_secret(guest: Browser, bob: Person) -> None:
    guest.sign_in("bob")
    before, csrf = guest.client.get_cookie("kring-signed-in"), guest.token()
    guest.sign_in("bob")
    after = guest.client.get_cookie("kring-signed-in")
    assert before
    assert after
    assert before.value != after.value
    assert csrf != guest.token()
    guest.client.set_cookie("kring-signed-in", before.value)
    assert not guest.is_signed_in


def test_a_failed_try_shows_the_name_and_never_the_password(guest: Browser, bob: Person) -> None:
    answer = guest.sign_in("bob", "my wrong secret")
    assert answer.status_code == 422
    assert 'value="bob"' in answer.text
    assert "my wrong secret" not in answer.text
    assert "do not belong together" in answer.text


def test_unknown_people_get_the_same_answer(guest: Browser, bob: Person) -> None:
    known, unknown = guest.sign_in("bob", "wrong"), guest.sign_in("bib", "wrong")
    assert _without_secrets(known.text) == _without_secrets(unknown.text.replace("bib", "bob"))
    assert known.status_code == unknown.status_code


def _without_secrets(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]


def test_too_many_tries_say_when_to_come_back(guest: Browser, bob: Person, clock: Clock) -> None:
    for _ in range(6):
        guest.sign_in("bob", "wrong")
        clock.turn(seconds=1.5)
    answer = guest.sign_in("bob")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"].isdigit()
    assert "Wait 1 second and try again" in answer.text or "Wait 2 seconds and try again" in answer.text
    assert 'value="bob"' in answer.text


def test_a_browser_that_signed_in_before_is_not_slowed_by_others(app: Flask, guest: Browser, bob: Person) -> None:
    guest.sign_in("bob")
    guest.send("/sign-out")
    stranger = Browser(app.test_client())
    assert [stranger.sign_in("bob", "wrong").status_code for _ in range(6)][-1] == 429
    assert guest.sign_in("bob").status_code == 303


def test_trusting_no_proxy_the_sender_cannot_choose_its_address(guest: Browser, bob: Person) -> None:
    codes = [
        guest.client.post(
            "/sign-in",
            data={"csrf_token": guest.token(), "who": "bob", "password": "wrong"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(6)
    ]
    assert codes[-1] == 429


def test_a_suspended_member_is_told(guest: Browser, bob: Person) -> None:
    with unit():
        bob.user.suspended_at = now()
    assert "suspended" in guest.sign_in("bob").text
    assert not guest.is_signed_in


def test_guests_come_where_they_wanted_to_go(guest: Browser, bob: Person) -> None:
    answer = guest.get("/people/bob?page=2")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Fpeople%2Fbob%3Fpage%3D2")
    assert 'value="/people/bob?page=2"' in guest.get(answer.location).text
    assert guest.sign_in("bob", next="/people/bob?page=2").location == "/people/bob?page=2"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        "/\x00",
    ],
)
def test_but_never_to_another_site(guest: Browser, bob: Person, wanted: str) -> None:
    assert next_path(wanted) == "/"
    assert guest.sign_in("bob", next=wanted).location == "/"


@pytest.mark.parametrize("wanted", ["/", "/p/7-first-steps", "/p/7?a=b%2F%2Fc#d", "/tags/één"])
def test_paths_of_ours(wanted: str) -> None:
    assert next_path(wanted) == wanted


def test_who_is_signed_in_need_not_again(of_bob: Browser) -> None:
    assert of_bob.get("/sign-in?next=/team").location == "/team"


def test_signing_out_needs_a_form(of_bob: Browser) -> None:
    assert of_bob.get("/sign-out").status_code == 405
    assert of_bob.client.post("/sign-out").status_code == 400
    assert of_bob.is_signed_in


@pytest.fixture
def demo(app: Flask) -> Flask:
    app.config["KRING"] = replace(app.config["KRING"], demo=True)
    return app


@pytest.fixture
def dora(database: None) -> Person:
    return make_person("dora", "Dora Demo", is_demo=True)


def test_in_the_demo_one_chooses_who_to_be(demo: Flask, guest: Browser, dora: Person, bob: Person) -> None:
    page = guest.get("/sign-in?next=/team").text
    assert "Sign in as Dora Demo" in page
    assert "Bob de Boer" not in page
    assert guest.send("/sign-in/demo/dora", next="/team").location == "/team"
    assert guest.is_signed_in


def test_but_never_to_be_a_real_member(demo: Flask, guest: Browser, bob: Person) -> None:
    assert guest.send("/sign-in/demo/bob").status_code == 404
    assert not guest.is_signed_in


def test_outside_the_demo_nobody_comes_in_without_a_password(guest: Browser, dora: Person) -> None:
    assert "Dora" not in guest.get("/sign-in").text
    assert guest.send("/sign-in/demo/dora").status_code == 404
    assert not guest.is_signed_in


def test_nor_with_a_session_from_the_demo(
    app: Flask, dora: Person, browser_of: Callable[[Person], Browser], guest: Browser
) -> None:
    assert not browser_of(dora).is_signed_in
    app.config["KRING"] = replace(app.config["KRING"], demo=True)
    assert browser_of(dora).is_signed_in
