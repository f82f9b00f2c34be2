"""Everybody says of themselves what they like, and shows each part of it to whom they like."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place, make_person
from tests.people.conftest import WORDS, As, fill
from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.notifications.choosing import choice_of
from wiki.pages.actions import create_page
from wiki.people.actions import Said, say
from wiki.people.languages import language_in, languages_in
from wiki.people.links import Link, links_in
from wiki.people.models import Detail, Profile, Sight
from wiki.people.policy import details_seen, shows
from wiki.spaces.actions import create_space, remove_member, set_member
from wiki.spaces.models import Role

pytestmark = pytest.mark.usefixtures("without_csrf")

FORM = {"headline": "", "role": "", "place": "", "main": ""} | {f"sight_{detail}": "team" for detail in Detail}


def main_of(page: str) -> str:
    found = re.search(r"<main.*</main>", page, re.DOTALL)
    assert found
    return found[0]


def shown(client: FlaskClient, handle: str = "bob") -> set[Detail]:
    """The details whose words stand in what this person says, without the pages below."""
    page = main_of(client.get(f"/people/{handle}").text).partition("Recently written")[0]
    return {detail for detail, words in WORDS.items() if words in page}


def test_each_detail_is_seen_by_whom_it_is_for(
    place: Place, bob: Person, carol: Person, dave: Person, alice: Person, as_: As
) -> None:
    """carol shares bob's closed space, dave does not; the team's owner is a colleague like any other."""
    with unit():
        remove_member(place.space, bob.user)
        set_member(place.space, bob.user, Role.EDITOR)
    clients = {name: as_(person) for name, person in (("bob", bob), ("carol", carol), ("dave", dave))}
    for sight, seen_by in ((Sight.TEAM, "bob carol dave"), (Sight.NEAR, "bob carol"), (Sight.OWN, "bob")):
        fill(bob, place, dict.fromkeys(Detail, sight))
        for name, client in clients.items():
            expected = set(Detail) if name in seen_by.split() else set()
            if name == "dave":
                expected -= {Detail.PINS}  # who may not read a page is not told of it
            assert shown(client) == expected, (sight, name)
    assert shown(as_(alice)) == set(), "nobody but me means nobody"


@pytest.mark.parametrize("detail", Detail)
def test_one_detail_alone_can_be_kept_back(place: Place, bob: Person, carol: Person, as_: As, detail: Detail) -> None:
    fill(bob, place, {detail: Sight.OWN})
    assert shown(as_(carol)) == set(Detail) - {detail}
    fill(bob, place)
    assert shown(as_(carol)) == set(Detail), "and shown again"


def test_the_predicate_and_the_sql_agree(place: Place, alice: Person, bob: Person, carol: Person, dave: Person) -> None:
    with unit():
        open_ = create_space(dave.user, "Open")
        set_member(open_, bob.user, Role.READER)
    everybody = (alice, bob, carol, dave)
    for sight in Sight:
        for number, person in enumerate(everybody):
            with unit():
                say(person.user, Said(sights={detail: list(Sight)[number % 3] for detail in Detail} if number else {}))
                if not number:
                    say(person.user, Said(sights=dict.fromkeys(Detail, sight)))
        with unit():
            for viewer in everybody:
                for detail in Detail:
                    by_sql = set(session.scalars(select(User.id).where(shows(detail, viewer.user))))
                    assert by_sql == {p.id for p in everybody if detail in details_seen(p.user, viewer.user)}


def test_a_space_of_the_whole_team_brings_nobody_near(place: Place, bob: Person, dave: Person, as_: As) -> None:
    with unit():
        space = create_space(bob.user, "Everybody's")
        set_member(space, dave.user, Role.EDITOR)
    fill(bob, place, {Detail.PLACE: Sight.NEAR})
    assert Detail.PLACE not in shown(as_(dave))
    with unit():
        set_member(place.space, dave.user, Role.READER)
    assert Detail.PLACE in shown(as_(dave))
    with unit():
        remove_member(place.space, dave.user)
    assert Detail.PLACE not in shown(as_(dave)), "at once"


def test_the_team_page_tells_no_place_that_is_kept_back(place: Place, bob: Person, dave: Person, as_: As) -> None:
    bob_id = bob.id
    with unit():
        session.get_one(User, bob_id).password_hash = "x"
    fill(bob, place)
    assert "Zwolle" in as_(dave).get("/team").text
    fill(bob, place, {Detail.PLACE: Sight.NEAR})
    assert "Zwolle" not in as_(dave).get("/team").text


@pytest.mark.parametrize("sight", Sight)
def test_view_as_a_colleague_is_what_a_colleague_sees(
    place: Place, bob: Person, dave: Person, as_: As, sight: Sight
) -> None:
    """Byte by byte, but for the bars: somebody in no closed space of mine, and somebody in one."""
    with unit():
        open_ = create_page(bob.user, create_space(bob.user, "All may read"), "An open page").id
        mine = create_page(bob.user, create_space(bob.user, "Mine alone", team_role=None), "A page of mine").id
    for page_id in (open_, mine, place.page_id):
        with unit():
            write_text(page_id, bob.id, "Mine.")
    fill(bob, place, {detail: sight for number, detail in enumerate(Detail) if number % 2})
    own, other = as_(bob), as_(dave)
    assert "A page of mine" in own.get("/people/bob").text
    assert main_of(own.get("/me/profile/seen").text) == main_of(other.get("/people/bob").text)
    with unit():
        set_member(place.space, dave.user, Role.READER)
    there = main_of(own.get(f"/me/profile/seen?in={place.slug}").text)
    assert there == main_of(other.get("/people/bob").text)
    assert "First steps" in there
    assert "An open page" in there
    assert "A page of mine" not in there
    assert own.get("/me/profile/seen?in=nowhere").status_code == 404


def test_one_looks_only_through_spaces_of_ones_own(place: Place, dave: Person, as_: As) -> None:
    assert as_(dave).get(f"/me/profile/seen?in={place.slug}").status_code == 404


def test_the_form_without_scripts(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    sent = FORM | {
        "headline": "Warm  houses",
        "main": "#Heating",
        "adjacent_2": "pumps",
        "languages": "Nederlands, English",
        "links": "Blog https://example.org/b\nhttps://example.org",
        "pins": f"first steps\nhttp://localhost{place.url}",
        "sight_place": "own",
        "place": "Zwolle",
    }
    assert client.post("/me/profile", data=sent).location == "/people/bob"
    page = client.get("/me/profile").text
    for value in ("Warm houses", "heating", "pumps", "Dutch, English", "Zwolle"):
        assert f'value="{value}"' in page
    assert "Blog https://example.org/b\nhttps://example.org</textarea>" in page
    assert "First steps</textarea>" in page, "a page is pinned once"
    assert re.search(r'id="sight_place".*?<option selected value="own">', page, re.DOTALL)
    assert client.post("/me/profile", data=FORM).status_code == 303
    assert "heating" not in main_of(client.get("/people/bob").text)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"links": "Mine javascript:alert(1)"}, "begins with https://"),
        ({"links": "http://example.org"}, "begins with https://"),
        ({"links": "https://user:pass@example.org"}, "begins with https://"),
        ({"links": "\n".join(["https://example.org"] * 6)}, "Five links at most"),
        ({"pins": "Nowhere at all"}, "There is no page"),
        ({"languages": "Klingonish"}, "No language is known here"),
        ({"work": "A thing"}, "Say until when"),
        ({"work": "A thing", "work_until": "2020-01-01"}, "still to come"),
        ({"adjacent_1": "pumps"}, "Name your main specialism first"),
        ({"main": "pumps", "adjacent_1": "#Pumps"}, "You named #pumps already"),
        ({"main": "no tag?"}, "letters and digits"),
        ({"sight_place": "everybody"}, "Not a valid choice"),
        ({"headline": "x" * 121}, "longer than"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(
    place: Place, bob: Person, as_: As, typed: dict[str, str], words: str
) -> None:
    answer = as_(bob).post("/me/profile", data=FORM | {"ask": "typed with care"} | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "typed with care" in answer.text
    with unit():
        assert session.get(Profile, bob.id) is None


def test_no_page_is_pinned_that_its_owner_may_not_read(place: Place, dave: Person, as_: As) -> None:
    """And the answer is that of a page that is not there."""
    for typed in ("First steps", place.url):
        assert "There is no page" in as_(dave).post("/me/profile", data=FORM | {"pins": typed}).text


def test_pins_follow_what_their_reader_may_read(place: Place, bob: Person, dave: Person, as_: As) -> None:
    fill(bob, place)
    assert "First steps" not in main_of(as_(dave).get("/people/bob").text)
    with unit():
        set_member(place.space, dave.user, Role.READER)
    assert "First steps" in main_of(as_(dave).get("/people/bob").text)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "https://[", "https:\\\\x", "x"]
)
def test_links_lead_to_https_alone(url: str) -> None:
    with pytest.raises(Invalid):
        links_in(f"Mine {url}")


def test_what_was_typed_is_text_wherever_it_is_shown(place: Place, bob: Person, as_: As) -> None:
    nasty = '"><script>alert(1)</script>'
    with unit():
        links = [Link(nasty, "https://example.org/?a=1&b=\"'<i>")]
        say(bob.user, Said(headline=nasty, role=nasty, place=nasty, ask=nasty, links=links))
    for path in ("/people/bob", "/me/profile", "/me/profile/seen", "/team"):
        page = as_(bob).get(path).text
        assert "<script>alert" not in page
        assert "<i>" not in page


def test_what_one_works_on_goes_by_itself(place: Place, bob: Person, as_: As) -> None:
    fill(bob, place)
    assert "The new district" in as_(bob).get("/people/bob").text
    with unit():
        session.get_one(Profile, bob.id).work_until = now().date()
    assert "The new district" in as_(bob).get("/people/bob").text, "up to and with that day"
    with unit():
        session.get_one(Profile, bob.id).work_until = now().date() - timedelta(days=1)
    assert "The new district" not in as_(bob).get("/people/bob").text


def test_what_time_it_is_where_somebody_is(place: Place, bob: Person, carol: Person, as_: As) -> None:
    with unit():
        bob.user.password_hash = "x"
        choice = choice_of(bob.user)
        choice.begins, choice.ends, choice.days, choice.zone = 0, 24, "1234567", "America/New_York"
    page = as_(carol).get("/people/bob").text
    assert re.search(r"\d\d:\d\d, works until 00:00", page)
    with unit():
        choice_of(bob.user).days = str((now().isoweekday() + 2) % 7 + 1)
    assert re.search(r", back (tomorrow|on \w+day)", as_(carol).get("/people/bob").text)


def test_who_only_wrote_what_was_imported_has_no_hours(place: Place, carol: Person, as_: As) -> None:
    make_person("old", "Old Author")
    page = as_(carol).get("/people/old").text
    assert "works until" not in page
    assert "Say what Old Author knows" not in page


def test_languages_have_names_in_both_languages() -> None:
    assert languages_in("Dutch, engels ; Français, dutch") == ["nl", "en", "fr"]
    assert (language_in("fy", "en"), language_in("nl", "nl")) == ("Western Frisian", "Nederlands")
    assert languages_in("") == []


def test_nothing_on_a_profile_is_a_count(place: Place, bob: Person, dave: Person, as_: As) -> None:
    fill(bob, place)
    page = main_of(as_(dave).get("/people/bob").text)
    assert not re.search(r">\s*\d+\s*(<|pages|edits|answers)", page)
