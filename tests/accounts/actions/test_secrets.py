from typing import Any

import pytest

from tests.conftest import PASSWORD, Person, make_person
from wiki.accounts.actions import change_password, mail_reset_link, reset_password, sign_in
from wiki.accounts.actions import secrets as subject
from wiki.accounts.delays import Origin
from wiki.accounts.links import LinkGone, Purpose, make_link, open_link
from wiki.accounts.sessions import session_for_token, start_session
from wiki.core.clock import now
from wiki.core.errors import TooMany
from wiki.core.unit import unit

HERE = Origin("192.0.2.7")
NEW = "another good password"


@pytest.fixture
def tokens(bob: Person) -> list[str]:
    with unit():
        return [start_session(bob.user, "Firefox"), start_session(bob.user, "Chrome")]


def live(tokens: list[str]) -> list[bool]:
    with unit():
        return [session_for_token(token) is not None for token in tokens]


def changed(bob: Person, keep: str, old: str = PASSWORD) -> bool:
    with unit():
        login = session_for_token(keep)
        assert login
        return change_password(bob.user, old, NEW, HERE, keep_session_id=login.id)


def test_a_new_password_signs_out_every_other_browser(bob: Person, tokens: list[str]) -> None:
    assert changed(bob, keep=tokens[0])
    assert live(tokens) == [True, False]
    with unit():
        assert sign_in("bob", PASSWORD, HERE) is None
        assert sign_in("bob", NEW, HERE) is not None


def test_the_old_one_is_asked_for(bob: Person, tokens: list[str]) -> None:
    assert not changed(bob, tokens[0], old="wrong")
    assert live(tokens) == [True, True]


def test_and_cannot_be_guessed_at_leisure(bob: Person, tokens: list[str]) -> None:
    for _ in range(5):
        changed(bob, tokens[0], old="wrong")
    with pytest.raises(TooMany):
        changed(bob, tokens[0], old="wrong")


def reset_token(person: Person) -> str:
    with unit():
        return make_link(Purpose.RESET, user_id=person.id).rpartition("/")[2]


def test_a_reset_signs_out_everywhere_and_spends_every_link(bob: Person, tokens: list[str]) -> None:
    earlier, token = reset_token(bob), reset_token(bob)
    with unit():
        assert reset_password(token, NEW).handle == "bob"
    assert live(tokens) == [False, False]
    for spent in (token, earlier):
        with unit(), pytest.raises(LinkGone):
            reset_password(spent, NEW)


def test_changing_the_password_voids_reset_links(bob: Person, tokens: list[str]) -> None:
    token = reset_token(bob)
    changed(bob, tokens[0])
    with unit(), pytest.raises(LinkGone):
        open_link(Purpose.RESET, token)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    sent: list[tuple[str, str, str]] = []
    monkeypatch.setattr(subject, "send", lambda *mail: sent.append(mail))
    return sent


def mail_to(email: str) -> None:
    with unit():
        mail_reset_link(email, "Choose", "Here: {link} thanks", "https://wiki.example.org")


def test_a_mailed_link_works(bob: Person, sent: list[Any]) -> None:
    mail_to("bob@example.org")
    ((to, _, text),) = sent
    assert to == "bob@example.org"
    assert text.startswith("Here: https://wiki.example.org/reset/")
    with unit():
        reset_password(text.split()[1].rpartition("/")[2], NEW)


def test_only_members_who_can_sign_in_get_one(bob: Person, sent: list[Any]) -> None:
    make_person("author", "An Author")
    make_person("demo", "Demo", is_demo=True)
    with unit():
        bob.user.suspended_at = now()
    for handle in ("nobody", "author", "demo", "bob"):
        mail_to(f"{handle}@example.org")
    assert sent == []
