import pytest
from argon2 import PasswordHasher

from tests.accounts.conftest import Clock
from tests.conftest import PASSWORD, Person, make_person
from wiki.accounts import passwords
from wiki.accounts.actions import Suspended, sign_in
from wiki.accounts.delays import Origin, remember_device
from wiki.accounts.passwords import is_outdated
from wiki.core.clock import now
from wiki.core.errors import TooMany
from wiki.core.unit import Rollback, unit

HERE = Origin("192.0.2.7")


def tried(name: str, password: str = PASSWORD, origin: Origin = HERE) -> str | None:
    with unit():
        user = sign_in(name, password, origin)
        return user.handle if user else None


@pytest.mark.parametrize("name", ["bob", "BOB", " bob@example.org ", "Bob@Example.org"])
def test_by_handle_or_email(bob: Person, name: str) -> None:
    assert tried(name) == "bob"


@pytest.mark.parametrize(("name", "password"), [("bob", "not the password"), ("nobody", PASSWORD), ("", "")])
def test_in_vain(bob: Person, name: str, password: str) -> None:
    assert tried(name, password) is None


def test_an_imported_author_cannot_sign_in(database: None) -> None:
    make_person("author", "An Author")
    assert tried("author", "") is None


def test_a_demo_member_cannot_sign_in_with_a_password(database: None) -> None:
    make_person("demo", "Demo", is_demo=True)
    assert tried("demo") is None


def test_unknown_people_cost_a_verification_too(bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    verify = passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda known, given: verified.append(known) or verify(known, given))
    tried("bob", "wrong")
    tried("nobody", "wrong")
    assert len(verified) == 2


def test_unknown_people_are_delayed_like_known_ones(bob: Person, clock: Clock) -> None:
    assert _put_off("bob") == _put_off("nobody")


def _put_off(name: str) -> list[float]:
    waits = []
    for _ in range(7):
        try:
            tried(name, "wrong")
            waits.append(0.0)
        except TooMany as error:
            waits.append(error.seconds)
    return waits


def test_a_failure_counts_although_the_request_is_undone(bob: Person) -> None:
    for _ in range(5):
        with unit():
            assert sign_in("bob", "wrong", HERE) is None
            raise Rollback
    with pytest.raises(TooMany):
        tried("bob")


def test_the_right_password_waits_its_turn_too(bob: Person, clock: Clock) -> None:
    _put_off("bob")
    with pytest.raises(TooMany):
        tried("bob")
    clock.turn(seconds=2)
    assert tried("bob") == "bob"


def test_a_known_browser_signs_in_while_others_guess(bob: Person, clock: Clock) -> None:
    with unit():
        remember_device(bob.id, "bob's own")
    _put_off("bob")
    assert tried("bob", origin=Origin(HERE.address, "bob's own")) == "bob"


def test_a_suspended_person_learns_so_after_the_right_password_only(bob: Person) -> None:
    with unit():
        bob.user.suspended_at = now()
    assert tried("bob", "wrong") is None
    with pytest.raises(Suspended):
        tried("bob")


def test_an_outdated_hash_is_renewed(bob: Person) -> None:
    with unit():
        bob.user.password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    assert tried("bob") == "bob"
    with unit():
        assert not is_outdated(str(bob.user.password_hash))
    assert tried("bob") == "bob"
