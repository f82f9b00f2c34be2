"""Pages that somebody begins."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages import queries, trash
from wiki.pages.actions import move_page, rename_page, trash_page
from wiki.pages.beginning import begin_page, erase_page
from wiki.pages.meaning import in_reach
from wiki.pages.models import Page, PageContent
from wiki.pages.suggesting import pages_like
from wiki.pages.tree import tree_around, whole_tree
from wiki.spaces.models import Activity, Entry, Unlisted
from wiki.spaces.queries import listed_spaces


@pytest.fixture
def fresh(place: Place, bob: Person) -> int:
    with unit():
        return begin_page(bob.user, place.space, "a key", parent=place.page)[0].id


def listed(place: Place, bob: Person) -> list[set[str]]:
    """The titles that each of the lists has."""
    with unit():
        page = place.page
        return [
            {item.title for item in tree_around(place.space_id, None).tops[0].children}
            | {item.title for item in tree_around(place.space_id, place.page_id).below},
            {item.title for _, item in whole_tree(place.space_id)} - {page.title},
            {one.title for one in queries.recently_changed(bob.user)} - {page.title},
            {one.title for one in pages_like(bob.user, "", page)} - {page.title},
            {one.title for one in in_reach(page, ["untitled", "how to pack"])},
        ]


def test_pressed_twice_it_is_one_page(place: Place, fresh: int, alice: Person, bob: Person) -> None:
    with unit():
        page, new = begin_page(bob.user, place.space, "a key")
        assert (page.id, new) == (fresh, False)
        with pytest.raises(NotFound):
            begin_page(alice.user, place.space, "a key")
    with unit():
        session.get_one(Page, fresh).created_at = now() - timedelta(minutes=1)
    with unit():
        page, new = begin_page(bob.user, place.space, "a key")
        assert new, "the same form sent once more, later, begins another"
        assert page.id != fresh


def test_it_is_in_no_list_but_seen_from_itself(place: Place, fresh: int, bob: Person) -> None:
    assert listed(place, bob) == [set()] * 5
    with unit():
        assert [row.pages for row in listed_spaces(bob.user)] == [1]
        assert not tree_around(place.space_id, None).tops[0].has_children
        assert [item.title for item in tree_around(place.space_id, fresh).tops[0].children] == ["Untitled"]
        assert not session.scalars(select(Activity).where(Activity.entry_id == fresh)).all()


def test_a_title_brings_it_into_the_lists(place: Place, fresh: int, bob: Person) -> None:
    with unit():
        version = place.space.tree_version
        rename_page(bob.user, session.get_one(Page, fresh), "How to pack")
    assert listed(place, bob) == [{"How to pack"}] * 5
    with unit():
        assert place.space.tree_version > version
        verbs = session.scalars(select(Activity.verb).where(Activity.entry_id == fresh)).all()
        assert verbs == ["created"]


def test_text_brings_it_into_the_lists(place: Place, fresh: int, bob: Person) -> None:
    with unit():
        write_text(fresh, bob.id, "Socks.")
    assert listed(place, bob) == [{"Untitled"}] * 5
    with unit():
        assert session.scalar(select(Unlisted.entry_id)) is None


def test_a_wanted_page_stays_wanted_until_it_is_written(place: Place, bob: Person) -> None:
    with unit():
        write_text(place.page_id, bob.id, "[[How to pack]]")
    with unit():
        page, _ = begin_page(bob.user, place.space, "k", title=" How  to pack ")
        assert page.title == "How to pack"
        page_id = page.id
    run_due()
    with unit():
        assert "wanted" in session.get_one(PageContent, place.page_id).html
        write_text(page_id, bob.id, "Socks.")
    run_due()
    with unit():
        assert "wanted" not in session.get_one(PageContent, place.page_id).html


def test_one_that_is_erased_leaves_nothing_but_its_number(place: Place, fresh: int, bob: Person) -> None:
    with unit():
        move_page(bob.user, session.get_one(Page, fresh), place.space, None)
    with unit():
        trash_page(bob.user, session.get_one(Page, fresh))
    with unit():
        assert trash.thrown_in(place.space_id, bob.user) == []
        erase_page(fresh)
    with unit():
        assert session.get(Page, fresh) is None
        assert not session.scalars(select(Activity).where(Activity.entry_id == fresh)).all()
        newer, _ = begin_page(bob.user, place.space, "a key")
        assert newer.id > fresh, "another page never has its address"
        erase_page(newer.id)
        assert session.scalar(select(func.count()).where(Entry.kind == "gone")) == 1
