import pytest

from tests.conftest import Person, make_person
from wiki.accounts.actions import Newcomer, Taken, invite, join, join_openly, owner_link, welcome
from wiki.accounts.events import MemberJoined
from wiki.accounts.links import LinkGone, Purpose, make_link
from wiki.accounts.models import User
from wiki.accounts.passwords import is_right
from wiki.accounts.queries import has_owner, known_as, members, the_team
from wiki.core import facts
from wiki.core.db import session
from wiki.core.errors import NotAllowed
from wiki.core.unit import unit

ADDRESS = "https://wiki.example.org"
EVE = Newcomer(name="Eve Eik", handle="eve", email="eve@example.org", password="a long enough password")


def token_of(link: str) -> str:
    return link.rpartition("/")[2]


@pytest.fixture
def invitation(alice: Person) -> str:
    with unit():
        return token_of(invite(alice.user))


def test_an_invitation_makes_a_member(invitation: str) -> None:
    with unit():
        eve = join(invitation, EVE)
        assert MemberJoined(eve.id) in facts.waiting.get()
    with unit():
        found = known_as("eve")
        assert found
        assert (found.name, found.is_owner, found.is_demo) == ("Eve Eik", False, False)
        assert is_right(found.password_hash, EVE.password)


def test_it_makes_one_member(invitation: str) -> None:
    with unit():
        join(invitation, EVE)
    with unit(), pytest.raises(LinkGone):
        join(invitation, Newcomer(name="Mal", handle="mal", email="mal@example.org", password=EVE.password))


@pytest.mark.parametrize(
    ("field", "more"), [("handle", {"handle": "alice"}), ("email", {"email": "alice@example.org"})]
)
def test_what_is_taken_is_said_and_the_invitation_remains(invitation: str, field: str, more: dict[str, str]) -> None:
    wish = {"name": "Eve", "handle": "eve", "email": "eve@example.org", "password": EVE.password} | more
    with unit(), pytest.raises(Taken) as taken:
        join(invitation, Newcomer(**wish))
    assert taken.value.field == field
    with unit():
        join(invitation, EVE)


def test_members_cannot_invite(bob: Person) -> None:
    with unit(), pytest.raises(NotAllowed):
        invite(bob.user)


def test_nobody_joins_openly_unless_the_owner_allows_it(alice: Person) -> None:
    with unit(), pytest.raises(NotAllowed):
        join_openly(EVE)
    with unit():
        team = the_team()
        team.open_sign_up = True
        session.add(team)
    with unit():
        assert join_openly(EVE).handle == "eve"


def test_an_imported_author_is_found_again_by_who_was_invited_at_that_address(alice: Person) -> None:
    author = make_person("eve", "E. Eik")
    with unit():
        token = token_of(make_link(Purpose.INVITATION, made_by_id=alice.id, email="eve@example.org"))
    with unit():
        assert join(token, EVE).id == author.id
    with unit():
        assert author.user.name == "Eve Eik"


def test_but_not_by_somebody_who_merely_types_that_address(invitation: str) -> None:
    make_person("eve", "E. Eik")
    with unit(), pytest.raises(Taken):
        join(invitation, EVE)


def test_nor_can_a_suspended_or_demo_account_be_taken_over(alice: Person) -> None:
    make_person("eve", "Demo", is_demo=True)
    with unit():
        token = token_of(make_link(Purpose.INVITATION, email="eve@example.org"))
    with unit(), pytest.raises(Taken):
        join(token, EVE)


def test_the_first_link_makes_the_owner_and_names_the_team(database: None) -> None:
    with unit():
        assert not has_owner()
        link = owner_link(ADDRESS)
    assert link.startswith(f"{ADDRESS}/welcome/")
    with unit():
        assert welcome(token_of(link), EVE, "Heron").is_owner
    with unit():
        assert (the_team().name, has_owner()) == ("Heron", True)
        assert [member.handle for member in members()] == ["eve"]


def test_it_works_once_and_only_the_last_one(database: None) -> None:
    with unit():
        first = owner_link(ADDRESS)
    with unit():
        second = owner_link(ADDRESS)
    with unit(), pytest.raises(LinkGone):
        welcome(token_of(first), EVE, "Heron")
    with unit():
        welcome(token_of(second), EVE, "Heron")
    with unit(), pytest.raises(LinkGone):
        welcome(token_of(second), EVE, "Heron")


def test_an_invitation_makes_no_owner(invitation: str) -> None:
    with unit(), pytest.raises(LinkGone):
        welcome(invitation, EVE, "Heron")


def test_nobody_exists_before_the_first_link_is_used(database: None) -> None:
    with unit():
        owner_link(ADDRESS)
        assert session.query(User).count() == 0
