import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.accounts.conftest import Browser
from tests.conftest import PASSWORD, Person, make_person
from wiki.accounts.models import LoginSession
from wiki.core.db import session
from wiki.core.unit import unit

NEW = "another good password"
BOB = {"name": "Bob B.", "handle": "bobby", "language": "nl", "theme": "dark", "shortcuts": "y"}


def test_guests_are_asked_to_sign_in(guest: Browser) -> None:
    assert guest.get("/me").location == "/sign-in?next=%2Fme"
    for path in ("/me", "/me/password", "/me/sessions", "/me/sessions/1"):
        assert guest.send(path, **BOB).status_code in (303, 401)


def test_one_changes_what_others_see(of_bob: Browser, bob: Person) -> None:
    assert of_bob.send("/me", **BOB).location == "/me"
    with unit():
        user = bob.user
        assert (user.name, user.handle) == ("Bob B.", "bobby")
        assert (user.language, user.theme, user.shortcuts, user.announces) == ("nl", "dark", True, False)
        assert not user.is_owner
    page = of_bob.get("/me").text
    assert 'lang="nl"' in page
    assert 'data-theme="dark"' in page


def test_the_form_shows_what_is_so(of_bob: Browser) -> None:
    def chosen() -> list[tuple[str, str]]:
        return re.findall(r"<option selected value=\"(\w*)\"|checked[^>]*value=\"(\w+)\"", of_bob.get("/me").text)

    assert chosen() == [("", ""), ("", "system"), ("", "y"), ("", "y"), ("", "y")]
    of_bob.send("/me", **BOB)
    assert chosen() == [("nl", ""), ("", "dark"), ("", "y")]


def test_and_nothing_that_the_form_does_not_ask_for(of_bob: Browser, bob: Person) -> None:
    of_bob.send("/me", **BOB, is_owner="1", email="eve@example.org", password_hash="x", id="1")
    with unit():
        assert (bob.user.is_owner, bob.user.email) == (False, "bob@example.org")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"handle": "alice"}, "somebody in the team has this one"),
        ({"handle": "no good"}, "Use 2 to 40"),
        ({"name": ""}, "Write your name"),
        ({"theme": "pink"}, "Not a valid choice"),
        ({"language": "xx"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(
    of_bob: Browser, bob: Person, typed: dict[str, str], words: str
) -> None:
    answer = of_bob.send("/me", **BOB | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "checked" in answer.text
    with unit():
        assert bob.user.handle == "bob"


def test_a_name_is_text_wherever_it_is_shown(of_bob: Browser) -> None:
    of_bob.send("/me", **BOB | {"name": "<script>alert(1)</script>"})
    for path in ("/me", "/team", "/people/bobby"):
        page = of_bob.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_new_password(of_bob: Browser, guest: Browser) -> None:
    guest.sign_in("bob")
    assert of_bob.send("/me/password", password=PASSWORD, new_password=NEW).location == "/me"
    assert of_bob.is_signed_in
    assert not guest.is_signed_in
    assert guest.sign_in("bob", NEW).status_code == 303


@pytest.mark.parametrize(
    ("password", "new_password", "words"),
    [
        ("wrong wrong wrong", NEW, "That is not your password"),
        (PASSWORD, "short", "Make it longer"),
        (PASSWORD, "bob@example.org", "your own name"),
        ("", NEW, "the password you have now"),
    ],
)
def test_a_password_that_cannot_be_changed(of_bob: Browser, password: str, new_password: str, words: str) -> None:
    answer = of_bob.send("/me/password", password=password, new_password=new_password)
    assert answer.status_code == 422
    assert words in answer.text
    assert NEW not in answer.text
    assert 'value="Bob de Boer"' in answer.text


def test_guessing_ones_password_is_slowed(of_bob: Browser) -> None:
    codes = [of_bob.send("/me/password", password="wrong", new_password=NEW).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


def test_the_theme_of_a_guest_is_a_cookie(guest: Browser) -> None:
    assert guest.send("/me/theme", theme="dark").status_code == 303
    assert 'data-theme="dark"' in guest.get("/sign-in").text
    guest.send("/me/theme", theme="system")
    assert "data-theme" not in guest.get("/sign-in").text


def test_that_of_a_member_is_kept_for_all_their_browsers(
    of_bob: Browser, bob: Person, browser_of: Callable[[Person], Browser]
) -> None:
    of_bob.send("/me/theme", theme="dark")
    assert 'data-theme="dark"' in browser_of(bob).get("/me").text
    of_bob.send("/me/theme", theme="javascript:alert(1)")
    assert "data-theme" not in browser_of(bob).get("/me").text


def test_choosing_a_theme_leads_back_to_the_page_it_was_chosen_on(guest: Browser) -> None:
    def where(referrer: str) -> str | None:
        data = {"theme": "dark", "csrf_token": guest.token()}
        return guest.client.post("/me/theme", data=data, headers={"Referer": referrer}).location

    assert where("http://localhost/sign-in?next=/me") == "/sign-in?next=/me"
    assert where("https://evil.example/sign-in") == "/"
    assert where("http://localhost//evil.example") == "/"


def sessions_of(person: Person) -> list[int]:
    with unit():
        theirs = select(LoginSession.id).where(LoginSession.user_id == person.id, LoginSession.ended_at.is_(None))
        return list(session.scalars(theirs.order_by(LoginSession.id)))


def test_one_sees_and_ends_ones_other_sessions(of_bob: Browser, guest: Browser, bob: Person) -> None:
    guest.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Android 15) Firefox/140.0"
    guest.sign_in("bob")
    assert "Firefox, Android" in of_bob.get("/me").text
    _own, other = sessions_of(bob)
    assert of_bob.send(f"/me/sessions/{other}").location == "/me"
    assert of_bob.is_signed_in
    assert not guest.is_signed_in


def test_ending_ones_own_session_is_signing_out(of_bob: Browser, bob: Person) -> None:
    (own,) = sessions_of(bob)
    assert of_bob.send(f"/me/sessions/{own}").location == "/sign-in"
    assert not of_bob.is_signed_in


def test_nobody_ends_anothers(of_bob: Browser, of_alice: Browser, alice: Person) -> None:
    (hers,) = sessions_of(alice)
    assert of_bob.send(f"/me/sessions/{hers}").status_code == 404
    assert of_bob.send("/me/sessions/999").status_code == 404
    assert of_alice.is_signed_in


def test_signing_out_everywhere(of_bob: Browser, guest: Browser) -> None:
    guest.sign_in("bob")
    assert of_bob.send("/me/sessions").location == "/sign-in"
    assert not of_bob.is_signed_in
    assert not guest.is_signed_in


def test_the_wrong_method(of_bob: Browser) -> None:
    for path in ("/me/password", "/me/theme", "/me/sessions", "/me/sessions/1"):
        assert of_bob.get(path).status_code == 405


def test_an_account_without_a_password_has_none_to_change(browser_of: Callable[[Person], Browser]) -> None:
    somebody = browser_of(make_person("author", "An Author"))
    assert "/me/password" not in somebody.get("/me").text
    answer = somebody.send("/me/password", password="", new_password=NEW)
    assert answer.status_code == 422
    assert re.search("the password you have now", answer.text) or "/me/password" not in answer.text
