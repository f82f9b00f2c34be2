import pytest
from sqlalchemy import select

from tests.accounts.conftest import Clock
from tests.conftest import Person
from wiki.accounts.delays import (
    MAILBOX,
    Origin,
    count_try,
    count_use,
    knows_device,
    remember_device,
)
from wiki.accounts.models import Attempt
from wiki.core.db import session
from wiki.core.errors import TooMany
from wiki.core.unit import unit

pytestmark = pytest.mark.usefixtures("database")

HOME = Origin("192.0.2.7")
AWAY = Origin("198.51.100.9")


def fail(account: str = "bob", origin: Origin = HOME, *, known_device: bool = False) -> float:
    """Tries once, in vain; how many seconds the try was put off instead, 0 when it was not."""
    try:
        count_try(account, origin, known_device=known_device)
    except TooMany as error:
        return error.seconds
    return 0


def test_five_failures_are_free_and_then_pauses_double_up_to_a_minute(clock: Clock) -> None:
    assert [fail() for _ in range(5)] == [0] * 5
    pauses = []
    for _ in range(8):
        pauses.append(round(fail()))
        clock.turn(seconds=pauses[-1] + 0.01)
        assert fail() == 0
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_what_is_refused_is_not_counted(clock: Clock) -> None:
    for _ in range(30):
        fail()
    assert fail() <= 1
    clock.turn(seconds=1.01)
    assert fail() == 0


def test_a_right_password_ends_the_counting() -> None:
    for _ in range(4):
        fail()
    count_try("bob", HOME, known_device=False).take_back()
    assert [fail() for _ in range(5)] == [0] * 5


def test_one_address_may_fail_thirty_times_an_hour_whatever_the_names(clock: Clock) -> None:
    assert [fail(f"name{number}") for number in range(30)] == [0] * 30
    assert 3500 < fail("another") <= 3600
    assert fail("another", AWAY) == 0
    clock.turn(hours=1)
    assert fail("another") == 0


def test_a_household_with_ipv6_is_one_address() -> None:
    for number in range(30):
        fail(f"name{number}", Origin(f"2001:db8:1:2::{number:x}"))
    assert fail("another", Origin("2001:db8:1:2:ffff::1")) > 0
    assert fail("another", Origin("2001:db8:1:3::1")) == 0


def test_people_who_sign_in_rightly_do_not_use_up_their_offices_tries() -> None:
    for number in range(40):
        count_try(f"name{number}", HOME, known_device=False).take_back()
    assert [fail(f"another{number}") for number in range(30)] == [0] * 30


def test_nobody_can_lock_out_others(clock: Clock) -> None:
    """Somebody guesses bob's password from the same office, as fast as is allowed; bob's own browser is not slowed."""
    for _ in range(200):
        clock.turn(seconds=fail() + 0.01)
    assert fail(origin=HOME) > 0
    assert fail(origin=Origin(HOME.address, "the secret of bob's browser"), known_device=True) == 0


def test_even_a_new_browser_waits_four_seconds_at_most_when_guesses_come_from_everywhere() -> None:
    for number in range(200):
        fail(origin=Origin(f"198.51.{number}.1"))
    assert 0 < fail(origin=AWAY) <= 4


def test_a_thousand_at_once_count_as_a_thousand(clock: Clock) -> None:
    """They are counted before the password is looked at, so nobody slips in while others are being verified."""
    tries = [fail() for _ in range(1000)]
    assert tries.count(0) == 5


def test_a_browser_is_known_after_it_signed_in(bob: Person, alice: Person) -> None:
    with unit():
        assert not knows_device(bob.id, "secret")
        remember_device(bob.id, "secret")
        assert knows_device(bob.id, "secret")
        assert not knows_device(alice.id, "secret")
        assert not knows_device(bob.id, "")


def test_the_table_names_nobody(bob: Person) -> None:
    fail("bob@example.org")
    with unit():
        keys = session.scalars(select(Attempt.key)).all()
    assert keys
    assert not any("bob" in key or HOME.address in key for key in keys)


def test_old_counts_are_swept_out(bob: Person, clock: Clock) -> None:
    fail()
    clock.turn(hours=3)
    with unit():
        remember_device(bob.id, "secret")
        assert [key.partition(":")[0] for key in session.scalars(select(Attempt.key))] == ["device"]


def test_one_mailbox_gets_three_mails_an_hour(clock: Clock) -> None:
    for _ in range(3):
        count_use("reset", "bob@example.org", MAILBOX)
    with pytest.raises(TooMany):
        count_use("reset", "Bob@example.org", MAILBOX)
    clock.turn(hours=1)
    count_use("reset", "bob@example.org", MAILBOX)
