from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tests.accounts.conftest import Clock
from tests.conftest import Person
from wiki.accounts.links import LIVES_FOR, LinkGone, Purpose, make_link, open_link, use_link, void_links
from wiki.accounts.models import OneTimeLink
from wiki.core.db import session
from wiki.core.unit import unit

pytestmark = pytest.mark.usefixtures("database")


def made(purpose: Purpose = Purpose.INVITATION, **more: object) -> str:
    """A new link's token."""
    with unit():
        return make_link(purpose, **more).rpartition("/")[2]  # type: ignore[arg-type]


def works(token: str, purpose: Purpose = Purpose.INVITATION) -> bool:
    with unit():
        try:
            return open_link(purpose, token) is not None
        except LinkGone:
            return False


def test_the_database_does_not_hold_the_token() -> None:
    token = made()
    with unit():
        assert token not in str(session.execute(select(OneTimeLink.__table__)).one())
    assert len(token) >= 43


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_lives_as_long_as_it_should(purpose: Purpose, clock: Clock) -> None:
    token = made(purpose)
    clock.turn(seconds=LIVES_FOR[purpose].total_seconds() - 5)
    assert works(token, purpose)
    clock.turn(seconds=6)
    assert not works(token, purpose)


def test_invitations_live_seven_days_and_resets_thirty_minutes() -> None:
    assert (LIVES_FOR[Purpose.INVITATION].days, LIVES_FOR[Purpose.RESET].total_seconds()) == (7, 1800)


def test_a_link_serves_one_purpose() -> None:
    assert not works(made(Purpose.INVITATION), Purpose.OWNER)
    assert not works(made(Purpose.RESET), Purpose.INVITATION)


def test_a_link_works_once() -> None:
    token = made()
    with unit():
        use_link(open_link(Purpose.INVITATION, token))
    assert not works(token)


def test_of_many_at_once_one_gets_through() -> None:
    token = made()

    def use(_number: int) -> bool:
        try:
            with unit():
                use_link(open_link(Purpose.INVITATION, token))
        except LinkGone:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(use, range(6))) == 1


def test_opening_uses_nothing_up() -> None:
    """Mail scanners open what they find."""
    token = made()
    assert works(token)
    assert works(token)


def test_earlier_links_of_one_person_can_be_voided(alice: Person, bob: Person) -> None:
    his, hers = made(Purpose.RESET, user_id=bob.id), made(Purpose.RESET, user_id=alice.id)
    with unit():
        void_links(Purpose.RESET, user_id=bob.id)
    assert not works(his, Purpose.RESET)
    assert works(hers, Purpose.RESET)
