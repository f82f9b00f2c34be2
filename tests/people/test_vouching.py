"""What colleagues say of each other is proposed first, shown when it is accepted, and taken back by either; and who
wants to be left out is."""

import re

import pytest

from tests.conftest import Person, Place, make_person
from tests.people.conftest import As, fill
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.unit import unit
from wiki.pages.details import give_tag
from wiki.pages.policy import page_for
from wiki.people.leaving import is_left_out, leave_out, left_out_of
from wiki.people.models import Detail, Sight, Vouch
from wiki.people.vouching import proposed_to, vouch, vouches_of
from wiki.spaces.actions import set_member
from wiki.spaces.models import Role
from wiki.spaces.synonyms import count_as
from wiki.spaces.tags import tags_named

pytestmark = pytest.mark.usefixtures("without_csrf")


@pytest.fixture
def team(place: Place, bob: Person, carol: Person, dave: Person) -> Place:
    """Everybody can sign in; bob says that he knows about heating."""
    with unit():
        for person in (bob, carol, dave):
            person.user.password_hash = "x"
    fill(bob, place)
    return place


def waiting(person: Person) -> list[tuple[str, str]]:
    with unit():
        return [(said.by.handle, said.tag) for said in proposed_to(person.user)]


def shown(person: Person, viewer: Person) -> list[tuple[str, str]]:
    with unit():
        return [(said.by.handle, said.tag) for said in vouches_of(person.user, viewer.user)]


def say(by: Person, person: Person, tag: str) -> None:
    with unit():
        vouch(by.user, person.user, tag)


def tag_id(name: str) -> int:
    with unit():
        return tags_named([name])[0].id


def test_it_is_proposed_first_and_shown_once_it_is_accepted(team: Place, bob: Person, carol: Person, as_: As) -> None:
    client = as_(carol)
    assert client.post("/people/bob/vouch", data={"tag": "#Pumps"}).location == "/people/bob"
    assert waiting(bob) == [("carol", "pumps")]
    for viewer in (bob, carol):
        assert shown(bob, viewer) == []
    with unit():
        assert bob.user.has_news
    own = as_(bob)
    inbox = own.get("/inbox").text
    assert "Carol Çelik says that you know about #pumps." in inbox
    assert "Nothing waits for you" not in inbox
    assert "What colleagues say" not in own.get("/people/bob").text
    assert own.post(f"/me/vouches/{carol.id}/{tag_id('pumps')}/acceptance").location == "/inbox"
    assert waiting(bob) == []
    page = client.get("/people/bob").text
    assert "Carol Çelik says so" in page
    assert "Remove what" not in page
    assert "Nothing waits for you" in own.get("/inbox").text
    with unit():
        assert not bob.user.has_news, "they have looked"


def test_no_thanks_holds_and_nobody_is_told(team: Place, bob: Person, carol: Person, as_: As) -> None:
    say(carol, bob, "pumps")
    own, client = as_(bob), as_(carol)
    before = client.get("/people/bob/vouch").text.partition("<main")[2]
    assert own.post(f"/me/vouches/{carol.id}/{tag_id('pumps')}/refusal").location == "/inbox"
    assert strip(client.get("/people/bob/vouch").text.partition("<main")[2]) == strip(before)
    with unit():
        bob.user.has_news = False
    for _ in range(2):
        assert client.post("/people/bob/vouch", data={"tag": "pumps"}).status_code == 303
        assert waiting(bob) == []
        client.post(f"/people/bob/vouches/{tag_id('pumps')}/removal")
    with unit():
        assert not bob.user.has_news


def strip(page: str) -> str:
    return re.sub(r'value="[^"]{40,}"', "", page)


def test_either_takes_it_back(team: Place, bob: Person, carol: Person, dave: Person, as_: As) -> None:
    for by in (carol, dave):
        say(by, bob, "heating")
        with unit():
            row = session.get_one(Vouch, (bob.id, by.id, tags_named(["heating"])[0].id))
            row.accepted_at = now()
    assert shown(bob, carol) == [("carol", "heating"), ("dave", "heating")]
    own = as_(bob)
    assert "Remove what Carol Çelik says" in own.get("/people/bob").text
    assert own.post(f"/me/vouches/{carol.id}/{tag_id('heating')}/refusal").location == "/people/bob"
    assert shown(bob, carol) == [("dave", "heating")]
    assert as_(carol).post(f"/people/bob/vouches/{tag_id('heating')}/removal").status_code == 303
    assert as_(dave).post(f"/people/bob/vouches/{tag_id('heating')}/removal").status_code == 303
    assert shown(bob, carol) == []
    assert as_(dave).post(f"/people/bob/vouches/{tag_id('heating')}/removal").status_code == 404


