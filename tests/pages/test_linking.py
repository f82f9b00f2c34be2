"""Pages linked and not written, and pages nobody links to, as each person may see them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.pages.actions import create_page, trash_page
from wiki.pages.linking import orphans, wanted_pages
from wiki.pages.models import Page
from wiki.pages.projection import save_projection
from wiki.spaces.actions import create_space


def write(page: Page, text: str, by: Person, seq: int = 1) -> None:
    save_projection(page.id, epoch=1, seq=seq, text=text, runs=[(by.id, len(text))], writers=(by.id,))


def asked(viewer: Person, space_id: int | None = None) -> list[tuple[str, int, list[str]]]:
    with unit():
        found = wanted_pages(viewer.user, space_id)
        return [(wanted.name, wanted.askers, [page.title for page in wanted.asked_by]) for wanted in found]


def alone(viewer: Person) -> list[str]:
    with unit():
        return [page.title for page in orphans(viewer.user)]


@pytest.fixture
def asking(place: Place, bob: Person) -> Place:
    with unit():
        write(place.page, "[[Radio]] [[radio]] [[Boats]] [[First steps]]", bob)
        write(create_page(bob.user, place.space, "Kit", place.page), "[[RADIO#How]] [[Kit]]", bob)
    return place


def test_what_most_pages_ask_for_comes_first(asking: Place, carol: Person) -> None:
    assert asked(carol) == [("RADIO", 2, ["First steps", "Kit"]), ("Boats", 1, ["First steps"])]
    assert asked(carol, asking.space_id) == asked(carol)
    assert asked(carol, asking.space_id + 1) == []


def test_a_stranger_learns_of_nothing(asking: Place, dave: Person) -> None:
    assert asked(dave) == []
    assert alone(dave) == []


def test_a_page_in_the_trash_asks_for_nothing_and_is_asked_for(asking: Place, bob: Person, carol: Person) -> None:
    with unit():
        boats = create_page(bob.user, asking.space, "Boats").id
    run_due()
    assert [name for name, *_ in asked(carol)] == ["RADIO"]
    with unit():
        trash_page(bob.user, session.get_one(Page, boats))
    run_due()
    assert ("Boats", 1, ["First steps"]) in asked(carol)
    with unit():
        trash_page(bob.user, asking.page)
    assert asked(carol) == []


def test_an_orphan_stands_below_a_page_and_only_links_to_itself(asking: Place, bob: Person, carol: Person) -> None:
    assert alone(carol) == ["Kit"]
    with unit():
        write(asking.page, "[[Kit]]", bob, 2)
    assert alone(carol) == []


def test_a_hidden_link_keeps_no_page_from_being_an_orphan(place: Place, alice: Person, dave: Person) -> None:
    with unit():
        seen = create_space(alice.user, "Open")
        top = create_page(alice.user, seen, "Top")
        create_page(alice.user, seen, "Lost", top)
        write(place.page, "[[Lost]] [[Nowhere]]", alice)
    assert alone(dave) == ["Lost"]
    assert asked(dave) == []
    assert alone(alice) == []


def test_a_reader_sees_who_asks_and_an_editor_may_write_it(
    place: Place, bob: Person, carol: Person, as_: Callable[[Person | None], FlaskClient]
) -> None:
    with unit():
        write(place.page, "See [[A <b>new</b> page]].", bob)
    address = f"/s/{place.slug}/links"
    shown = {person.handle: as_(person).get(address).text for person in (bob, carol)}
    for text in shown.values():
        assert "1 page asks for it:" in text
        assert "A &lt;b&gt;new&lt;/b&gt; page" in text
        assert place.url in text
    assert "/new?title=A+%3Cb%3Enew%3C%2Fb%3E+page" in shown["bob"]
    assert "/new?title=" not in shown["carol"]
