"""Lists are made, put in order, changed and removed, with undo for a day; what cannot be taken keeps what was typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.conftest import Person, Place
from tests.expertise.test_network import near
from tests.lists.conftest import Make, seen
from wiki.accounts.actions import suspend
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.unit import unit
from wiki.editing.purging import purge
from wiki.lists import actions, items
from wiki.lists.models import KeptList, ListItem
from wiki.lists.policy import list_for, removed_list_for
from wiki.lists.queries import own_lists
from wiki.notifications.watching import How, Kind, watch
from wiki.pages.actions import create_page
from wiki.pages.policy import page_for
from wiki.spaces.actions import remove_member, set_member
from wiki.spaces.models import Role

As = Callable[[Person | None], FlaskClient]


def item_of(list_id: int, page_id: int) -> ListItem:
    """Within a unit."""
    return session.scalars(select(ListItem).where(ListItem.list_id == list_id, ListItem.page_id == page_id)).one()


def test_moved_up_and_down_past_what_its_owner_does_not_see(
    making: Make, place: Place, open_pages: list[int], alice: Person, bob: Person
) -> None:
    number = making(bob, "Start", open_pages[0], place.page_id, open_pages[1], alice, is_open=False)

    def move(page_id: int, *, up: bool) -> list[str]:
        with unit():
            kept = session.get_one(KeptList, number)
            items.move(bob.user, kept, item_of(number, page_id), up=up)
        return seen(number, bob)

    with unit():
        remove_member(place.space, bob.user)
    assert move(open_pages[1], up=True) == ["Two", "One", "Alice Admiraal"]
    assert move(open_pages[1], up=True) == ["Two", "One", "Alice Admiraal"], "it is the first already"
    assert move(open_pages[0], up=False) == ["Two", "Alice Admiraal", "One"]
    assert move(open_pages[0], up=False) == ["Two", "Alice Admiraal", "One"]
    with unit():
        set_member(place.space, bob.user, Role.EDITOR)
    assert seen(number, bob) == ["Two", "First steps", "Alice Admiraal", "One"]


def test_taken_off_and_put_back_where_it_was(making: Make, open_pages: list[int], bob: Person) -> None:
    number = making(bob, "Start", *open_pages, note="Said")
    with unit():
        item = item_of(number, open_pages[1])
        items.take_off(item)
    assert seen(number, bob) == ["One", "Three"]
    with unit():
        kept = session.get_one(KeptList, number)
        items.put_back(items.removed_item_of(kept, item_of(number, open_pages[1]).id))
        with pytest.raises(NotFound):
            items.removed_item_of(kept, item_of(number, open_pages[1]).id)
    assert seen(number, bob) == ["One", "Two", "Three"]
    with unit():
        items.take_off(item_of(number, open_pages[1]))
        session.execute(update(ListItem).values(removed_at=now() - timedelta(days=2)))
        session.expire_all()
        with pytest.raises(NotFound):
            items.removed_item_of(session.get_one(KeptList, number), item_of(number, open_pages[1]).id)
    with unit():
        kept = session.get_one(KeptList, number)
        items.put_on(kept, page_for(bob.user, open_pages[1]), "Anew")
        assert [(each.page_id, each.note) for each in session.scalars(select(ListItem))] == [(open_pages[1], "Anew")]


def test_a_list_is_put_back_within_a_day(making: Make, open_pages: list[int], bob: Person, alice: Person) -> None:
    number = making(bob, "Start", open_pages[0])
    with unit():
        actions.remove_list(list_for(bob.user, number))
    with unit():
        assert own_lists(bob.user) == []
        for who in (alice, bob):
            with pytest.raises(NotFound):
                list_for(who.user, number)
        with pytest.raises(NotFound):
            removed_list_for(alice.user, number)
        actions.put_list_back(bob.user, removed_list_for(bob.user, number))
    assert seen(number, alice) == ["One"]
    with unit():
        actions.remove_list(list_for(bob.user, number))
        session.execute(update(KeptList).values(removed_at=now() - timedelta(days=2)))
    with unit():
        with pytest.raises(NotFound):
            removed_list_for(bob.user, number)
        actions.make_list(bob.user, "Another")
        assert session.scalars(select(KeptList.name)).all() == ["Another"]


def test_so_many_and_no_more(making: Make, place: Place, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    monkeypatch.setattr(items, "MOST", 2)
    first = making(bob, "First", place.page_id, bob)
    with unit():
        other = create_page(bob.user, place.space, "Other").id
    with unit(), pytest.raises(Invalid, match="full"):
        items.put_on(session.get_one(KeptList, first), page_for(bob.user, other))
    with unit(), pytest.raises(Invalid, match="full"):
        actions.choose(bob.user, page_for(bob.user, other), ticked=[first], was=[], new="")
    making(bob, "Second")
    with pytest.raises(Invalid, match="fifty"):
        making(bob, "Third")
    with unit():
        actions.remove_list(list_for(bob.user, first))
    making(bob, "Third")
    with unit(), pytest.raises(Invalid, match="fifty"):
        actions.put_list_back(bob.user, removed_list_for(bob.user, first))


@pytest.mark.parametrize(
    ("name", "about", "said"),
    [("", "", "eighty"), ("x" * 81, "", "eighty"), ("START", "", "already"), ("New", "x" * 301, "300")],
)
def test_words_that_cannot_be_taken(making: Make, bob: Person, name: str, about: str, said: str) -> None:
    making(bob, "Start")
    with unit(), pytest.raises(Invalid, match=said):
        actions.make_list(bob.user, name, about)


def test_who_is_followed_and_listed_is_nearer(making: Make, alice: Person, bob: Person, carol: Person) -> None:
    with unit():
        watch(bob.id, Kind.PERSON, carol.id, How.SIDEWAYS)
        watch(alice.id, Kind.PERSON, carol.id, How.SIDEWAYS)
    number = making(bob, "Helpers", carol, alice, is_open=False)
    making(carol, "Others", alice)
    assert (near(bob), near(alice)) == ({carol.id: 0.8}, {carol.id: 0.6}), "a list alone makes nobody near"
    with unit():
        items.take_off(session.scalars(select(ListItem).where(ListItem.person_id == carol.id)).one())
    assert near(bob) == {carol.id: 0.6}
    with unit():
        items.put_back(session.scalars(select(ListItem).where(ListItem.person_id == carol.id)).one())
        actions.remove_list(list_for(bob.user, number))
    assert near(bob) == {carol.id: 0.6}


def test_a_secret_goes_from_lists_of_its_page(
    making: Make, place: Place, open_pages: list[int], alice: Person, bob: Person
) -> None:
    on = making(bob, "The code 90210-x", place.page_id, note="Is 90210-x", is_open=False)
    off = making(bob, "Elsewhere 90210-x", open_pages[0], note="90210-x")
    with unit():
        list_for(bob.user, on).about = "Once 90210-x"
        items.take_off(item_of(on, place.page_id))
        actions.remove_list(list_for(bob.user, on))
    with unit():
        assert purge(alice.user, page_for(alice.user, place.page_id), "90210-x").others == 0, "it is bob's alone"
    with unit():
        kept = session.get_one(KeptList, on)
        assert "90210" not in kept.name + kept.about + item_of(on, place.page_id).note
        assert session.get_one(KeptList, off).name == "Elsewhere 90210-x"
        session.get_one(KeptList, on).about = "x" * 296 + "4711"
    with unit():
        purge(alice.user, page_for(alice.user, place.page_id), "4711")
    with unit():
        about = session.get_one(KeptList, on).about
        assert (len(about), "4711" in about) == (300, False), "what stands instead has room"


@pytest.mark.usefixtures("without_csrf")
def test_over_http(making: Make, place: Place, open_pages: list[int], as_: As, bob: Person, carol: Person) -> None:
    mine = as_(bob)
    assert "No list yet" in mine.get("/lists").text
    wrong = mine.post("/lists/new", data={"name": "", "about": "<b>For all</b>", "is_open": "y"})
    assert wrong.status_code == 422
    assert "&lt;b&gt;For all" in wrong.text
    assert "checked" in wrong.text
    url = mine.post("/lists/new", data={"name": "A <b>start</b>", "about": "Go", "is_open": "y"}).headers["Location"]
    assert "A &lt;b&gt;start" in mine.get("/lists").text
    for what in ("first steps", "http://localhost/people/carol", "@alice", f"/p/{open_pages[0]}"):
        assert mine.post(f"{url}/items", data={"what": what, "note": "Here"}).status_code == 303, what
    elsewhere = mine.post(f"{url}/items", data={"what": f"https://other.example/p/{open_pages[0]}-x"})
    assert (elsewhere.status_code, "https://other.example" in elsewhere.text) == (422, True)
    for what in ("", "@nobody", "Nowhere", "/p/999", "First steps", "/people/carol/x"):
        refused = mine.post(f"{url}/items", data={"what": what, "note": "Typed <i>"})
        assert refused.status_code == 422, what
        assert "Typed &lt;i&gt;" in refused.text
    page = mine.get(url).text
    assert page.index("First steps") < page.index("Carol Çelik") < page.index("Alice Admiraal")
    second = page.split('id="item-')[2].split('"')[0]
    assert mine.post(f"{url}/items/{second}/moves", data={"way": "up"}).headers["Location"] == f"{url}#item-{second}"
    assert mine.get(url).text.index("Carol Çelik") < mine.get(url).text.index("First steps")
    long = mine.post(f"{url}/items/{second}", data={"note": "y" * 301})
    assert long.status_code == 422
    assert "y" * 301 in long.text
    mine.post(f"{url}/items/{second}", data={"note": "Knows <b>pumps</b>"})
    assert "Knows &lt;b&gt;pumps" in mine.get(f"{url}/items/{second}").text
    assert "Knows &lt;b&gt;pumps" in as_(carol).get(url).text
    gone = mine.post(f"{url}/items/{second}/removal", follow_redirects=True).text
    assert f"/items/{second}/removal/end" in gone
    assert "Carol Çelik" not in gone
    assert "Carol Çelik" in mine.post(f"{url}/items/{second}/removal/end", follow_redirects=True).text
    changed = mine.post(f"{url}/edit", data={"name": "Renamed"}).headers["Location"]
    assert as_(carol).get(changed).status_code == 404, "it is no longer open"
    assert mine.get(url).headers["Location"] == changed
    assert "Undo" in mine.post(f"{url}/removal", follow_redirects=True).text
    assert mine.get(changed).status_code == 404
    assert mine.post(f"{url}/removal/end").headers["Location"] == changed


@pytest.mark.usefixtures("without_csrf")
def test_chosen_where_something_is_saved(making: Make, place: Place, as_: As, bob: Person, carol: Person) -> None:
    one, two = making(bob, "One list", place.page_id), making(bob, "Two list", is_open=False)
    theirs = making(carol, "Not his")
    mine, there = as_(bob), f"{place.url}/save"
    shown = mine.get(there).text
    assert f'name="was" value="{one}"' in shown
    assert "Not his" not in shown
    wrong = mine.post(there, data={"was": one, "lists": [two], "new_list": "x" * 81, "note": "Typed"})
    assert wrong.status_code == 422
    assert "x" * 81 in wrong.text
    assert f'name="was" value="{one}"' in wrong.text
    assert "Save this page" in wrong.text, "nothing was saved"
    mine.post(there, data={"note": "Without boxes"})
    assert seen(one, bob) == ["First steps"], "what was not shown stays as it is"
    mine.post(there, data={"was": one, "lists": [two, theirs, "x", "9" * 30], "new_list": "Four list"})
    with unit():
        held = {each.name: each.id for each in own_lists(bob.user)}
    assert [seen(held[name], bob) for name in ("One list", "Two list", "Four list")] == [
        [],
        ["First steps"],
        ["First steps"],
    ]
    assert seen(theirs, carol) == []
    mine.post("/u/carol/save", data={"new_list": "two LIST"})
    assert seen(two, bob) == ["First steps", "Carol Çelik"], "a name that one has means that list"


@pytest.mark.usefixtures("without_csrf")
def test_who_left_is_put_on_no_list(making: Make, as_: As, alice: Person, bob: Person, carol: Person) -> None:
    number = making(bob, "Helpers", carol)
    mine = as_(bob)
    mine.post("/u/carol/save")
    with unit():
        suspend(carol.user, by=alice.user)
    assert 'name="new_list"' not in mine.get("/u/carol/save").text
    assert "Suspended" in mine.get(f"/lists/{number}-helpers").text
    other = making(bob, "New")
    assert mine.post(f"/lists/{other}/items", data={"what": "@carol"}).status_code == 422
    assert mine.post("/u/carol/save", data={"lists": other}).status_code == 404


def test_found_by_name_with_ctrl_k(making: Make, as_: As, bob: Person, carol: Person) -> None:
    number = making(bob, "Naïve start", is_open=True)
    groups = {group["name"]: group["options"] for group in as_(bob).get("/search/suggest?q=naïve st").json}
    assert [option["url"] for option in groups["Lists"]] == [f"/lists/{number}-naive-start"]
    assert "Lists" not in {group["name"] for group in as_(carol).get("/search/suggest?q=naïve st").json}
    offered = as_(bob).get("/search/suggest?q=>your lists").json
    assert [option["url"] for option in offered[0]["options"]] == ["/lists"]


def test_open_lists_come_in_parts(making: Make, as_: As, bob: Person, carol: Person) -> None:
    for number in range(51):
        making(bob if number % 2 else carol, f"List {number:02}.")
    mine = as_(carol)
    assert mine.get("/lists").text.count('<a class="title"') == 51
    assert "page=2" not in mine.get("/lists").text
    stranger = as_(Person(4, "dave", ""))
    assert "page=2" in stranger.get("/lists").text
    assert "List 00." in stranger.get("/lists?page=2").text
    assert "List 01." not in stranger.get("/lists?page=2").text


def test_as_many_questions_for_many_as_for_one(
    making: Make, open_pages: list[int], as_: As, asked: list[str], alice: Person, bob: Person, dave: Person
) -> None:
    number, reader = making(bob, "Start", open_pages[0], alice), as_(dave)

    def count() -> list[int]:
        counts = []
        for url in (f"/lists/{number}-start", "/lists"):
            asked.clear()
            assert reader.get(url).status_code == 200
            counts.append(len(asked))
        return counts

    count()
    few = count()
    with unit():
        for what in (bob.user, dave.user, *(page_for(bob.user, page_id) for page_id in open_pages[1:])):
            items.put_on(session.get_one(KeptList, number), what)
    for name in ("More", "And more"):
        making(alice, name)
    assert count() == few
