"""Pages within pages: what a place for another page holds for each reader."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.pages import anchors, embedding
from wiki.pages.actions import create_page, trash_page
from wiki.pages.beginning import begin_page
from wiki.pages.embedding import DEEPEST, MOST
from wiki.pages.linking import links_out, orphans
from wiki.pages.models import Page, PageContent
from wiki.pages.projection import save_projection
from wiki.pages.queries import backlinks
from wiki.spaces.actions import create_space
from wiki.spaces.models import Membership, Space
from wiki.spaces.policy import forget_own_role
from wiki.web.copies import HEADER

As = Callable[[Person | None], FlaskClient]
KIT = (
    "First aid.\n\n## Radio\n\nA radio, see [ropes](#ropes).\n\n### Spare\n\nBatteries.\n\n## Ropes\n\nTwo ropes. $x$\n"
)


def say(page: Page, text: str, seq: int = 2) -> None:
    save_projection(page.id, epoch=1, seq=seq, text=text, runs=[], writers=())


def made(by: Person, space_id: int, title: str, text: str) -> int:
    with unit():
        page = create_page(by.user, session.get_one(Space, space_id), title)
        say(page, text)
        return page.id


def text_of(answer: str) -> str:
    """What stands between the head and the foot of the page."""
    found = re.search(r'id="text">(.*)</div>\n?(?:<link|<kring-math|<footer)', answer, re.DOTALL)
    assert found, answer
    return found[1]


def read(place: Place, reader: Person, as_: As) -> str:
    return text_of(as_(reader).get(place.url).text)


@pytest.fixture
def kit(place: Place, bob: Person) -> int:
    return made(bob, place.space_id, "Kit", KIT)


@pytest.fixture
def host(place: Place, kit: int) -> Place:
    with unit():
        say(place.page, "Bring:\n\n![[Kit]]\n\n## Radio\n")
    return place


def test_a_page_stands_within_another(host: Place, kit: int, carol: Person, as_: As) -> None:
    shown = read(host, carol, as_)
    assert f'<a href="/p/{kit}-kit" dir="auto">Kit</a>' in shown
    assert "First aid." in shown
    assert "Two ropes." in shown
    assert 'class="wanted"' not in shown


def test_no_id_is_there_twice_and_links_stay_where_they_belong(host: Place, carol: Person, as_: As) -> None:
    shown = as_(carol).get(host.url).text
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert 'href="#e1-u-ropes"' in shown
    assert shown.count("data-line") == 3  # the page's own three blocks


def test_what_it_needs_is_loaded(host: Place, carol: Person, as_: As) -> None:
    assert "<kring-math" in as_(carol).get(host.url).text


def test_a_section_is_cut_out(place: Place, kit: int, carol: Person, as_: As) -> None:
    with unit():
        say(place.page, "![[Kit#Radio]]")
    shown = read(place, carol, as_)
    assert "A radio" in shown
    assert "Batteries." in shown
    assert "First aid" not in shown
    assert "Two ropes" not in shown
    assert f'href="/p/{kit}-kit#u-ropes"' in shown  # what is not here is there


def test_a_section_that_is_not_there_is_told(place: Place, kit: int, carol: Person, as_: As) -> None:
    with unit():
        say(place.page, "![[Kit#Boats]]")
    assert "It has no such heading." in read(place, carol, as_)


def test_a_section_follows_its_heading(
    place: Place, kit: int, carol: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchors, "STOOD_FOR", timedelta())
    with unit():
        say(place.page, "![[Kit#Radio]]")
        say(session.get_one(Page, kit), KIT.replace("## Radio", "## Radios"), seq=3)
    assert "A radio" in read(place, carol, as_)


@pytest.fixture
def closed(place: Place, alice: Person, bob: Person, carol: Person) -> Place:
    """The place shows a page of a space that the team read when it was drawn, and that only alice may read now."""
    with unit():
        space = create_space(alice.user, "Open", team_role="reader").id
    page_id = made(alice, space, "Secret", "The code is swordfish.")
    with unit():
        say(place.page, "Here:\n\n![[Secret]]\n\nThen.")
        session.get_one(Space, space).team_role = None
    return Place(place.space_id, place.slug, place.page_id) if page_id else place


def test_who_may_not_read_it_any_more_sees_no_trace(closed: Place, alice: Person, carol: Person, as_: As) -> None:
    assert "swordfish" in read(closed, alice, as_)
    shown = read(closed, carol, as_)
    assert "swordfish" not in shown
    with unit():
        say(closed.page, "Here:\n\n![[Never there]]\n\nThen.", seq=3)
    assert shown.replace("Secret", "Never there") == read(closed, carol, as_).replace("Never+there", "Never there")


def test_the_same_in_the_copy_for_a_device(closed: Place, alice: Person, carol: Person, as_: As) -> None:
    alices, carols = (as_(person).get(closed.url, headers={HEADER: "1"}).text for person in (alice, carol))
    assert "swordfish" in alices
    assert "swordfish" not in carols


def test_a_device_learns_that_something_else_is_put_in(host: Place, kit: int, carol: Person, as_: As) -> None:
    def kept() -> tuple[str, str]:
        carols = as_(carol)
        told = carols.get(f"/-/device/pages?ids={host.page_id}").json
        shown = re.search(r'data-place="([^"]*)"', carols.get(host.url).text)
        assert told
        assert shown
        return told[0]["place"], shown[1]

    told, shown = kept()
    assert told == shown
    with unit():
        say(session.get_one(Page, kit), "Nothing.", seq=3)
    assert kept()[0] == kept()[1] != told


def test_a_right_that_is_withdrawn_holds_at_the_next_request(host: Place, bob: Person, carol: Person, as_: As) -> None:
    assert "First aid." in read(host, carol, as_)
    with unit():
        session.execute(delete(Membership).where(Membership.user_id == carol.id))
        forget_own_role(carol.id, host.space_id)
    assert as_(carol).get(host.url).status_code == 404


def test_what_lies_in_the_trash_is_not_shown(host: Place, kit: int, bob: Person, carol: Person, as_: As) -> None:
    with unit():
        trash_page(bob.user, session.get_one(Page, kit))
    assert "First aid." not in read(host, carol, as_)
    with unit():
        run_due()
    assert '<p data-line="2"><a href="/s/field-work/new?title=Kit" class="wanted">Kit</a></p>' in read(host, carol, as_)


def test_a_circle_ends(host: Place, kit: int, carol: Person, as_: As) -> None:
    with unit():
        say(session.get_one(Page, kit), "Round. ![[First steps]]\n\n![[First steps]]\n\n![[Kit]]", seq=3)
    shown = read(host, carol, as_)
    assert shown.count("Round.") == 1
    assert shown.count("It stands around this place already.") == 2


def chain(place: Place, bob: Person, length: int) -> None:
    for number in range(length, 0, -1):
        made(bob, place.space_id, f"Level {number}", f"Depth {number}.\n\n![[Level {number + 1}]]")
    with unit():
        say(place.page, "![[Level 1]]")


def test_it_goes_so_deep_and_no_further(place: Place, bob: Person, carol: Person, as_: As, asked: list[str]) -> None:
    chain(place, bob, DEEPEST + 2)
    reader = as_(carol)
    reader.get(place.url)
    asked.clear()
    shown = reader.get(place.url).text
    assert f"Depth {DEEPEST}." in shown
    assert f"Depth {DEEPEST + 1}." not in shown
    assert "Too many pages stand within one another here." in shown
    assert len(asked) <= 12, asked


def test_many_cost_one_question(place: Place, bob: Person, carol: Person, as_: As, asked: list[str]) -> None:
    for number in range(MOST + 2):
        made(bob, place.space_id, f"Part {number}", f"Said {number}.")
    with unit():
        say(place.page, "Nothing more.")
    reader = as_(carol)
    reader.get(place.url)
    asked.clear()
    reader.get(place.url)
    before = len(asked)
    with unit():
        say(place.page, "\n\n".join(f"![[Part {number}]]" for number in range(MOST + 2)), seq=3)
    asked.clear()
    shown = reader.get(place.url).text
    assert len(asked) == before + 1, asked
    assert f"Said {MOST - 1}." in shown
    assert f"Said {MOST}." not in shown
    assert shown.count("So many pages are put in here") == 2


def test_what_is_too_long_is_linked_to(host: Place, carol: Person, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "LONGEST", 100)
    shown = read(host, carol, as_)
    assert "It is too long to be put in here." in shown
    assert "First aid." not in shown


def test_it_counts_as_a_link(host: Place, kit: int, carol: Person) -> None:
    with unit():
        assert [link.title for link in backlinks(kit, carol.user)] == ["First steps"]
        assert [link.title for link in links_out(host.page_id, carol.user)] == ["Kit"]
        assert "Kit" not in [page.title for page in orphans(carol.user)]


def test_people_cannot_write_a_place_by_hand_for_what_they_may_not_read(
    place: Place, alice: Person, carol: Person, as_: As
) -> None:
    with unit():
        space = create_space(alice.user, "Closed", team_role=None).id
    secret = made(alice, space, "Secret", "swordfish")
    with unit():
        say(place.page, f'<p class="embed" data-embed="{secret}"><a href="/x">here</a></p>\n\n![[Nowhere]]')
        assert 'class="embed"' in session.get_one(PageContent, place.page_id).html
    assert "swordfish" not in read(place, carol, as_)


def test_what_it_comes_to_need_later_is_loaded_too(place: Place, bob: Person, carol: Person, as_: As) -> None:
    sums = made(bob, place.space_id, "Sums", "One and one.")
    with unit():
        say(place.page, "![[Sums]]")
    assert "<kring-math" not in as_(carol).get(place.url).text
    with unit():
        say(session.get_one(Page, sums), "$1+1$", seq=3)
    assert "<kring-math" in as_(carol).get(place.url).text


def test_drafts_are_put_in_for_their_people_alone(place: Place, alice: Person, bob: Person, as_: As) -> None:
    with unit():
        draft = begin_page(bob.user, place.space, "key", "Plan", draft=True)[0]
        below = create_page(bob.user, place.space, "Part of it", draft)
        say(below, "Moonraker.")
        say(draft, "![[Part of it]]")
        say(place.page, f'<p class="embed" data-embed="{below.id}"><a href="/x">here</a></p>\n\n![[Nowhere]]')
        url = draft.url
    assert "Moonraker." in text_of(as_(bob).get(url).text)
    assert as_(alice).get(url).status_code == 404
    assert "Moonraker." in read(place, bob, as_)
    assert "Moonraker" not in read(place, alice, as_)
