"""Who sees a list and what of it: nothing tells of a list that is not theirs, or of what they may not see on one."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.conftest import Person, Place
from tests.lists.conftest import Make, seen, titles
from wiki.accounts.actions import suspend
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.core.unit import unit
from wiki.editing import purging
from wiki.lists.models import KeptList, ListItem
from wiki.lists.policy import list_for, seen_by
from wiki.lists.queries import lists_of, open_lists, own_lists
from wiki.pages.actions import trash_page
from wiki.pages.models import Page
from wiki.pages.policy import page_for, trashed_page_for
from wiki.pages.trash import erase_thrown
from wiki.people.leaving import leave_out
from wiki.people.policy import Colleague
from wiki.saves.actions import save
from wiki.spaces.actions import describe_space, remove_member
from wiki.spaces.models import Space

As = Callable[[Person | None], FlaskClient]
OF_THE_MOMENT = re.compile(r'(nonce|content|value)="[^"]*"|data-build="[^"]*"')


def stable(page: str) -> str:
    """Without what differs at each request."""
    return OF_THE_MOMENT.sub("", page)


def test_a_private_list_is_there_for_its_owner_alone(
    making: Make, as_: As, alice: Person, bob: Person, dave: Person
) -> None:
    number = making(bob, "Secret plans", alice, is_open=False)
    with unit():
        assert list_for(bob.user, number, to_change=True).name == "Secret plans"
        for who in (alice, dave):
            with pytest.raises(NotFound):
                list_for(who.user, number)
    client = as_(alice)
    hidden, absent = f"/lists/{number}-x", "/lists/999-x"
    for url, method in (("", "get"), ("/edit", "get"), ("/items/1", "get")):
        answers = [getattr(client, method)(f"{address}{url}") for address in (hidden, absent)]
        bodies = [
            stable(answer.text).replace(address, "") for answer, address in zip(answers, (hidden, absent), strict=True)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert bodies[0] == bodies[1], url


@pytest.mark.usefixtures("without_csrf")
def test_nobody_else_changes_it(making: Make, as_: As, alice: Person, bob: Person, dave: Person) -> None:
    number = making(bob, "Open list", alice)
    with unit():
        item_id = session.scalars(select(ListItem.id)).one()
        with pytest.raises(NotAllowed):
            list_for(dave.user, number, to_change=True)
    acts = ("/edit", "/removal", "/items", *(f"/items/{item_id}{act}" for act in ("", "/moves", "/removal")))
    assert [as_(dave).post(f"/lists/{number}{act}").status_code for act in acts] == [403] * len(acts)
    assert as_(dave).post(f"/lists/{number}/removal/end").status_code == 404
    page = as_(dave).get(f"/lists/{number}-open-list").text
    assert "Alice Admiraal" in page
    assert f"/lists/{number}-open-list/" not in page
    assert "item-" not in page, "no acts, and no number of a thing on it"


def test_each_sees_the_pages_that_they_may_read(
    place: Place, making: Make, open_pages: list[int], alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    number = making(bob, "Start", open_pages[0], place.page_id, open_pages[1], note="Wellsaid")
    assert seen(number, carol) == seen(number, bob) == ["One", "First steps", "Two"]
    assert seen(number, dave) == ["One", "Two"]
    with unit():
        assert titles(number, Colleague()) == ["One", "Two"]
        assert titles(number, Colleague(frozenset({place.space_id}))) == ["One", "First steps", "Two"]
    with unit():
        remove_member(place.space, bob.user)
    assert seen(number, bob) == ["One", "Two"], "its owner, too"
    with unit():
        space = session.scalars(select(Space).where(Space.name == "For all")).one()
        describe_space(space, name="For all", about="", team_role=None)
    assert seen(number, dave) == [], "a space that closes takes its pages away at once"


def test_what_is_hidden_leaves_no_trace(
    place: Place, making: Make, open_pages: list[int], as_: As, alice: Person, bob: Person, dave: Person
) -> None:
    """The same list for a stranger, byte by byte, with hidden things before, between and behind, and without."""
    with unit():
        leave_out(alice.user, everything=True, topics=[])
    number = making(bob, "Start", place.page_id, open_pages[0], alice, open_pages[1], note="Wellsaid")
    urls = [f"/lists/{number}-start", "/lists", "/people/bob"]
    reader = as_(dave)
    reader.get("/lists")
    with_them = [stable(reader.get(url).text) for url in urls]
    with unit():
        hidden = ListItem.page_id == place.page_id, ListItem.person_id == alice.id
        for which in hidden:
            session.execute(delete(ListItem).where(which))
    assert [stable(reader.get(url).text) for url in urls] == with_them
    assert with_them[0].count("Wellsaid") == 2
    with unit():
        session.execute(delete(ListItem))
    empty = stable(reader.get(urls[0]).text)
    with unit():
        kept = session.get_one(KeptList, number)
        session.add(ListItem(list_id=kept.id, page_id=place.page_id, place=1, note="Unseen"))
    assert stable(reader.get(urls[0]).text) == empty


def test_people_who_are_left_out_or_suspended(
    making: Make, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    number = making(bob, "Helpers", alice, carol, dave)
    with unit():
        leave_out(carol.user, everything=True, topics=[])
        leave_out(dave.user, everything=False, topics=["pumps"])
    assert seen(number, alice) == ["Alice Admiraal", "Dave Durand"], "one topic is not everything"
    with unit():
        suspend(dave.user, by=alice.user)
        assert titles(number, Colleague()) == ["Alice Admiraal"]
    assert seen(number, bob) == ["Alice Admiraal", "Carol Çelik", "Dave Durand"]


def test_lists_of_who_is_suspended_are_not_shown(
    making: Make, as_: As, alice: Person, bob: Person, dave: Person
) -> None:
    number = making(bob, "Helpers", alice)
    with unit():
        assert [each.id for each in open_lists(dave.user)] == [number]
    with unit():
        suspend(bob.user, by=alice.user)
    with unit():
        assert open_lists(dave.user) == []
        assert lists_of(bob.user, dave.user) == []
        assert session.scalars(select(KeptList.id).where(seen_by(Colleague()))).all() == []
    assert as_(dave).get(f"/lists/{number}-helpers").status_code == 404
    assert "Helpers" not in as_(dave).get("/people/bob").text


def test_an_erased_page_goes_from_lists(
    making: Make, open_pages: list[int], alice: Person, bob: Person, dave: Person
) -> None:
    number = making(bob, "Start", *open_pages)
    with unit():
        trash_page(alice.user, session.get_one(Page, open_pages[1]))
    assert seen(number, dave) == ["One", "Three"]
    with unit():
        erase_thrown(trashed_page_for(alice.user, open_pages[1]))
    with unit():
        assert len(session.scalars(select(ListItem.id)).all()) == 2


def test_a_profile_shows_what_its_viewer_may_see(making: Make, as_: As, alice: Person, bob: Person) -> None:
    making(bob, "Open helpers", alice)
    making(bob, "Quiet helpers", alice, is_open=False)
    own, others, seen_as = (
        as_(who).get(url).text for who, url in ((bob, "/people/bob"), (alice, "/people/bob"), (bob, "/me/profile/seen"))
    )
    assert "Quiet helpers" in own
    assert "Seen by you alone" in own
    for page in (others, seen_as):
        assert "Open helpers" in page
        assert "Quiet helpers" not in page
    with unit():
        assert [each.name for each in own_lists(alice.user)] == []


def test_looking_for_a_secret_tells_nothing_of_what_others_keep(
    place: Place, making: Make, alice: Person, bob: Person, carol: Person
) -> None:
    """Whoever owns the space could try words one by one."""
    making(bob, "Wombats, all", place.page_id, is_open=False, note="Wombats")
    taken_off = making(carol, "Wombats, too", place.page_id, note="Wombats")
    with unit():
        for who, is_open in ((bob, False), (carol, True)):
            save(who.user, page_for(who.user, place.page_id), "Wombats", is_open=is_open)
        assert purging.find(page_for(alice.user, place.page_id), "Wombats").others == 3, "carol's, which all see"
        session.scalars(select(ListItem).where(ListItem.list_id == taken_off)).one().removed_at = now()
    with unit():
        assert purging.find(page_for(alice.user, place.page_id), "Wombats").others == 1, "her save"
        purging.purge(alice.user, page_for(alice.user, place.page_id), "Wombats")
        assert not any("Wombats" in words for words in session.scalars(select(KeptList.name))), "it goes all the same"
