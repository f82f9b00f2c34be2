import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from tests.accounts.conftest import Clock
from tests.conftest import Person
from wiki.accounts import sessions
from wiki.accounts.events import SessionEnded
from wiki.accounts.models import LoginSession, Team
from wiki.accounts.queries import the_team
from wiki.accounts.sessions import (
    end_all_sessions,
    end_session,
    note_seen,
    session_by_id,
    session_for_token,
    sessions_of,
    start_session,
)
from wiki.core import facts
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit


def signed_in(person: Person, device: str = "Firefox") -> str:
    with unit():
        return start_session(person.user, device)


def is_live(token: str) -> bool:
    with unit():
        return session_for_token(token) is not None


def test_the_database_does_not_hold_the_token(bob: Person) -> None:
    token = signed_in(bob)
    with unit():
        row = session.scalars(select(LoginSession)).one()
        assert token not in (row.token_hash, row.device)
        assert len(row.token_hash) == 64


def test_a_token_has_256_bits(bob: Person) -> None:
    assert len(signed_in(bob)) >= 43


def test_one_query_finds_session_user_and_team(bob: Person) -> None:
    token = signed_in(bob)
    with unit():
        session.add(Team(id=1, name="Heron", open_sign_up=False, language="en"))
    with unit():
        asked: list[str] = []
        event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
        login = session_for_token(token)
        assert login
        assert (login.user.handle, the_team().name) == ("bob", "Heron")
    assert len(asked) == 1


def test_a_made_up_token_is_nobody(bob: Person) -> None:
    assert not is_live("made-up")


def test_a_session_unused_for_14_days_is_over(bob: Person, clock: Clock) -> None:
    token = signed_in(bob)
    clock.turn(days=13)
    assert is_live(token)
    clock.turn(days=2)
    assert not is_live(token)


def test_a_session_in_use_is_over_after_90_days(bob: Person, clock: Clock) -> None:
    token = signed_in(bob)
    for _week in range(12):
        clock.turn(days=7)
        with unit():
            login = session_for_token(token)
            assert login
            note_seen(login)
    clock.turn(days=7)
    assert not is_live(token)


def test_being_seen_is_written_every_ten_minutes_at_most(bob: Person, clock: Clock) -> None:
    token = signed_in(bob)
    seen = [_seen_after(token, clock, minutes) for minutes in (0, 9, 2, 2)]
    assert seen[0] == seen[1] != seen[2] == seen[3]


def _seen_after(token: str, clock: Clock, minutes: int) -> object:
    clock.turn(minutes=minutes)
    with unit():
        login = session_for_token(token)
        assert login
        note_seen(login)
    with unit():
        return session.scalars(select(LoginSession.seen_at)).one()


def test_reading_goes_on_when_nothing_can_be_written(
    bob: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = signed_in(bob)
    clock.turn(hours=1)
    with unit():
        login = session_for_token(token)
        assert login
        monkeypatch.setattr(sessions, "unit", _full_disk)
        note_seen(login)


def _full_disk() -> None:
    raise OperationalError("UPDATE", {}, Exception("database or disk is full"))


def test_a_suspended_person_is_signed_in_nowhere(bob: Person) -> None:
    token = signed_in(bob)
    with unit():
        bob.user.suspended_at = now()
    assert not is_live(token)


def test_ending_a_session_is_announced(bob: Person) -> None:
    token = signed_in(bob)
    with unit():
        login = session_for_token(token)
        assert login
        end_session(login)
        assert facts.waiting.get() == [SessionEnded((login.id,), bob.id)]
    assert not is_live(token)


def test_signing_out_everywhere_may_spare_one(bob: Person, alice: Person) -> None:
    here, there, hers = signed_in(bob), signed_in(bob), signed_in(alice)
    with unit():
        spared = session_for_token(here)
        assert spared
        end_all_sessions(bob.user, except_id=spared.id)
        assert [fact for fact in facts.waiting.get() if isinstance(fact, SessionEnded)] == [
            SessionEnded((spared.id + 1,), bob.id)
        ]
    assert (is_live(here), is_live(there), is_live(hers)) == (True, False, True)


def test_a_socket_asks_by_id(bob: Person) -> None:
    token = signed_in(bob)
    with unit():
        login = session_for_token(token)
        assert login
        assert session_by_id(login.id) is login
        end_session(login)
        assert session_by_id(login.id) is None


def test_one_sees_ones_own_browsers_and_the_old_ones_are_swept_out(bob: Person, alice: Person, clock: Clock) -> None:
    signed_in(bob, "Chrome")
    signed_in(alice)
    clock.turn(days=15)
    signed_in(bob, "Firefox")
    with unit():
        assert [login.device for login in sessions_of(bob.user)] == ["Firefox"]
        assert session.scalars(select(LoginSession.user_id)).all() == [alice.id, bob.id]
