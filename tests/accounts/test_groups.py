"""Groups: people who are named together, by a name that nobody else has, as far as each of them may read."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from tests.conftest import Person, Place, make_person
from tests.notifications.test_inbox import begin, lines
from wiki.accounts import actions
from wiki.accounts.actions import Taken
from wiki.accounts.groups import MOST_NAMED, GroupMember, called_by, groups_of
from wiki.accounts.handles import propose_handle
from wiki.accounts.models import User
from wiki.accounts.policy import group_for
from wiki.comments.mentions import named_in
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.models import PageContent
from wiki.pages.policy import page_for

As = Callable[[Person | None], FlaskClient]


pytestmark = pytest.mark.usefixtures("without_csrf")


@pytest.fixture
def fitters(place: Place, bob: Person, carol: Person, dave: Person) -> str:
    """bob made it, carol reads the page, dave does not."""
    with unit():
        group = actions.make_group(bob.user, "fitters", "The fitters", "Who put things in")
        for person in (carol, dave):
            actions.let_in(group, person.user)
    return "/groups/fitters"


def test_a_mention_names_each_member_who_may_read(
    place: Place, alice: Person, bob: Person, carol: Person, dave: Person, fitters: str
) -> None:
    begin(place, alice, "What do @fitters say?")
    assert [line.because for line in lines(bob)] == ["mention"]
    assert [line.because for line in lines(carol)] == ["mention"]
    assert lines(dave) == [], "who may not read the page hears nothing"
    with unit():
        assert not dave.user.has_news
        named = named_in("@fitters @carol", page_for(alice.user, place.page_id))
        assert [user.handle for user in named.reached] == ["carol", "bob"], "each of them once"
        assert named.unreached == [], "who names a group is told nothing of who is in it and reads what"


def test_who_names_their_own_group_is_not_told(place: Place, bob: Person, carol: Person, fitters: str) -> None:
    begin(place, bob, "@fitters?")
    assert lines(bob) == []
    assert len(lines(carol)) == 1


def test_a_crowd_is_not_flooded_and_whoever_names_it_hears_so(
    place: Place, bob: Person, carol: Person, fitters: str, as_: As
) -> None:
    with unit():
        group_id = group_for(bob.user, "fitters").id
    people = [make_person(f"p{number}", f"Person {number}").id for number in range(MOST_NAMED - 3)]
    with unit():
        session.execute(insert(GroupMember), [{"group_id": group_id, "user_id": one, "since": now()} for one in people])
        assert len(called_by(["fitters"]).people) == MOST_NAMED
        last = User(handle="last", name="Last", email="last@example.org")
        session.add(last)
        session.flush()
        actions.let_in(group_for(bob.user, "fitters"), last)
        assert called_by(["fitters"]).people == []
    sent = as_(bob).post(
        f"{place.url}/comments", data={"text": "@fitters, look!"}, headers={"Accept": "application/json"}
    )
    assert sent.json
    assert sent.json["notice"].startswith("@fitters has more than 50 people, so they are not told.")
    assert lines(carol) == []
    assert "a mention of it tells none of them" in as_(carol).get(fitters).text
    with unit():
        session.get_one(User, people[0]).suspended_at = now()
        assert len(called_by(["fitters"]).people) == MOST_NAMED, "who has no account any more does not count"


def test_pages_lead_to_it(place: Place, bob: Person, fitters: str) -> None:
    with unit():
        write_text(place.page_id, bob.id, "Ask @fitters or @nobody.")
    with unit():
        html = session.get_one(PageContent, place.page_id).html
        assert 'href="/groups/fitters"' in html
        assert "nobody</a>" not in html


def test_names_lead_to_a_group_as_long_as_there_is_one(place: Place, bob: Person, as_: As) -> None:
    def shown() -> str:
        run_due()
        with unit():
            return session.get_one(PageContent, place.page_id).html

    with unit():
        write_text(place.page_id, bob.id, "Ask @fitters.")
    assert "/groups/fitters" not in shown()
    as_(bob).post("/groups/new", data={"name": "The fitters", "handle": "fitters"})
    assert 'href="/groups/fitters"' in shown()
    as_(bob).post("/groups/fitters/removal")
    assert "/groups/fitters" not in shown()


def test_it_is_offered_while_one_types(place: Place, bob: Person, fitters: str, as_: As) -> None:
    client, asked = as_(bob), f"{place.url}/suggested/people"
    offered = client.get(f"{asked}?q=fit").json
    assert [(one["handle"], one["name"], one["initials"]) for one in offered] == [("fitters", "The fitters", "TF")]
    assert client.get(f"{asked}?q=fit&readers=1").json == [], "a group keeps no page"


def test_people_and_groups_share_their_names(place: Place, bob: Person, carol: Person, fitters: str) -> None:
    with unit(), pytest.raises(Taken):
        actions.make_group(bob.user, "carol", "Carol")
    with unit(), pytest.raises(Taken):
        actions.make_group(bob.user, "fitters", "Others")
    profile = actions.Profile(
        name="C", handle="fitters", language=None, theme="", shortcuts=True, announces=True, weekly_mail=True
    )
    with unit(), pytest.raises(Taken):
        actions.change_profile(carol.user, profile)
    with unit():
        assert propose_handle("Fitters") == "fitters2"


def test_nobody_joins_under_the_name_of_a_group(app: Flask, alice: Person, fitters: str) -> None:
    with unit():
        link = actions.invite(alice.user)
    eve = {"name": "Eve", "handle": "fitters", "email": "eve@example.org", "password": "a long enough password"}
    answer = app.test_client().post(link, data=eve)
    assert answer.status_code == 422
    assert "has this one" in answer.text


def test_members_make_groups_and_keep_them(place: Place, bob: Person, carol: Person, dave: Person, as_: As) -> None:
    client = as_(carol)
    assert client.post("/groups/new", data={"name": "Night watch", "handle": ""}).location == "/groups/night"
    page = client.get("/groups/night").text
    assert "Kept by Carol Çelik" in page
    client.post("/groups/night/members", data={"who": "@bob, Dave Durand"})
    with unit():
        assert [group.handle for group in groups_of(dave.user)] == ["night"]
    assert "Night watch" in client.get("/people/dave").text
    assert "Night watch" in client.get("/groups").text
    wrong = client.post("/groups/night/members", data={"who": "@bob, @nobody"})
    assert wrong.status_code == 422
    assert "Nobody here is called @nobody" in wrong.text
    assert client.post("/groups/night", data={"name": "Nights", "about": "When it is dark"}).status_code == 303
    assert "When it is dark" in client.get("/groups/night").text
    assert client.post("/groups/night/removal").location == "/groups"
    assert client.get("/groups/night").status_code == 404


def test_a_list_of_groups_asks_once_for_all_their_people(
    place: Place, bob: Person, carol: Person, as_: As, asked: list[str], fitters: str
) -> None:
    client = as_(bob)
    client.get("/groups")
    asked.clear()
    client.get("/groups")
    few = len(asked)
    with unit():
        for number in range(9):
            actions.let_in(actions.make_group(bob.user, f"g{number}", f"G {number}"), carol.user)
    client.get("/groups")
    asked.clear()
    assert "G 8" in client.get("/groups").text
    assert len(asked) == few


def test_who_may_what(place: Place, alice: Person, bob: Person, carol: Person, fitters: str, as_: As) -> None:
    """Whoever made it, and the team's owners; everybody may leave."""
    member, owner = as_(carol), as_(alice)
    for path, data in (
        ("", {"name": "Mine"}),
        ("/members", {"who": "@carol"}),
        ("/members/bob/removal", {}),
        ("/removal", {}),
    ):
        assert member.post(f"{fitters}{path}", data=data).status_code == 403
    assert "Dissolve" not in member.get(fitters).text
    assert "Dissolve" in owner.get(fitters).text
    assert member.post(f"{fitters}/members/carol/removal").status_code == 303
    assert owner.post(f"{fitters}/members/dave/removal").status_code == 303
    with unit():
        assert [user.handle for user in called_by(["fitters"]).people] == ["bob"]
    assert as_(None).get(fitters).status_code == 303


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "", "handle": "x2"}, "Give the group a name"),
        ({"name": "N", "handle": "new"}, "stands for something else"),
        ({"name": "N", "handle": "all"}, "stands for something else"),
        ({"name": "N", "handle": "x"}, "Use 2 to 40"),
        ({"name": "\u200b", "handle": "x2"}, "Give the group a name"),
        ({"name": "N", "handle": "carol"}, "has this one"),
    ],
)
def test_what_cannot_be_a_group_is_said(place: Place, bob: Person, as_: As, typed: dict[str, str], words: str) -> None:
    answer = as_(bob).post("/groups/new", data=typed | {"about": "typed with care"})
    assert answer.status_code == 422
    assert words in answer.text
    assert "typed with care" in answer.text
