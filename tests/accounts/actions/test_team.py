from collections.abc import Callable

import pytest

from tests.conftest import PASSWORD, Person, make_person
from wiki.accounts import actions
from wiki.accounts.actions import LastOwner, TeamSettings
from wiki.accounts.events import MemberJoined, SessionEnded
from wiki.accounts.links import LinkGone, Purpose, open_link
from wiki.accounts.models import User
from wiki.accounts.queries import members, the_team
from wiki.accounts.sessions import session_for_token, start_session
from wiki.core import facts
from wiki.core.clock import now
from wiki.core.errors import NotAllowed
from wiki.core.unit import unit

SETTINGS = TeamSettings(name="Heron", language="nl", open_sign_up=True)

OWNERS_ACTS: dict[str, Callable[[User, User], object]] = {
    "change_team": lambda by, _member: actions.change_team(by, SETTINGS),
    "invite": lambda by, _member: actions.invite(by),
    "reset_link_for": lambda by, member: actions.reset_link_for(member, by),
    "suspend": lambda by, member: actions.suspend(member, by),
    "unsuspend": lambda by, member: actions.unsuspend(member, by),
    "make_owner": lambda by, member: actions.make_owner(member, by),
    "make_member": lambda by, member: actions.make_member(member, by),
}


@pytest.mark.parametrize("act", OWNERS_ACTS.values(), ids=OWNERS_ACTS)
def test_members_cannot(alice: Person, bob: Person, act: Callable[[User, User], object]) -> None:
    for other in (bob, alice):
        with unit(), pytest.raises(NotAllowed):
            act(bob.user, other.user)


@pytest.mark.parametrize("act", OWNERS_ACTS.values(), ids=OWNERS_ACTS)
def test_owners_can(alice: Person, bob: Person, act: Callable[[User, User], object]) -> None:
    with unit():
        act(alice.user, bob.user)


def test_the_team_is_as_its_owner_says(alice: Person) -> None:
    with unit():
        actions.change_team(alice.user, SETTINGS)
    with unit():
        team = the_team()
        assert (team.name, team.language, team.open_sign_up) == ("Heron", "nl", True)


def test_suspending_signs_out_at_once(alice: Person, bob: Person) -> None:
    with unit():
        token = start_session(bob.user, "Firefox")
    with unit():
        path = actions.reset_link_for(bob.user, alice.user)
    with unit():
        actions.suspend(bob.user, alice.user)
        assert [fact.user_id for fact in facts.waiting.get() if isinstance(fact, SessionEnded)] == [bob.id]
    with unit():
        assert session_for_token(token) is None
        with pytest.raises(LinkGone):
            open_link(Purpose.RESET, path.rpartition("/")[2])


def test_letting_in_again_does_not_wake_old_sessions(alice: Person, bob: Person) -> None:
    with unit():
        token = start_session(bob.user, "Firefox")
    with unit():
        actions.suspend(bob.user, alice.user)
    with unit():
        actions.unsuspend(bob.user, alice.user)
    with unit():
        assert bob.user.is_active
        assert session_for_token(token) is None


@pytest.mark.parametrize("act", [actions.suspend, actions.make_member])
def test_the_last_owner_stays(alice: Person, bob: Person, act: Callable[[User, User], None]) -> None:
    with unit(), pytest.raises(LastOwner):
        act(alice.user, alice.user)


def test_an_owner_who_cannot_sign_in_does_not_count(alice: Person, password_hash: str) -> None:
    make_person("author", "An Author", is_owner=True)
    make_person("gone", "Gone", is_owner=True, password_hash=password_hash, suspended_at=now())
    with unit(), pytest.raises(LastOwner):
        actions.make_member(alice.user, alice.user)


def test_with_another_owner_one_may_step_back(alice: Person, bob: Person) -> None:
    with unit():
        actions.make_owner(bob.user, alice.user)
    with unit():
        actions.make_member(alice.user, alice.user)
    with unit():
        assert (alice.user.is_owner, bob.user.is_owner) == (False, True)


def test_no_password_for_demo_members(alice: Person) -> None:
    dora = make_person("dora", "Dora Demo", is_demo=True)
    with unit(), pytest.raises(NotAllowed):
        actions.reset_link_for(dora.user, alice.user)


def test_the_author_of_imported_pages_can_be_let_in(alice: Person) -> None:
    author = make_person("author", "An Author")
    with unit():
        token = actions.reset_link_for(author.user, alice.user).rpartition("/")[2]
    with unit():
        actions.reset_password(token, PASSWORD)
        assert MemberJoined(author.id) in facts.waiting.get()
    with unit():
        assert [member.handle for member in members()] == ["alice", "author"]


def test_an_invitation_by_mail_is_made_when_it_is_sent(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, ...]] = []
    monkeypatch.setattr("wiki.accounts.actions.team.send", lambda *mail: sent.append(mail))
    for by in (alice, bob):
        with unit():
            actions.mail_invitation("eve@example.org", by.id, "Come", "At {link}", "https://wiki.example.org")
    ((to, _, text),) = sent
    assert to == "eve@example.org"
    with unit():
        assert open_link(Purpose.INVITATION, text.rpartition("/")[2]).email == "eve@example.org"
