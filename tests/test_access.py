"""Every route × every person. A route without a row fails, and so does a row without a route."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.access_table import BY_SECRET, ROWS, Row
from tests.conftest import Person, Place, make_person, make_place
from tests.files.making import files_for
from wiki.accounts.actions import let_in, make_group
from wiki.comments.actions import begin_thread
from wiki.comments.models import Remark
from wiki.core.db import connect, session
from wiki.core.settings import Settings, read_settings
from wiki.core.unit import unit
from wiki.editing.actions import name_version, write_text
from wiki.files.keeping import keep_files
from wiki.lists.actions import make_list
from wiki.lists.items import put_on
from wiki.pages.actions import create_page, trash_page
from wiki.pages.beginning import begin_page
from wiki.pages.details import give_tag
from wiki.pages.meaning import OldTitle
from wiki.pages.models import Page, PageAlias
from wiki.pages.policy import page_for
from wiki.questions.actions import ask
from wiki.questions.actions import trash as trash_question
from wiki.questions.answers import answer as answer_question
from wiki.questions.words import Words
from wiki.search.kept import keep_search
from wiki.spaces.access import ask as ask_for_access
from wiki.spaces.models import AccessRequest, Tag
from wiki.spaces.synonyms import count_as
from wiki.suggestions.actions import suggest

PEOPLE = ("guest", "dave", "carol", "bob", "alice")


@dataclass(frozen=True)
class Furnished:
    """A database with the five people and a space, made once and copied for each test."""

    path: Path
    people: dict[str, Person]
    addresses: dict[str, object]


@pytest.fixture(scope="session")
def furnished(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    """Besides: a page with one version and two files, a trashed one, an old address, and a group."""
    path = tmp_path_factory.mktemp("furnished") / "kring.sqlite"
    shutil.copy(empty_database, path)
    settings = read_settings({}, data_dir=path.parent, durable=False)
    engine = connect(settings)
    keep_files(settings)
    people = {
        "alice": make_person("alice", "Alice Admiraal", is_owner=True),
        "bob": make_person("bob", "Bob de Boer", password_hash="x"),
        "carol": make_person("carol", "Carol Çelik"),
        "dave": make_person("dave", "Dave Durand"),
        "eve": make_person("eve", "Eve Evers"),
    }
    addresses = _furnish(people["alice"], people["bob"], people["carol"])
    with unit():
        let_in(make_group(people["bob"].user, "fitters", "The fitters"), people["carol"].user)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return Furnished(path, people, addresses)


def _furnish(alice: Person, bob: Person, carol: Person) -> dict[str, object]:
    place = make_place(alice, bob, carol)
    with unit():
        write_text(place.page_id, bob.id, "Bring the key. #field")
    with unit():
        name_version(place.page_id, "Before the trip")
        session.add(PageAlias(space_id=place.space_id, page_id=place.page_id, path="old/path"))
        session.add(OldTitle(space_id=place.space_id, page_id=place.page_id, title="Steps", title_key="steps"))
        trashed = create_page(bob.user, place.space, "Thrown away")
        trashed_id, trashed_url = trashed.id, trashed.url
        draft_url = begin_page(bob.user, place.space, "k2", "For my eyes", draft=True)[0].url
    with unit():
        trash_page(bob.user, session.get_one(Page, trashed_id))
        for tag in ("yard", "desk"):
            give_tag(bob.user, place.page, tag)
        yard, field = (session.scalars(select(Tag).where(Tag.name == name)).one() for name in ("yard", "field"))
        count_as(bob.user, yard, field)
    file, thrown = files_for(place, bob)
    with unit():
        thread = begin_thread(bob.user, page_for(bob.user, place.page_id), "Which key, @alice?", quote="Bring the key")
        remark_id = session.scalars(select(Remark.id).where(Remark.thread_id == thread.id)).one()
        proposal = suggest(bob.user, page_for(bob.user, place.page_id), thread, "Bring the other key").remark_id
        ask_for_access(carol.user, place.url)
        keep_search(alice.user, "Steps", "steps", "best", watched=False)
        request = session.scalars(select(AccessRequest.id)).one()
        spoken = {"thread": thread.id, "remark": remark_id, "proposal": proposal, "request": request}
    return (
        spoken
        | _questions(place, bob, carol)
        | _lists(place, alice)
        | {
            "file": file,
            "thrown": thrown,
            "page": place.url,
            "page_id": place.page_id,
            "slug": place.slug,
            "trashed": trashed_url,
            "draft": draft_url,
        }
    )


def _questions(place: Place, bob: Person, carol: Person) -> dict[str, object]:
    """One of bob's, put to carol, with an answer of his own, and one that he deleted."""
    with unit():
        asked, gone = (
            ask(bob.user, place.space, Words(title, "Bring the key"), person=carol.user) for title in ("Which?", "Who?")
        )
        given = answer_question(bob.user, asked, "Bring the key.")
        trash_question(bob.user, gone)
        return {"question": asked.url, "gone_question": gone.url, "answer": given.id, "space_id": place.space_id}


