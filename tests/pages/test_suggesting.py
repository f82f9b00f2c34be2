"""What is suggested for a name being typed: only what the writer may read, the likeliest first."""

import pytest

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.unit import unit
from wiki.pages.actions import create_page, trash_page
from wiki.pages.models import Page
from wiki.pages.projection import save_projection
from wiki.pages.suggesting import headings_like, pages_like, people_like, tags_like
from wiki.spaces.actions import create_space
from wiki.spaces.models import Role, Space


def made(by: Person, space: Space, title: str, text: str = "") -> Page:
    page = create_page(by.user, space, title)
    if text:
        save_projection(page.id, epoch=1, seq=1, text=text, runs=[(by.id, len(text))], writers=(by.id,))
    return page


@pytest.fixture
def town(place: Place, alice: Person, bob: Person) -> Place:
    """Beside the place: a space for all and one for alice alone, with pages of much the same names."""
    with unit():
        made(bob, place.space, "Packing list", "## What to bring\n\n#field\n\n## Way back")
        made(alice, create_space(alice.user, "Town", team_role=Role.READER), "Packing list for town", "#field #fire")
        made(alice, create_space(alice.user, "Secrets", team_role=None), "Packing secrets", "#fields\n\n## Hidden")
    return place


def test_pages_by_the_words_of_their_title_near_ones_first(town: Place, bob: Person) -> None:
    with unit():
        found = pages_like(bob.user, "LIST pack", town.page)
        assert [one.title for one in found] == ["Packing list", "Packing list for town"]
        assert [one.space for one in found] == ["Field work", "Town"]
        assert pages_like(bob.user, "100%_", town.page) == []


def test_only_what_the_writer_may_read(town: Place, alice: Person, bob: Person) -> None:
    with unit():
        assert "Packing secrets" not in {one.title for one in pages_like(bob.user, "packing", town.page)}
        assert "Packing secrets" in {one.title for one in pages_like(alice.user, "packing", town.page)}
        assert headings_like(alice.user, "Packing secrets", "", town.page) == []
        assert tags_like(bob.user, "fi") == ["field", "fire"]
        assert tags_like(alice.user, "fi") == ["field", "fields", "fire"]


def test_what_is_in_the_trash_is_not_suggested(town: Place, bob: Person) -> None:
    with unit():
        trash_page(bob.user, made(bob, town.space, "Old list"))
    with unit():
        assert pages_like(bob.user, "old", town.page) == []


def test_a_title_that_means_another_page_here_is_told(town: Place, alice: Person, bob: Person) -> None:
    with unit():
        made(alice, create_space(alice.user, "Elsewhere", team_role=Role.READER), "Packing list")
        found = pages_like(bob.user, "packing list", town.page)
        assert [(one.space, one.plain) for one in found][:2] == [("Field work", True), ("Elsewhere", False)]


def test_headings_of_the_page_a_title_means(town: Place, bob: Person) -> None:
    with unit():
        assert headings_like(bob.user, "packing  LIST", "", town.page) == ["What to bring", "Way back"]
        assert headings_like(bob.user, "Packing list", "bring", town.page) == ["What to bring"]
        assert headings_like(bob.user, "Nowhere", "", town.page) == []


def test_people_who_write_here_come_first_and_those_who_left_not_at_all(
    written: Place, alice: Person, bob: Person, carol: Person
) -> None:
    with unit():
        assert [one.handle for one in people_like(alice.user, "", written.page_id)][:2] == ["bob", "alice"]
        assert [one.handle for one in people_like(alice.user, "çe", written.page_id)] == ["carol"]
        assert [one.handle for one in people_like(alice.user, "boer", written.page_id)] == ["bob"]
        carol.user.suspended_at = now()
    with unit():
        assert people_like(alice.user, "carol", written.page_id) == []
