from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select, text, update

from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.models import PageHead
from wiki.files.models import File
from wiki.pages.actions import create_page, trash_page
from wiki.pages.models import Page
from wiki.pages.trash import sweep, thrown_in
from wiki.spaces.actions import set_member
from wiki.spaces.models import Entry, Role

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def without_csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def below(written: Place, bob: Person) -> int:
    with unit():
        return create_page(bob.user, written.space, "Below", written.page).id


@pytest.fixture
def thrown(written: Place, below: int, bob: Person) -> Place:
    with unit():
        session.add(
            File(page_id=below, name="p", slug="p", key="k", media_type="a/b", sha256="0", size=1, by_id=bob.id)
        )
        trash_page(bob.user, written.page)
    return written


def thrown_days_ago(days: float) -> None:
    with unit():
        session.execute(update(Entry).where(Entry.trashed_at.is_not(None)).values(trashed_at=now() - timedelta(days)))
        sweep()
    run_due()


def rows_of(page_ids: list[int]) -> list[str]:
    """Tables in which anything tells of these pages."""
    found = []
    for table in inspect(session.connection()).get_table_names():
        for key in inspect(session.connection()).get_foreign_keys(table):
            if key["referred_table"] in ("page", "entry"):
                column = key["constrained_columns"][0]
                ids = session.scalars(text(f'select "{column}" from "{table}"'))
                found += [f"{table}.{column}"] * bool(set(ids) & set(page_ids))
    return found


def test_one_act_is_one_line_that_says_when_it_ends(thrown: Place, bob: Person) -> None:
    with unit():
        [line] = thrown_in(thrown.space_id, bob.user)
    assert (line.title, line.by, line.below) == ("First steps", "Bob de Boer", 1)
    assert line.ends - line.at == timedelta(days=30)


def test_what_was_thrown_away_before_stays_a_line_of_its_own(written: Place, below: int, bob: Person) -> None:
    with unit():
        trash_page(bob.user, session.get_one(Page, below))
    with unit():
        trash_page(bob.user, written.page)
    with unit():
        assert [(line.title, line.below) for line in thrown_in(written.space_id, bob.user)] == [
            ("First steps", 0),
            ("Below", 0),
        ]


def test_after_thirty_days_nothing_tells_of_it(thrown: Place, below: int) -> None:
    thrown_days_ago(29.9)
    with unit():
        assert session.get(Page, below)
        assert rows_of([thrown.page_id, below])
    thrown_days_ago(30.1)
    with unit():
        assert rows_of([thrown.page_id, below]) == []
        assert session.scalars(select(PageHead.page_id)).all() == []


def test_the_sweep_leaves_what_stands_in_the_tree(written: Place, below: int, bob: Person) -> None:
    with unit():
        trash_page(bob.user, session.get_one(Page, below))
    thrown_days_ago(31)
    with unit():
        assert session.scalars(select(Page.title)).all() == ["First steps"]


def test_undo_stands_beside_the_word(written: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    said = client.post(f"{written.url}/trash", follow_redirects=True).text
    assert f'action="{written.url}/restore"' in said
    assert "“First steps” is back where it was." in client.post(f"{written.url}/restore", follow_redirects=True).text


def test_it_says_where_it_is_back_when_its_place_is_gone(thrown: Place, below: int, bob: Person, as_: As) -> None:
    with unit():
        said = f"/p/{below}/restore"
    assert "at the top of its space" in as_(bob).post(said, follow_redirects=True).text


def test_its_address_says_so_to_those_who_could_read_it(
    thrown: Place, bob: Person, carol: Person, dave: Person, as_: As
) -> None:
    read, edited, nothing = (as_(person).get(thrown.url) for person in (carol, bob, dave))
    assert [read.status_code, edited.status_code, nothing.status_code] == [404, 404, 404]
    assert "is in the trash" in read.text
    assert "/restore" not in read.text
    assert f'action="{thrown.url}/restore"' in edited.text
    assert "trash" not in nothing.text
    assert "First steps" not in nothing.text
    assert "Bring the" not in read.text + edited.text


def test_a_page_that_was_only_begun_leaves_no_trace(place: Place, bob: Person, carol: Person, as_: As) -> None:
    begun = as_(bob).post(f"/s/{place.slug}/begin", data={"key": "k"}).location.removesuffix("/edit")
    as_(bob).post(f"{begun}/trash")
    assert "in the trash" not in as_(carol).get(begun).text


def test_an_owner_is_asked_and_then_it_is_gone(thrown: Place, alice: Person, bob: Person, as_: As) -> None:
    asked = as_(alice).get(f"{thrown.url}/erasure")
    assert "Nobody can bring it back" in asked.text
    with unit():
        assert rows_of([thrown.page_id])
    assert as_(bob).post(f"{thrown.url}/erasure").status_code == 403
    assert as_(alice).post(f"{thrown.url}/erasure").status_code == 303
    with unit():
        assert rows_of([thrown.page_id]) == []


def test_emptying_takes_all_and_spares_the_tree(thrown: Place, alice: Person, bob: Person, as_: As) -> None:
    with unit():
        set_member(thrown.space, bob.user, Role.EDITOR)
        stays = create_page(bob.user, thrown.space, "Stays").id
    asked = as_(alice).get(f"/s/{thrown.slug}/trash/erasure").text
    assert "2 pages go" in asked
    as_(alice).post(f"/s/{thrown.slug}/trash/erasure")
    with unit():
        assert session.scalars(select(Page.id)).all() == [stays]


def test_what_stands_in_the_tree_below_it_is_spared(thrown: Place, below: int, alice: Person, as_: As) -> None:
    with unit():
        session.execute(update(Entry).where(Entry.id == below).values(trashed_at=None))
    as_(alice).post(f"{thrown.url}/erasure")
    with unit():
        assert [(page.id, page.parent_id) for page in session.scalars(select(Page))] == [(below, None)]


def test_what_is_in_the_tree_is_never_erased(written: Place, alice: Person, as_: As) -> None:
    assert as_(alice).post(f"{written.url}/erasure").status_code == 404