def test_nobody_answers_for_others(team: Place, bob: Person, carol: Person, dave: Person, as_: As) -> None:
    say(carol, bob, "pumps")
    for what in ("acceptance", "refusal"):
        for person in (carol, dave):
            path = f"/me/vouches/{carol.id}/{tag_id('pumps')}/{what}"
            assert as_(person).post(path).status_code == 404
    assert waiting(bob) == [("carol", "pumps")]


def test_only_tags_that_both_know_are_said(team: Place, bob: Person, carol: Person, dave: Person, as_: As) -> None:
    """Or a proposal would tell of a page that one of them may not read."""
    with unit():
        give_tag(bob.user, page_for(bob.user, team.page_id), "secret-plan")
    for by, person, tag in ((dave, carol, "secret-plan"), (carol, dave, "secret-plan"), (carol, bob, "never-heard-of")):
        with unit(), pytest.raises(Invalid, match="Choose a tag that the team uses already"):
            vouch(by.user, person.user, tag)
    say(carol, bob, "secret-plan")
    as_(bob).post(f"/me/vouches/{carol.id}/{tag_id('secret-plan')}/acceptance")
    assert shown(bob, carol) == [("carol", "secret-plan")]
    assert shown(bob, dave) == []
    assert "secret-plan" not in as_(dave).get("/people/bob").text
    assert "secret-plan" not in as_(dave).get("/people/carol/vouch").text
    with unit():
        set_member(team.space, dave.user, Role.READER)
    assert shown(bob, dave) == [("carol", "secret-plan")]


def test_what_colleagues_say_goes_with_the_t(team: Place, bob: Person, carol: Person, as_: As) -> None:
    say(carol, bob, "pumps")
    as_(bob).post(f"/me/vouches/{carol.id}/{tag_id('pumps')}/acceptance")
    fill(bob, team, {Detail.FIELDS: Sight.OWN})
    assert "says so" not in as_(carol).get("/people/bob").text


def test_who_cannot_answer_is_not_asked(team: Place, bob: Person, carol: Person, as_: As) -> None:
    make_person("old", "Old Author")
    for handle in ("old", "carol", "nobody"):
        assert as_(carol).get(f"/people/{handle}/vouch").status_code == 404
        assert as_(carol).post(f"/people/{handle}/vouch", data={"tag": "pumps"}).status_code == 404
    with unit():
        session.get_one(User, bob.id).suspended_at = now()
    with unit(), pytest.raises(NotFound):
        vouch(carol.user, bob.user, "pumps")
    with unit(), pytest.raises(Invalid):
        vouch(carol.user, carol.user, "pumps")


def test_who_left_the_team_says_nothing_any_more(team: Place, bob: Person, carol: Person, dave: Person) -> None:
    say(carol, bob, "pumps")
    say(dave, bob, "pumps")
    with unit():
        session.get_one(Vouch, (bob.id, dave.id, tags_named(["pumps"])[0].id)).accepted_at = now()
        for person in (carol, dave):
            person.user.suspended_at = now()
    assert waiting(bob) == []
    assert shown(bob, bob) == []


def test_being_left_out_holds_at_once(team: Place, bob: Person, carol: Person, as_: As) -> None:
    client = as_(bob)
    sent = {"topics": "#Pumps, old houses"}
    assert client.post("/me/profile/left-out", data=sent).location == "/me/profile#left-out"
    assert 'value="#old-houses, #pumps"' in client.get("/me/profile").text
    with unit():
        heat, pump = tags_named(["heating"])[0], tags_named(["pump"])[0]
        count_as(bob.user, pump, tags_named(["pumps"])[0])
        assert [is_left_out(bob.id, tag.id) for tag in (heat, pump)] == [False, True], "and what counts as it"
    refused = as_(carol).post("/people/bob/vouch", data={"tag": "pumps"})
    assert refused.status_code == 422
    assert "does not want to be named for this" in refused.text
    say(carol, bob, "heating")
    client.post("/me/profile/left-out", data={"everything": "y", "topics": ""})
    with unit():
        assert left_out_of(bob.id) == (True, [])
        assert is_left_out(bob.id, heat.id)
        leave_out(bob.user, everything=False, topics=[])
        assert not is_left_out(bob.id, heat.id)
    wrong = client.post("/me/profile/left-out", data={"topics": "a?"})
    assert wrong.status_code == 422
    assert "letters and digits" in wrong.text
