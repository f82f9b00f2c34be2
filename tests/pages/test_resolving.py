"""Where a link leads from a page, asked for one link at a time."""

import pytest

from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.resolving import meant_by


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
