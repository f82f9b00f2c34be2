import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.accounts.conftest import Browser
from tests.conftest import PASSWORD, Person
from wiki.core.db import session
from wiki.core.later import Job, run_due
from wiki.core.mail import use_mail
from wiki.core.settings import read_settings
from wiki.core.unit import unit

NEW = "another good password"


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str, str]]]:
    """A mail host is set; what it gets."""
    sent: list[tuple[str, str, str]] = []
    use_mail(read_settings({}, smtp_url="smtp://localhost:1"))
    monkeypatch.setattr("wiki.accounts.actions.secrets.send", lambda *mail: sent.append(mail))
    yield sent
    use_mail(read_settings({}))


def test_a_new_password_by_mail(guest: Browser, bob: Person, mails: list[tuple[str, str, str]]) -> None:
    assert guest.send("/forgot", email="Bob@example.org").location == "/sign-in"
    assert mails == []
    run_due()
    ((to, subject, text),) = mails
    assert (to, subject) == ("bob@example.org", "Choose a new password")
    found = re.search(r"http://localhost(/reset/\S+)", text)
    assert found
    assert guest.get(found[1]).status_code == 200
    assert guest.send(found[1], new_password=NEW).location == "/"
    assert guest.is_signed_in
    assert guest.get(found[1]).status_code == 404


def test_no_token_waits_in_the_database(guest: Browser, bob: Person, mails: list[tuple[str, str, str]]) -> None:
    guest.send("/forgot", email="bob@example.org")
    with unit():
        assert "{link}" in session.scalars(select(Job)).one().args["text"]


def test_unknown_addresses_get_the_same_answer(guest: Browser, bob: Person, mails: list[tuple[str, str, str]]) -> None:
    answers = [guest.send("/forgot", email=email) for email in ("bob@example.org", "nobody@example.org")]
    assert answers[0].status_code == answers[1].status_code == 303
    with unit():
        assert len(session.scalars(select(Job)).all()) == 2
    run_due()
    assert len(mails) == 1


def test_one_mailbox_is_not_flooded(guest: Browser, bob: Person, mails: list[tuple[str, str, str]]) -> None:
    codes = [guest.send("/forgot", email="bob@example.org").status_code for _ in range(4)]
    assert codes == [303, 303, 303, 429]


def test_the_address_is_ours_whatever_host_is_asked_for(
    guest: Browser, bob: Person, mails: list[tuple[str, str, str]]
) -> None:
    data = {"email": "bob@example.org", "csrf_token": guest.token()}
    guest.client.post("/forgot", data=data, headers={"X-Forwarded-Host": "evil.example"})
    run_due()
    assert "http://localhost/reset/" in mails[0][2]
    assert "evil" not in mails[0][2]


def test_without_a_mail_host_people_are_sent_to_the_owner(guest: Browser, bob: Person) -> None:
    assert "Ask the owner" in guest.get("/forgot").text
    assert guest.send("/forgot", email="bob@example.org").status_code == 422
    with unit():
        assert session.scalars(select(Job)).all() == []


def test_a_weak_password_leaves_the_link_as_it_was(guest: Browser, of_alice: Browser, bob: Person) -> None:
    shown = of_alice.send("/people/bob/reset-link").text
    found = re.search(r'value="http://localhost(/reset/[^"]+)"', shown)
    assert found
    assert "Make it longer" in guest.send(found[1], new_password="short").text
    assert guest.send(found[1], new_password=NEW).status_code == 303
    assert guest.send("/sign-out").status_code == 303
    assert guest.sign_in("bob", PASSWORD).status_code == 422
    assert guest.sign_in("bob", NEW).status_code == 303
