import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.accounts.conftest import Browser
from tests.conftest import PASSWORD, Person, make_person
from wiki.accounts.models import OneTimeLink
from wiki.accounts.queries import A_PAGE, the_team
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.mail import use_mail
from wiki.core.settings import read_settings
from wiki.core.unit import unit

HERON = {"name": "Heron", "language": "nl", "open_sign_up": "y"}
OWNERS_PATHS = {
    "/team": HERON,
    "/team/invitations": {},
    "/team/invitations/1/withdrawal": {},
    "/people/alice/role": {"role": "member"},
    "/people/bob/role": {"role": "owner"},
    "/people/alice/suspension": {},
    "/people/bob/suspension": {},
    "/people/bob/suspension/end": {},
    "/people/alice/reset-link": {},
    "/people/bob/reset-link": {},
}


@pytest.mark.parametrize(("path", "fields"), OWNERS_PATHS.items(), ids=OWNERS_PATHS)
def test_members_may_not(of_bob: Browser, alice: Person, bob: Person, path: str, fields: dict[str, str]) -> None:
    assert of_bob.send(path, **fields).status_code == 403
    with unit():
        assert (alice.user.is_owner, alice.user.is_active, bob.user.is_owner) == (True, True, False)


@pytest.mark.parametrize(("path", "fields"), OWNERS_PATHS.items(), ids=OWNERS_PATHS)
def test_guests_may_not(guest: Browser, bob: Person, path: str, fields: dict[str, str]) -> None:
    assert guest.send(path, **fields).status_code in (401, 303)
    with unit():
        assert session.scalars(select(OneTimeLink)).all() == []


@pytest.mark.parametrize("path", [path for path in OWNERS_PATHS if path != "/team"])
def test_the_wrong_method(of_alice: Browser, bob: Person, path: str) -> None:
    assert of_alice.get(path).status_code == 405


@pytest.mark.parametrize("path", ["role", "suspension", "suspension/end", "reset-link"])
def test_nobody_there(of_alice: Browser, path: str) -> None:
    assert of_alice.send(f"/people/nobody/{path}", role="owner").status_code == 404


def test_the_team_sees_each_other(of_bob: Browser, alice: Person) -> None:
    make_person("author", "An imported Author")
    page = of_bob.get("/team").text
    assert "Alice Admiraal" in page
    assert "imported" not in page
    assert "example.org" not in page
    assert "Invite" not in page


def test_a_large_team_is_paged(of_bob: Browser, password_hash: str) -> None:
    for number in range(A_PAGE):
        make_person(f"m{number}", f"Member {number:03}", password_hash=password_hash)
    assert "Member 049" not in of_bob.get("/team").text
    assert "Member 049" in of_bob.get("/team?page=2").text
    assert of_bob.get("/team?page=nonsense").status_code == 200
    assert of_bob.get("/team?page=-3").status_code == 200


def test_the_owner_decides_how_the_team_is_entered(of_alice: Browser, guest: Browser) -> None:
    assert of_alice.send("/team", **HERON).location == "/team"
    with unit():
        assert (the_team().name, the_team().open_sign_up) == ("Heron", True)
    assert guest.get("/sign-up").status_code == 200
    of_alice.send("/team", **{key: HERON[key] for key in ("name", "language")})
    assert guest.get("/sign-up").status_code == 404


def test_a_team_needs_a_name(of_alice: Browser) -> None:
    answer = of_alice.send("/team", **HERON | {"name": " "})
    assert answer.status_code == 422
    assert "Give the team a name" in answer.text


def test_an_invitation_is_shown_once(of_alice: Browser, guest: Browser) -> None:
    answer = of_alice.send("/team/invitations", email="")
    assert answer.status_code == 201
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.search(r'value="http://localhost(/join/[^"]+)"', answer.text)
    assert found
    assert found[1] not in of_alice.get("/team").text
    assert guest.get(found[1]).status_code == 200


def test_and_can_be_withdrawn(of_alice: Browser, guest: Browser) -> None:
    shown = of_alice.send("/team/invitations", email="").text
    found = re.search(r'value="http://localhost(/join/[^"]+)"', shown)
    assert found
    assert of_alice.send("/team/invitations/1/withdrawal").location == "/team"
    assert guest.get(found[1]).status_code == 404
    assert of_alice.send("/team/invitations/1/withdrawal").status_code == 404


def test_a_reset_link_is_no_invitation_to_withdraw(of_alice: Browser, bob: Person) -> None:
    of_alice.send("/people/bob/reset-link")
    assert of_alice.send("/team/invitations/1/withdrawal").status_code == 404


def test_with_a_mail_host_it_is_mailed(of_alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, str, str]] = []
    use_mail(read_settings({}, smtp_url="smtp://localhost:1"))
    monkeypatch.setattr("wiki.accounts.actions.team.send", lambda *mail: sent.append(mail))
    try:
        assert of_alice.send("/team/invitations", email="Eve@example.org").location == "/team"
    finally:
        use_mail(read_settings({}))
    run_due()
    ((to, subject, text),) = sent
    assert (to, subject) == ("eve@example.org", "You are invited to Kring")
    assert "Alice Admiraal invites you" in text
    assert re.search(r"http://localhost/join/\S{43}\n", text)


def test_a_wrong_address_is_said(of_alice: Browser) -> None:
    answer = of_alice.send("/team/invitations", email="nowhere")
    assert answer.status_code == 422
    assert 'value="nowhere"' in answer.text
    assert 'value="Kring"' in answer.text


def test_suspending_ends_every_session_at_once(of_alice: Browser, of_bob: Browser, guest: Browser) -> None:
    assert of_bob.is_signed_in
    assert of_alice.send("/people/bob/suspension").location == "/people/bob"
    assert not of_bob.is_signed_in
    assert guest.sign_in("bob", PASSWORD).status_code == 422
    assert of_alice.send("/people/bob/suspension/end").location == "/people/bob"
    assert guest.sign_in("bob", PASSWORD).status_code == 303


def test_sharing_the_work_and_stepping_back(of_alice: Browser, of_bob: Browser, alice: Person) -> None:
    assert of_alice.send("/people/alice/role", role="member").status_code == 422
    assert of_alice.send("/people/bob/role", role="owner").location == "/people/bob"
    assert of_alice.send("/people/alice/role", role="member").location == "/people/alice"
    assert of_alice.send("/people/bob/suspension").status_code == 403
    assert of_bob.send("/people/bob/suspension").status_code == 422


@pytest.mark.parametrize("role", ["", "admin", "Owner", "owner\n"])
def test_roles_are_by_list(of_alice: Browser, bob: Person, role: str) -> None:
    assert of_alice.send("/people/bob/role", role=role).status_code == 400
    with unit():
        assert not bob.user.is_owner


def test_a_page_about_a_person(of_bob: Browser, of_alice: Browser, alice: Person) -> None:
    page = of_bob.get("/people/alice").text
    assert "Alice Admiraal" in page
    assert "alice@example.org" not in page
    assert "Suspend" not in page
    assert "bob@example.org" in of_alice.get("/people/bob").text
    assert of_bob.get("/people/nobody").status_code == 404


def test_pages_they_wrote_as_far_as_the_viewer_may_read_them(
    of_alice: Browser, of_bob: Browser, written: object
) -> None:
    assert "First steps" in of_alice.get("/people/bob").text


def test_but_not_to_strangers(dave: Person, written: object, browser_of: Callable[[Person], Browser]) -> None:
    assert "First steps" not in browser_of(dave).get("/people/bob").text