def _lists(place: Place, alice: Person) -> dict[str, object]:
    """Two of alice's, of which one is open; with the page on it."""
    with unit():
        kept = make_list(alice.user, "Start here", is_open=True)
        item = put_on(kept, place.page, "Bring the key")
        return {"list": kept.url, "item": item.id, "private_list": make_list(alice.user, "Mine").url}


@pytest.fixture
def settings(tmp_path: Path, furnished: Furnished) -> Settings:
    shutil.copy(furnished.path, tmp_path / "kring.sqlite")
    shutil.copytree(furnished.path.parent / "files", tmp_path / "files")
    return read_settings({}, data_dir=tmp_path, durable=False, base_url="http://localhost")


@pytest.fixture
def addresses(furnished: Furnished) -> dict[str, object]:
    return furnished.addresses


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.endpoint}")
@pytest.mark.usefixtures("without_csrf")
def test_everybody_gets_what_the_table_says(
    row: Row,
    person: str,
    addresses: dict[str, object],
    as_: Callable[[Person | None], FlaskClient],
    furnished: Furnished,
) -> None:
    client = as_(furnished.people.get(person))
    url = row.url.format(**addresses)
    form = {name: value.format(**addresses) for name, value in row.form}
    response = client.get(url) if row.method == "GET" else client.post(url, data=form)
    assert response.status_code == getattr(row, person), response.get_data(as_text=True)[:2000]
    if person == "guest" and response.status_code == 303 and row.method == "GET":
        assert "/sign-in" in response.headers["Location"]
    if response.status_code in (401, 403, 404):
        assert "Bring the key" not in response.get_data(as_text=True)


def test_every_route_has_a_row(app: Flask) -> None:
    routes = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    rows = {(row.endpoint, row.method) for row in ROWS}
    token_forms = {
        (name, "POST") for name in ("accounts.join", "accounts.welcome", "accounts.reset", "accounts.sign_up")
    }
    assert routes - rows - token_forms == set(), "give each of these a row in tests/access_table.py"
    assert rows - routes == set()


def test_unseen_and_absent_look_the_same(
    addresses: dict[str, object], furnished: Furnished, as_: Callable[[Person | None], FlaskClient]
) -> None:
    client = as_(furnished.people["dave"])
    asked = str(addresses["page"]), "/p/999999-nothing"
    unseen, absent = (client.get(path) for path in asked)
    assert (unseen.status_code, absent.status_code) == (404, 404)

    def body(text: str) -> list[str]:
        for path in asked:
            text = text.replace(path, "what was asked for")
        return [line for line in text.splitlines() if "nonce" not in line and "token" not in line]

    assert body(unseen.get_data(as_text=True)) == body(absent.get_data(as_text=True))


NEEDS_TOKEN = [r for r in ROWS if r.method == "POST" and r.endpoint not in BY_SECRET]


@pytest.mark.parametrize("row", NEEDS_TOKEN, ids=lambda row: row.endpoint)
def test_a_post_without_a_token_is_refused(
    row: Row, addresses: dict[str, object], furnished: Furnished, as_: Callable[[Person | None], FlaskClient]
) -> None:
    response = as_(furnished.people["alice"]).post(row.url.format(**addresses), data={"note": "typed with care"})
    assert response.status_code == 400
    assert "typed with care" in response.get_data(as_text=True), "what was typed is shown again"
