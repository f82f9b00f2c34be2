"""A page shows who links to it, and what they say there, to those who may read that."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing import projecting
from wiki.editing.actions import write_text
from wiki.pages import queries
from wiki.pages.actions import create_page
from wiki.pages.beside import beside
from wiki.pages.models import Page, PageContent, PageLink
from wiki.spaces.actions import create_space
from wiki.spaces.models import Entry, Space

As = Callable[[Person | None], FlaskClient]


def writes(by: Person, space_id: int, title: str, text: str) -> int:
    with unit():
        page_id = create_page(by.user, session.get_one(Space, space_id), title).id
        write_text(page_id, by.id, text)
    projecting.project(page_id)
    return page_id


def said(place: Place, viewer: Person) -> list[tuple[str, str]]:
    """The same beside the page, which is asked for together with its keepers."""
    with unit():
        links, keepers = queries.backlinks(place.page_id, viewer.user), queries.keepers(place.page_id)
        assert beside(place.page_id, viewer.user) == (keepers, links)
    return [(link.title, link.sentence) for link in links]


def test_what_is_said_around_the_link_is_shown(place: Place, bob: Person, carol: Person, as_: As) -> None:
    writes(bob, place.space_id, "Plan", "Begin here. Read [[First steps]] on the way. Then go.")
    assert said(place, carol) == [("Plan", "Read First steps on the way.")]
    assert "Read First steps on the way." in as_(carol).get(place.url).text


def test_it_follows_the_text(place: Place, bob: Person, carol: Person) -> None:
    plan = writes(bob, place.space_id, "Plan", "Read [[First steps]] soon.")
    with unit():
        write_text(plan, bob.id, "Read [[First steps]] late.")
    projecting.project(plan)
    assert said(place, carol) == [("Plan", "Read First steps late.")]
    with unit():
        write_text(plan, bob.id, "Nothing.")
    projecting.project(plan)
    assert said(place, carol) == []


def test_of_a_page_one_may_not_read_nothing_is_told(place: Place, alice: Person, carol: Person, as_: As) -> None:
    with unit():
        closed = create_space(alice.user, "Closed", team_role=None).id
    writes(alice, closed, "Secret", f"A secret about [it](/p/{place.page_id}).")
    assert said(place, alice) == [("Secret", "A secret about it.")]
    assert said(place, carol) == []
    assert "secret" not in as_(carol).get(place.url).text.lower()


@pytest.mark.parametrize(("linking", "more"), [(8, False), (9, True)])
def test_many_fold(place: Place, bob: Person, carol: Person, as_: As, linking: int, more: bool) -> None:
    grown(place, bob, linking, linking)
    assert ("1 more page" in as_(carol).get(place.url).text) == more


def test_a_page_among_many_asks_little(place: Place, bob: Person, carol: Person, as_: As, asked: list[str]) -> None:
    grown(place, bob, 5000, 500)
    reader = as_(carol)
    reader.get(place.url)
    asked.clear()
    shown = reader.get(place.url).text
    assert "42 more pages" in shown
    assert len(asked) <= 12, asked
    assert len(shown) < 200_000


def grown(place: Place, by: Person, pages: int, linking: int) -> None:
    """So many pages below this one's space, of which so many link to it."""
    with unit():
        first = (session.query(Entry.id).order_by(Entry.id.desc()).limit(1).scalar() or 0) + 1
        ids = range(first, first + pages)
        made = {"kind": "page", "space_id": place.space_id, "author_id": by.id}
        session.execute(
            insert(Entry.__table__), [made | {"id": i, "title": f"Page {i}", "created_at": now()} for i in ids]
        )
        parents = {i: None if n < 40 else first + n % 40 for n, i in enumerate(ids)}
        rows = [{"id": i, "title_key": f"page {i}", "position": float(i), "parent_id": parents[i]} for i in ids]
        session.execute(insert(Page.__table__), rows)
        session.execute(insert(PageContent), [{"page_id": i, "renderer": "x"} for i in ids])
        link = {"target_id": place.page_id, "kind": "page", "name": "First steps", "name_key": "first steps"}
        session.execute(insert(PageLink), [link | {"page_id": i, "sentence": f"Said {i}."} for i in ids[:linking]])
        place.space.tree_version += 1
