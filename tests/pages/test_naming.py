"""How a page is named in the text of another: by its title where that means it alone."""

import pytest

from tests.conftest import Person, Place
from wiki.core.errors import NotFound
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.models import Page
from wiki.pages.naming import reference
from wiki.pages.projection import save_projection
from wiki.spaces.actions import create_space
from wiki.spaces.models import Role


def made(by: Person, place: Place, title: str, text: str = "") -> Page:
    page = create_page(by.user, place.space, title)
    if text:
        save_projection(page.id, epoch=1, seq=1, text=text, runs=[], writers=(by.id,))
    return page


def test_by_its_title(place: Place, bob: Person) -> None:
    with unit():
        keys = made(bob, place, "The keys")
        assert reference(keys, within=place.page).name == "The keys"


def test_by_its_address_when_two_have_the_title(place: Place, alice: Person, bob: Person) -> None:
    with unit():
        keys = made(bob, place, "The keys")
        create_page(alice.user, create_space(alice.user, "Office", team_role=Role.READER), "the  Keys")
        named = reference(keys, within=place.page)
        assert (named.title, named.url, named.name) == ("The keys", keys.url, None)


@pytest.mark.parametrize("title", ["Keys [old]", "A|B", "C# for all"])
def test_by_its_address_when_the_title_cannot_be_said(place: Place, bob: Person, title: str) -> None:
    with unit():
        assert reference(made(bob, place, title), within=place.page).name is None


def test_with_the_heading_it_leads_to(place: Place, bob: Person) -> None:
    with unit():
        keys = made(bob, place, "The keys", "## Front door\n\n## Twice\n\n## Twice\n")
        assert reference(keys, within=place.page, anchor="u-front-door").name == "The keys#Front door"
        second = reference(keys, within=place.page, anchor="u-twice-1")
        assert (second.name, second.url) == (None, f"{keys.url}#u-twice-1")


def test_not_at_all_from_a_space_that_is_closed_to_others(place: Place, alice: Person, bob: Person) -> None:
    with unit():
        hidden = create_page(alice.user, create_space(alice.user, "Board", team_role=None), "Plans")
        with pytest.raises(NotFound):
            reference(hidden, within=place.page)
