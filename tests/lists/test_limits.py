"""What holds of lists at the same time, and when something comes back: so many and no more, one of a name."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place
from tests.lists.conftest import Make, seen
from tests.lists.test_keeping import item_of
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.lists import actions, items
from wiki.lists.models import KeptList, ListItem
from wiki.lists.policy import list_for, removed_list_for
from wiki.lists.queries import own_lists
from wiki.pages.models import Page

As = Callable[[Person | None], FlaskClient]


def at_once(*acts: Callable[[], object]) -> list[bool]:
    """Which were taken, of acts of one person that each counted before any of them had written."""
    met = Barrier(len(acts))

    def do(act: Callable[[], object]) -> bool:
        try:
            with unit():
                met.wait(5)
                act()
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(do, acts))


def test_lists_made_at_the_same_time(bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 3)
    same = [lambda: actions.make_list(bob.user, "Start")] * 4
    assert at_once(*same) == [False, False, False, True], "one of a name"
    others = [lambda name=name: actions.make_list(bob.user, name) for name in ("One", "Two", "Three", "Four")]
    assert at_once(*others) == [False, False, True, True]


def test_things_put_on_at_the_same_time(
    making: Make, open_pages: list[int], bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = making(bob, "Start")
    monkeypatch.setattr(items, "MOST", 1)
    acts = [
        lambda page_id=page_id: items.put_on(session.get_one(KeptList, number), session.get_one(Page, page_id))
        for page_id in open_pages
    ]
    assert at_once(*acts) == [False, False, True]


def test_a_list_comes_back_beside_another_of_its_name(making: Make, open_pages: list[int], bob: Person) -> None:
    number = making(bob, "Start", open_pages[0])
    with unit():
        actions.remove_list(list_for(bob.user, number))
    making(bob, "START")
    with unit():
        actions.put_list_back(bob.user, removed_list_for(bob.user, number))
    with unit():
        assert [each.name for each in own_lists(bob.user)] == ["START", "Start (2)"]
        kept = list_for(bob.user, number)
        actions.change_list(bob.user, kept, kept.name, "Both can be changed", is_open=True)
    assert seen(number, bob) == ["One"]


@pytest.mark.usefixtures("without_csrf")
def test_nothing_comes_back_onto_a_full_list(
    making: Make, open_pages: list[int], as_: As, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, mine = making(bob, "Start", *open_pages[:2]), as_(bob)
    monkeypatch.setattr(items, "MOST", 2)
    with unit():
        gone = item_of(number, open_pages[0]).id
        items.take_off(item_of(number, open_pages[0]))
        items.put_on(session.get_one(KeptList, number), session.get_one(Page, open_pages[2]))
    undo = f"/lists/{number}/items/{gone}/removal/end"
    page = mine.post(undo, follow_redirects=True).text
    assert "“Start” is full. Take something off first." in page
    assert f'action="{undo}"' in page, "it can still be put back"
    assert seen(number, bob) == ["Two", "Three"]
    with unit():
        items.take_off(item_of(number, open_pages[1]))
    assert mine.post(undo).status_code == 303
    assert seen(number, bob) == ["One", "Three"]


@pytest.mark.usefixtures("without_csrf")
def test_a_list_too_many_can_still_be_put_back(
    making: Make, as_: As, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, mine = making(bob, "Start"), as_(bob)
    mine.post(f"/lists/{number}/removal", follow_redirects=True)
    making(bob, "Another")
    monkeypatch.setattr(actions, "MOST", 1)
    page = mine.post(f"/lists/{number}/removal/end", follow_redirects=True).text
    assert "You have fifty lists" in page
    assert f'action="/lists/{number}/removal/end"' in page


@pytest.mark.usefixtures("without_csrf")
def test_a_box_ticked_again_brings_back_place_and_note(
    making: Make, place: Place, open_pages: list[int], as_: As, bob: Person
) -> None:
    number, mine = making(bob, "Start", place.page_id, *open_pages, note="Said"), as_(bob)
    mine.post(f"{place.url}/save", data={"was": number})
    assert seen(number, bob) == ["One", "Two", "Three"]
    mine.post(f"{place.url}/save", data={"lists": number})
    assert seen(number, bob) == ["First steps", "One", "Two", "Three"]
    with unit():
        assert set(session.scalars(select(ListItem.note))) == {"Said"}
