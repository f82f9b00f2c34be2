"""Finding people who know: as people ask, by what they may read, and nobody who does not want to be found."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place
from tests.expertise.test_evidence import write
from wiki.accounts.actions import suspend
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.expertise import breadth, nearness
from wiki.expertise.asking import question
from wiki.expertise.finding import Narrowed, People, find_people
from wiki.expertise.models import Evidence
from wiki.expertise.models import Kind as Deed
from wiki.expertise.presence import presence
from wiki.expertise.ranking import feedback_at
from wiki.expertise.scoring import Standing
from wiki.notifications.hours import Hours
from wiki.notifications.models import MailChoice
from wiki.notifications.watching import How, Kind, watch
from wiki.pages.actions import create_page
from wiki.pages.details import give_tag, set_keeper
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.people.models import Field, Part, Vouch
from wiki.questions.actions import ask as ask_question
from wiki.questions.words import Words
from wiki.rounds import actions as rounds
from wiki.saves.people import save_person
from wiki.search import desk, indexing
from wiki.search.parsing import parse
from wiki.spaces.actions import create_space, set_member
from wiki.spaces.leaving import LeftOut
from wiki.spaces.models import Role, Space, Tag

As = Callable[[Person | None], FlaskClient]
SIGNS = re.compile(r'(nonce|content|value)="[^"]*"|data-build="[^"]*"|\b\d\d:\d\d\b|<time.*?</time>')
"""What is new in every answer, or with every minute."""


@pytest.fixture
def people(alice: Person, bob: Person, carol: Person, dave: Person) -> None:
    """All can sign in."""
    with unit():
        for person in (alice, bob, carol, dave):
            person.user.password_hash = "x"


@pytest.fixture
def team(place: Place, people: None, alice: Person, bob: Person, carol: Person) -> Place:
    """A space for all in which bob wrote about pumps, carol was asked about them, and alice wrote of the garden."""
    with unit():
        space = create_space(alice.user, "Works", team_role=Role.EDITOR)
        works = Place(space.id, space.slug, 0)
    make(works, bob, "Pumps and valves", "A pump wants water before it runs.", tag="pumps")
    pump = make(works, bob, "Choosing a pump", "Which pump for which riser.", tag="pumps")
    make(works, alice, "The garden", "Roses, and when to water them.", tag="garden")
    with unit():
        found = rounds.ask(bob.user, page_for(bob.user, pump), [carol.user], "Complete?")
        rounds.answer(found, carol.user, "It is.")
    look_again()
    return Place(works.space_id, works.slug, pump)


def make(place: Place, by: Person, title: str, text: str, tag: str = "") -> int:
    with unit():
        page_id = create_page(by.user, session.get_one(Space, place.space_id), title).id
    write(by, page_id, text, now())
    with unit():
        page = session.get_one(Page, page_id)
        if tag:
            give_tag(by.user, page, tag)
    return page_id


def look_again() -> None:
    indexing.rebuild()
    indexing.drain()
    breadth.forget()
    nearness.forget()


def found(who: Person, text: str, only: Narrowed | None = None) -> People:
    with unit():
        return find_people(who.user, question(who.user, parse(text)), only)


def names(who: Person, text: str, only: Narrowed | None = None) -> list[str]:
    return [one.person.handle for one in found(who, text, only).everybody]


def tag_called(name: str) -> int:
    return session.scalars(select(Tag.id).where(Tag.name == name)).one()


def test_who_helped_comes_before_who_wrote_each_with_why(team: Place, dave: Person, as_: As) -> None:
    assert names(dave, "pump") == ["carol", "bob"]
    assert names(dave, "roses garden") == ["alice"]
    page = as_(dave).get("/people?q=pump").text
    assert "Gave feedback on “Choosing a pump”, last in" in page
    assert "Wrote 2 pages about this" in page
    assert page.index("Carol Çelik</a>") < page.index("Bob de Boer</a>")
    assert f'href="/p/{team.page_id}-' in page, "with the proof"
    assert "works until" in page or "back " in page or "works from" in page


def test_nobody_finds_themselves_and_nothing_that_is_typed_is_an_error(team: Place, bob: Person, as_: As) -> None:
    assert names(bob, "pump") == ["carol"]
    for typed in ("", "%22", "-", "tag:pumps", "space:works", "*", "%00", "q" * 400, "wholly+unknown"):
        answer = as_(bob).get(f"/people?q={typed}&now=1&language=xx&place=Nowhere&space=none")
        assert answer.status_code == 200, typed


def test_what_people_say_they_know_is_a_reason(team: Place, alice: Person, bob: Person, dave: Person, as_: As) -> None:
    with unit():
        session.add(Field(user_id=alice.id, tag_id=tag_called("pumps"), part=Part.MAIN))
        session.add(Vouch(person_id=alice.id, by_id=bob.id, tag_id=tag_called("pumps"), accepted_at=now()))
        session.add(Vouch(person_id=bob.id, by_id=alice.id, tag_id=tag_called("pumps"), accepted_at=None))
    page = as_(dave).get("/people?q=pump").text
    assert "Main specialism: pumps" in page
    assert "1 colleague vouches for pumps" in page
    (alices,) = (one for one in found(dave, "pump").everybody if one.person.id == alice.id)
    assert {reason.sort for reason in alices.reasons} >= {"main", "vouched"}
    (bobs,) = (one for one in found(dave, "pump").everybody if one.person.id == bob.id)
    assert "vouched" not in {reason.sort for reason in bobs.reasons}, "not before he accepts it"
    with unit():
        tag_id = tag_called("pumps")
        session.add(Tag(name="steam"))
        session.flush()
        session.add(Field(user_id=bob.id, tag_id=tag_called("steam"), part=Part.ADJACENT))
    assert names(dave, "steam") == ["bob"], "no page says anything of it"
    assert tag_id


def helpers(client: FlaskClient) -> str:
    """Whom the page of the tag names as those who can help."""
    return client.get("/tags/pumps").text.partition('class="helpers"')[2].partition("</section>")[0]


def test_who_wants_to_be_left_out_is_at_once(team: Place, bob: Person, carol: Person, dave: Person, as_: As) -> None:
    assert "Carol" in as_(dave).get("/people?q=pump").text
    with unit():
        pumps = session.scalars(select(Page.id).where(Page.title == "Pumps and valves")).one()
        for page_id, keeper in ((pumps, bob), (team.page_id, carol)):
            set_keeper(bob.user, page_for(bob.user, page_id), keeper.user)
    assert "Carol" in (named := helpers(as_(dave)))
    assert "Bob" in named
    with unit():
        session.add(LeftOut(user_id=carol.id))
        session.add(LeftOut(user_id=bob.id, tag_id=tag_called("pumps")))
    assert names(dave, "pump") == []
    for url in ("/people?q=pump", "/people?q=tag:pumps", f"/p/{team.page_id}/people", "/search?q=pump"):
        assert "Carol" not in as_(dave).get(url).text, url
    assert "Carol" not in helpers(as_(dave))
    assert "Bob" not in helpers(as_(dave))
    assert "keeps this to themselves" in as_(dave).get("/u/carol/network").text
    with unit():
        session.add(Field(user_id=bob.id, tag_id=tag_called("pumps"), part=Part.MAIN))
    assert names(dave, "pumps") == []
    assert names(dave, "riser") == [], "nor by what carries the tag"
    make(team, bob, "Ladders", "Which ladder for which wall.")
    look_again()
    assert names(dave, "ladder") == ["bob"], "for other things he is"


def test_who_is_suspended_or_without_an_account_is_not_offered(
    team: Place, alice: Person, bob: Person, carol: Person, dave: Person, as_: As
) -> None:
    with unit():
        suspend(carol.user, by=alice.user)
        bob.user.password_hash = None
    assert names(dave, "pump") == []
    page = as_(dave).get("/people?q=pump").text
    assert "Carol" not in page
    assert "Wrote about it, and have no account here" in page
    assert "Known from imported pages" in page


def test_people_one_works_with_are_a_group_of_their_own(
    team: Place, alice: Person, bob: Person, dave: Person, as_: As
) -> None:
    assert "You already work with" not in as_(dave).get("/people?q=pump").text
    write(dave, team.page_id, "A word more about each pump.", now())
    make(team, alice, "Pumps of old", "How a pump was made.")
    look_again()
    told = found(dave, "pump")
    assert {one.person.handle for one in told.near} == {"bob", "carol"}, "carol helped with the same page"
    assert [one.person.handle for one in told.others] == ["alice"]
    page = as_(dave).get("/people?q=pump").text
    assert "You both worked on “Choosing a pump”" in page
    assert page.index("You already work with") < page.index("Others who know")
    with unit():
        watch(dave.id, Kind.PERSON, bob.id, How.EVERYTHING)
    assert "Following" in as_(dave).get("/people?q=pump").text


def test_narrowed_by_place_language_hours_and_space(team: Place, bob: Person, carol: Person, dave: Person) -> None:
    with unit():
        bob.user.place, carol.user.language = "Utrecht", "nl"
        session.add(MailChoice(user_id=bob.id, begins=0, ends=24, days="1234567", zone="UTC"))
        session.add(MailChoice(user_id=carol.id, begins=9, ends=17, days="", zone="UTC"))
    assert names(dave, "pump", Narrowed(place="utrecht")) == ["bob"]
    assert names(dave, "pump", Narrowed(language="nl")) == ["carol"]
    assert names(dave, "pump", Narrowed(here_now=True)) == ["bob"]
    assert names(dave, "pump space:works") == ["carol", "bob"]
    assert names(dave, "pump space:field-work") == []


def test_with_filters_alone_all_colleagues_they_let_through_are_shown(
    team: Place, alice: Person, bob: Person, carol: Person, dave: Person, as_: As
) -> None:
    """Those one is near to first, then by name; nobody who is gone, left out, or without an account."""
    with unit():
        for person in (alice, bob, carol, dave):
            person.user.place = "Utrecht"
        watch(dave.id, Kind.PERSON, carol.id, How.EVERYTHING)
    reader = as_(dave)
    shown = reader.get("/people?place=utrecht").text
    assert _named_in(shown) == ["Carol Çelik", "Alice Admiraal", "Bob de Boer"]
    assert "Why these people?" not in shown
    assert "Take one of the filters away." in reader.get("/people?place=Nowhere").text
    in_space = _named_in(reader.get("/people?place=utrecht&space=works").text)
    assert in_space == ["Carol Çelik", "Bob de Boer", "Alice Admiraal"], "by what they know of its pages"
    with unit():
        session.add(LeftOut(user_id=alice.id))
        bob.user.password_hash = None
    assert _named_in(reader.get("/people?place=utrecht").text) == ["Carol Çelik"]
    with unit():
        suspend(carol.user, by=alice.user)
    assert _named_in(reader.get("/people?place=utrecht").text) == []


def _named_in(page: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]*" dir="auto">(.*?)</a></h3>', page)


def test_hours_are_those_of_their_own_zone() -> None:
    hours = Hours.of(MailChoice(begins=9, ends=17, days="12345", zone="Europe/Amsterdam"), "UTC")
    here = presence(hours, datetime(2026, 11, 27, 10, 0, tzinfo=UTC))
    assert here.is_here
    assert here.local.hour == 11
    assert here.until
    assert here.until.hour == 17
    evening = presence(hours, datetime(2026, 11, 27, 18, 0, tzinfo=UTC))
    assert not evening.is_here
    assert evening.days_off == 3, "a Friday"
    early = presence(hours, datetime(2026, 11, 27, 6, 0, tzinfo=UTC))
    assert early.days_off == 0
    assert early.again
    assert early.again.hour == 9


def test_on_a_page_a_tag_in_search_and_by_the_palette(team: Place, dave: Person, as_: As) -> None:
    reader = as_(dave)
    assert f'href="/p/{team.page_id}-choosing-a-pump/people"' in reader.get(f"/p/{team.page_id}-choosing-a-pump").text
    of_page = reader.get(f"/p/{team.page_id}/people").text
    assert of_page.index("Carol Çelik</a>") < of_page.index("Bob de Boer</a>")
    asked = reader.get(f"/p/{team.page_id}/people?for=feedback").text
    assert "Carol Çelik</a>" in asked
    assert "Bob de Boer</a>" not in asked, "who made it"
    assert re.search(r"/people\?q=tag(:|%3A)pumps", reader.get("/tags/pumps").text)
    assert "Wrote 2 pages about this" in reader.get("/people?q=tag:pumps").text
    assert "People who know" in reader.get("/search?q=pump").text
    assert "/people?q=pump" in reader.get("/search/suggest?q=pump").text


def test_without_an_index_those_who_say_so_are_found(
    team: Place, bob: Person, dave: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit():
        session.add(Field(user_id=bob.id, tag_id=tag_called("pumps"), part=Part.MAIN))
    monkeypatch.setattr(desk, "current", lambda: None)
    assert names(dave, "pumps") == ["bob"]
    assert "Search is being prepared" in as_(dave).get("/people?q=pumps").text


def seen_by(client: FlaskClient) -> dict[str, str]:
    """All that tells of people, without what is new in every answer."""
    urls = ("/people?q=pump", "/people?q=tag:pumps", "/people?q=water&now=", "/people", "/u/bob/network")
    urls += ("/u/carol/network", "/u/dave/network", "/search?q=pump", "/people?q=wombat")
    return {url: SIGNS.sub("", client.get(url).text) for url in urls}


def test_what_may_not_be_read_leaves_no_trace(
    team: Place, place: Place, alice: Person, bob: Person, carol: Person, dave: Person, as_: As
) -> None:
    """Byte for byte what dave was told before there was anything in a closed space, drafts and the trash."""
    write(dave, team.page_id, "A word more about each pump.", now())
    look_again()
    client = as_(dave)
    client.get("/people")
    before = seen_by(client)
    with unit():
        set_member(place.space, carol.user, Role.EDITOR)
    for number in range(12):
        by = (alice, carol)[number % 2]
        page_id = make(place, by, f"Wombat pump {number}", "pump pump pump water", tag="pumps")
        write(bob, page_id, "More of the wombat pump.", now())
        with unit():
            found = rounds.ask(bob.user, page_for(bob.user, page_id), [alice.user], "Complete?")
            rounds.answer(found, alice.user, "It is.")
    look_again()
    after = seen_by(client)
    for url, page in before.items():
        assert after[url] == page, url
    assert "Wombat" in as_(carol).get("/people?q=wombat+pump").text, "who may read it is told"


def test_no_numbers_about_people_are_shown(team: Place, dave: Person, as_: As) -> None:
    page = as_(dave).get("/people?q=pump").text
    text = re.sub(r"<[^>]+>", " ", page[page.index('class="cols"') :])
    allowed = re.sub(r"\d+ (pages?|colleagues?)|\d\d:\d\d|last in \w+ \d{4}", "", text)
    assert re.findall(r"\d+", allowed) == []


def test_whom_one_saved_is_asked_once_for_all(
    team: Place, dave: Person, bob: Person, as_: As, asked: list[str]
) -> None:
    with unit():
        save_person(dave.user, bob.user)
    asked.clear()
    page = as_(dave).get("/people?q=pump").text
    assert len([one for one in asked if "person_save" in one]) == 1
    assert "Saved by you: Bob de Boer" in page
    assert "Save for later: Carol Çelik" in page


@pytest.mark.usefixtures("without_csrf")
def test_who_knows_about_a_question_is_asked_there(team: Place, dave: Person, bob: Person, as_: As) -> None:
    """By whoever settles it; who is asked already is not named again."""
    with unit():
        space = session.get_one(Space, team.space_id)
        put = ask_question(dave.user, space, Words("Which pump for the riser?", "", ("pumps",)))
        url = put.url
    mine = as_(dave).get(f"{url}/people").text
    assert mine.index("Carol Çelik</a>") < mine.index("Bob de Boer</a>")
    assert f'formaction="{url}/people" name="to" value="@carol"' in mine
    assert f'href="{url}/people"' in as_(dave).get(url).text
    assert f'formaction="{url}/people"' not in as_(bob).get(f"{url}/people").text, "who asked says whom to ask"
    assert as_(dave).post(f"{url}/people", data={"to": "@carol"}).status_code == 303
    again = as_(dave).get(f"{url}/people").text
    assert "Carol Çelik</a>" not in again
    assert "Bob de Boer</a>" in again


def test_feedback_says_when_it_was_last_given_to_what_one_is_found_by(
    team: Place, alice: Person, carol: Person
) -> None:
    days = {name: datetime(2026, month, 1, tzinfo=UTC) for month, name in enumerate(("early", "late", "elsewhere"), 1)}
    with unit():
        ids = [make(team, alice, name, "Words.") for name in days]
        session.add_all(
            Evidence(entry_id=one, user_id=carol.id, kind=Deed.FEEDBACK, weight=1.0, last_at=at)
            for one, at in zip(ids, days.values(), strict=True)
        )
    with unit():
        found_by = Standing(carol.id, {Deed.FEEDBACK: dict.fromkeys(ids[:2], 1.0), Deed.EDIT: {ids[2]: 1.0}})
        assert feedback_at([found_by, Standing(alice.id)]) == {carol.id: days["late"]}
        assert feedback_at([]) == {}
