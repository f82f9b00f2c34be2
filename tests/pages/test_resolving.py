"""Where a link leads from a page, asked for one link at a time."""

import pytest

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.actions import create_page, move_page, rename_page, trash_page
from wiki.pages.models import Page, PageAlias
from wiki.pages.resolving import meant_by
from wiki.spaces.actions import create_space
from wiki.spaces.models import Role


@pytest.fixture
def below(place: Place, bob: Person) -> str:
    with unit():
        return create_page(bob.user, place.space, "Below", place.page).url


def test_a_title_leads_to_its_page(place: Place, below: str) -> None:
    with unit():
        assert meant_by(place.page, "[[below]]") == below
        assert meant_by(place.page, "[[Below#Before you go|words]]") == f"{below}#u-before-you-go"


def test_a_place_on_the_page_itself(place: Place) -> None:
    with unit():
        assert meant_by(place.page, "[[#Before you go]]") == f"{place.url}#u-before-you-go"
        assert meant_by(place.page, "#before-you-go") == f"{place.url}#u-before-you-go"


def test_a_wanted_page_leads_to_where_it_can_be_made(place: Place) -> None:
    with unit():
        assert meant_by(place.page, "[[Nowhere yet#x]]") == f"/s/{place.slug}/new?title=Nowhere+yet"


@pytest.mark.parametrize("link", ["", "../other.md", "https://example.org/", "javascript:alert(1)", "//example.org"])
def test_what_leads_to_no_page(place: Place, link: str) -> None:
    with unit():
        assert meant_by(place.page, link) is None


@pytest.fixture
def imported(place: Place, bob: Person) -> int:
    """A page that came from `guide/start.md`, beside the space's own page, which came from `other.md`."""
    with unit():
        page = create_page(bob.user, place.space, "Start")
        for page_id, path in ((page.id, "guide/start.md"), (place.page_id, "other.md")):
            session.add(PageAlias(space_id=place.space_id, page_id=page_id, path=path))
        return page.id


def leads(page_id: int) -> str | None:
    with unit():
        return meant_by(session.get_one(Page, page_id), "../other.md")


def test_a_relative_link_means_the_same_wherever_its_page_stands(
    place: Place, imported: int, alice: Person, bob: Person
) -> None:
    with unit():
        rename_page(bob.user, place.page, "Renamed")
        move_page(bob.user, session.get_one(Page, imported), place.space, place.page)
    assert leads(imported) == f"/p/{place.page_id}-renamed"
    with unit():
        team = create_space(alice.user, "Team", team_role=Role.EDITOR)
        move_page(alice.user, session.get_one(Page, imported), team, None)
    assert leads(imported) == f"/p/{place.page_id}", "not all who read it may know what that page is called"
    with unit():
        move_page(alice.user, place.page, team, None)
    assert leads(imported) == f"/p/{place.page_id}-renamed"


def test_what_left_for_a_closed_space_is_named_by_its_number(place: Place, imported: int, alice: Person) -> None:
    with unit():
        closed = create_space(alice.user, "Closed", team_role=None)
        move_page(alice.user, place.page, closed, None)
        rename_page(alice.user, place.page, "Very secret")
    assert leads(imported) == f"/p/{place.page_id}"
    with unit():
        trash_page(alice.user, place.page)
    assert leads(imported) is None
