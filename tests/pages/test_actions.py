from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.pages.actions import create_page, move_page, rename_page, restore_page, trash_page
from wiki.pages.models import Page, PageContent, PageLink
from wiki.pages.policy import page_for
from wiki.pages.projection import save_projection
from wiki.pages.tree import ancestors, tree_around
from wiki.spaces.actions import create_space
from wiki.spaces.models import Space


def titles(space_id: int, parent: int | None = None) -> list[str]:
    around = tree_around(space_id, parent)
    return [item.title for item in (around.below if parent else around.tops)]


@pytest.fixture
def three(place: Place, bob: Person) -> list[int]:
    with unit():
        return [create_page(bob.user, place.space, title, place.page).id for title in ("One", "Two", "Three")]


def test_a_new_page_stands_last(place: Place, three: list[int]) -> None:
    with unit():
        assert titles(place.space_id, place.page_id) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (None, ["Three", "One", "Two"]),
        (0, ["One", "Three", "Two"]),
        (1, ["One", "Two", "Three"]),
    ],
)
def test_a_page_moves_among_its_siblings(
    place: Place, three: list[int], bob: Person, after: int | None, expected: list[str]
) -> None:
    with unit():
        sibling = session.get_one(Page, three[after]) if after is not None else None
        move_page(bob.user, session.get_one(Page, three[2]), place.space, place.page, sibling)
    with unit():
        assert titles(place.space_id, place.page_id) == expected


def test_a_branch_moves_to_another_space_as_a_whole(place: Place, three: list[int], bob: Person) -> None:
    with unit():
        other = create_space(bob.user, "Elsewhere")
        move_page(bob.user, place.page, other, None)
        other_id = other.id
    with unit():
        assert {session.get_one(Page, i).space_id for i in three} == {other_id}
        assert titles(place.space_id) == []
        assert [step.title for step in ancestors(three[0])] == ["First steps"]


def test_a_page_cannot_stand_below_itself(place: Place, three: list[int], bob: Person) -> None:
    with unit(), pytest.raises(Invalid, match="below itself"):
        move_page(bob.user, place.page, place.space, session.get_one(Page, three[0]))


def test_the_trash_takes_and_gives_back_a_branch(place: Place, three: list[int], bob: Person, carol: Person) -> None:
    with unit():
        trash_page(bob.user, session.get_one(Page, three[0]))
    with unit():
        trash_page(bob.user, place.page)
    with unit():
        assert titles(place.space_id) == []
        with pytest.raises(NotFound):
            page_for(carol.user, three[1])
        restore_page(bob.user, place.page)
    with unit():
        assert titles(place.space_id, place.page_id) == ["Two", "Three"], "what was thrown away before stays there"


def test_a_restored_page_whose_parent_is_gone_stands_at_the_top(place: Place, three: list[int], bob: Person) -> None:
    with unit():
        trash_page(bob.user, session.get_one(Page, three[0]))
        trash_page(bob.user, place.page)
    with unit():
        restore_page(bob.user, session.get_one(Page, three[0]))
    with unit():
        assert titles(place.space_id) == ["One"]


def test_an_address_keeps_its_id_when_the_title_changes(place: Place, bob: Person) -> None:
    with unit():
        rename_page(bob.user, place.page, "  Very first   steps ")
    with unit():
        assert place.page.title == "Very first steps"
        assert place.page.ref == f"{place.page_id}-very-first-steps"


@pytest.mark.parametrize("title", ["", "  \n ", "x" * 201])
def test_a_title_that_cannot_be(place: Place, bob: Person, title: str) -> None:
    with unit(), pytest.raises(Invalid):
        rename_page(bob.user, place.page, title)


def test_a_wanted_link_finds_its_page_once_it_is_made(place: Place, bob: Person) -> None:
    text = "See [[somewhere  ELSE]]."
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[(bob.id, len(text))], writers=(bob.id,))
    with unit():
        assert "wanted" in session.get_one(PageContent, place.page_id).html
        new_id = create_page(bob.user, place.space, "Somewhere else").id
    run_due()
    with unit():
        assert f'href="/p/{new_id}-somewhere-else"' in session.get_one(PageContent, place.page_id).html
        assert session.scalars(select(PageLink.target_id)).all() == [new_id]
        trash_page(bob.user, session.get_one(Page, new_id))
    run_due()
    with unit():
        assert "wanted" in session.get_one(PageContent, place.page_id).html


def test_links_do_not_show_what_stands_in_a_closed_space(place: Place, alice: Person, bob: Person) -> None:
    with unit():
        closed = create_space(alice.user, "Board", team_role=None)
        create_page(alice.user, closed, "Secret plan")
    text = "[[Secret plan]]"
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[(bob.id, len(text))], writers=(bob.id,))
    with unit():
        assert "wanted" in session.get_one(PageContent, place.page_id).html
        assert session.scalar(select(Space.tree_version).where(Space.id == place.space_id)) > 1


def test_two_moves_at_once_make_no_circle(place: Place, three: list[int], bob: Person) -> None:
    one, two = three[:2]

    def move(page_id: int, below: int) -> bool:
        try:
            with unit():
                page, parent = session.get_one(Page, page_id), session.get_one(Page, below)
                met.wait(10)
                move_page(bob.user, page, place.space, parent)
        except Invalid:
            return False
        return True

    met = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(move, (one, two), (two, one))) == [False, True]
