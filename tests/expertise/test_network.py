"""Who is near, the way to somebody, following with a note, and three people a week."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.expertise.test_evidence import write
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.expertise import introducing, nearness
from wiki.expertise.introducing import introduced_to
from wiki.expertise.models import Introduction
from wiki.expertise.nearness import nearest
from wiki.expertise.network import network_of
from wiki.notifications.watching import How, Kind, watch, watched
from wiki.pages.actions import create_page
from wiki.people.models import Detail, Field, Part, ProfileSight, Sight, Vouch
from wiki.spaces.actions import create_space
from wiki.spaces.leaving import LeftOut
from wiki.spaces.models import Role, Tag

As = Callable[[Person | None], FlaskClient]


@pytest.fixture
def chain(place: Place, alice: Person, bob: Person, carol: Person, dave: Person) -> Place:
    """dave works with carol, carol with bob, bob with alice: each on a page of their own in an open space."""
    with unit():
        for person in (alice, bob, carol, dave):
            person.user.password_hash = "x"
        space = create_space(alice.user, "Works", team_role=Role.EDITOR)
        pages = [create_page(person.user, space, f"Page of {person.handle}").id for person in (dave, carol, bob)]
    days_ago = now() - timedelta(days=200)
    for page_id, (one, other) in zip(pages, ((dave, carol), (carol, bob), (bob, alice)), strict=True):
        write(one, page_id, f"What {one.name} knows at some length.", now())
        write(other, page_id, f"What {other.name} knows.", now())
    write(dave, place.page_id, "Long ago.", days_ago)
    nearness.forget()
    return Place(space.id, space.slug, pages[0])


def near(who: Person) -> dict[int, float]:
    with unit():
        return nearest(who.user)


def test_who_works_together_is_near_and_their_colleagues_a_little(
    chain: Place, bob: Person, carol: Person, dave: Person
) -> None:
    found = near(dave)
    assert found[carol.id] == pytest.approx(1 / 4, abs=1e-3)
    assert found[bob.id] == pytest.approx(0.2 / 16, abs=1e-3)
    assert dave.id not in found
    with unit():
        watch(dave.id, Kind.PERSON, bob.id, How.SIDEWAYS)
    assert near(dave)[bob.id] == 0.6, "at once"
    with unit():
        watch(dave.id, Kind.PERSON, bob.id, How.NOTHING)
        session.add(Tag(id=7, name="pumps"))
        session.flush()
        session.add(Vouch(person_id=bob.id, by_id=dave.id, tag_id=7, accepted_at=now()))
    assert near(dave)[bob.id] == 0.6


def test_work_on_pages_one_may_not_read_makes_nobody_near(
    place: Place, bob: Person, carol: Person, alice: Person, dave: Person, as_: As
) -> None:
    for by in (alice, bob, carol):
        write(by, place.page_id, f"What {by.name} knows.", now())
    write(dave, place.page_id, "dave was here once.", now())
    assert near(dave) == {}
    assert set(near(carol)) == {alice.id, bob.id, dave.id}
    told = as_(dave).get("/u/bob/network").text
    assert "First steps" not in told
    assert "Alice" not in told
    assert "Nobody, on pages that you can read." in told
    assert "First steps" in as_(carol).get("/u/bob/network").text


def test_the_way_to_somebody(chain: Place, alice: Person, bob: Person, carol: Person, dave: Person, as_: As) -> None:
    with unit():
        ways = {person.handle: network_of(dave.user, person.user).way for person in (carol, bob, alice)}
    assert {name: [one.id for one in way or ()] for name, way in ways.items()} == {
        "carol": [],
        "bob": [carol.id],
        "alice": [carol.id, bob.id],
    }
    assert "Carol Çelik works with both of you." in as_(dave).get("/u/bob/network").text
    page = as_(dave).get("/u/carol/network").text
    assert "You work together." in page
    assert "Page of dave" in page
    far = as_(dave).get("/u/alice/network").text
    assert "You work with Carol Çelik, who works with Bob de Boer, who works with Alice Admiraal." in far
    assert '<svg class="network"' in far


def test_a_note_about_whom_one_follows_is_for_nobody_else(chain: Place, bob: Person, dave: Person, as_: As) -> None:
    mine = as_(dave)
    page = mine.get("/watch/person/bob").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"how": "all", "note": "Knows <b>risers</b>", "csrf_token": token}
    assert mine.post("/watch/person/bob", data=form).status_code == 303
    for url in ("/watch/person/bob", "/u/bob/network", "/me/watched"):
        assert "Knows &lt;b&gt;risers" in mine.get(url).text, url
    assert "risers" not in as_(bob).get("/u/bob/network").text
    with unit():
        watch(dave.id, Kind.PERSON, bob.id, How.SIDEWAYS)
        kept = watched(dave.id, Kind.PERSON, bob.id)
        assert kept is not None
        assert kept.note == "Knows <b>risers</b>", "it stays when nothing is said of it"


def test_three_a_week_the_same_all_week(
    chain: Place, alice: Person, bob: Person, dave: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = as_(dave).get("/people").text
    assert "Carol Çelik works with both of you" in page
    assert "Three people a week." in page
    with unit():
        first = [one.person.id for one in introduced_to(dave.user)]
    assert first == [bob.id]
    with unit():
        session.add(Tag(id=7, name="pumps"))
        session.flush()
        session.add_all(Field(user_id=who, tag_id=7, part=Part.MAIN) for who in (alice.id, dave.id))
    with unit():
        assert [one.person.id for one in introduced_to(dave.user)] == first, "whatever happens meanwhile"
    later = now() + timedelta(days=7)
    monkeypatch.setattr(introducing, "now", lambda: later)
    with unit():
        (met,) = introduced_to(dave.user)
        assert (met.person.id, met.tag) == (alice.id, "pumps"), "somebody else the week after"
    with unit():
        session.add(LeftOut(user_id=alice.id))
    with unit():
        assert introduced_to(dave.user) == [], "at once"
        assert session.query(Introduction).count() == 2


def test_nobody_is_introduced_by_what_they_do_not_show_or_will_not_be_named_for(
    place: Place, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    people = (alice, bob, carol, dave)
    with unit():
        for person in people:
            session.get_one(User, person.id).password_hash = "x"
        session.add(Tag(id=7, name="pumps"))
        session.flush()
        session.add_all(Field(user_id=person.id, tag_id=7, part=Part.MAIN) for person in people)
        session.add(ProfileSight(user_id=alice.id, detail=Detail.FIELDS, sight=Sight.OWN))
        session.add(LeftOut(user_id=bob.id, tag_id=7))
    with unit():
        assert [(one.person.id, one.tag) for one in introduced_to(dave.user)] == [(carol.id, "pumps")]
