"""The people of the tests: alice owns, bob edits, carol reads, dave is a stranger to the space."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from wiki.accounts.actions import let_in, make_group
from wiki.accounts.models import User
from wiki.accounts.sessions import start_session
from wiki.core.db import connect, new_session, session
from wiki.core.schema import migrate
from wiki.core.settings import Settings, read_settings
from wiki.core.unit import unit
from wiki.editing import documents
from wiki.expertise import breadth, nearness
from wiki.export.keeping import keep_exports
from wiki.files.keeping import keep_files
from wiki.pages import looking
from wiki.pages.actions import create_page
from wiki.pages.models import Page
from wiki.pages.projection import save_projection
from wiki.search.keeping import keep_index
from wiki.spaces.actions import create_space, set_member
from wiki.spaces.models import Role, Space
from wiki.transfer import demo
from wiki.transfer.keeping import keep_imports
from wiki.web import remembering, side
from wiki.wiring import load_features

load_features()

PASSWORD = "a long enough password"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without a row, to be copied for each test."""
    settings = read_settings({}, data_dir=tmp_path_factory.mktemp("empty"), durable=False)
    engine = connect(settings)
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return settings.data_dir / "kring.sqlite"


class Quiet:
    """Progress that tells nobody."""

    def through(self, items: Iterable[Any], doing: str, total: int) -> Iterable[Any]:
        yield from items


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Settings:
    """The demo, prepared once for all who look at it; who changes something copies its folder."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(empty_database, folder / "kring.sqlite")
    settings = read_settings({}, data_dir=folder, durable=False, demo=True)
    engine = connect(settings)
    demo.prepare(settings, Quiet())
    engine.dispose()
    return settings


@pytest.fixture(scope="session")
def session_app(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Flask:
    data = tmp_path_factory.mktemp("data")
    shutil.copy(empty_database, data / "kring.sqlite")
    from wiki.app import create_app  # here, so that tests of lower floors need no web

    app = create_app(read_settings({}, data_dir=data, durable=False, base_url="http://localhost"))
    app.testing = True
    return app


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    shutil.copy(empty_database, tmp_path / "kring.sqlite")
    return read_settings({}, data_dir=tmp_path, durable=False, base_url="http://localhost")


@pytest.fixture
def database(settings: Settings) -> Iterator[None]:
    """A database of this test's own; `unit()` opens on it."""
    engine = connect(settings)
    keep_files(settings)
    keep_exports(settings)
    keep_index(settings)
    keep_imports(settings)
    side.forget()
    remembering.forget()
    looking.forget()
    breadth.forget()
    nearness.forget()
    yield
    engine.dispose()
    documents.forget()


@pytest.fixture
def asked(database: None) -> Iterator[list[str]]:
    """The statements that go to the database from here on; clear it to begin anew."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = new_session.kw["bind"]
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def app(session_app: Flask, database: None, settings: Settings) -> Flask:
    session_app.config["KRING"] = replace(settings, secret_key=session_app.config["SECRET_KEY"])
    return session_app


@dataclass(frozen=True)
class Person:
    """Somebody with an account, as tests speak of them."""

    id: int
    handle: str
    name: str

    @property
    def user(self) -> User:
        """The row, within a unit of work."""
        return session.get_one(User, self.id)


def make_person(handle: str, name: str, **more: object) -> Person:
    with unit():
        user = User(handle=handle, name=name, email=f"{handle}@example.org", **more)
        session.add(user)
        session.flush()
        return Person(user.id, handle, name)


@pytest.fixture
def someone(database: None) -> Callable[..., Person]:
    """How this test's people come to be there; tests with a browser share theirs."""
    return make_person


@pytest.fixture
def alice(someone: Callable[..., Person]) -> Person:
    return someone("alice", "Alice Admiraal", is_owner=True)


@pytest.fixture
def bob(someone: Callable[..., Person], alice: Person) -> Person:
    return someone("bob", "Bob de Boer")


@pytest.fixture
def carol(someone: Callable[..., Person], bob: Person) -> Person:
    return someone("carol", "Carol Çelik")


@pytest.fixture
def dave(someone: Callable[..., Person], carol: Person) -> Person:
    return someone("dave", "Dave Durand")


def make_crew(by: Person, *others: Person) -> None:
    """A group called @crew."""
    with unit():
        crew = make_group(by.user, "crew", "The crew")
        for person in others:
            let_in(crew, person.user)


@dataclass(frozen=True)
class Place:
    """A space by invitation: alice owns it, bob edits, carol reads; with one page that bob wrote."""

    space_id: int
    slug: str
    page_id: int

    @property
    def page(self) -> Page:
        return session.get_one(Page, self.page_id)

    @property
    def space(self) -> Space:
        return session.get_one(Space, self.space_id)

    @property
    def ref(self) -> str:
        return f"{self.page_id}-first-steps"

    @property
    def url(self) -> str:
        return f"/p/{self.ref}"


def make_place(alice: Person, bob: Person, carol: Person) -> Place:
    with unit():
        space = create_space(alice.user, "Field work", team_role=None)
        set_member(space, bob.user, Role.EDITOR)
        set_member(space, carol.user, Role.READER)
        page = create_page(bob.user, space, "First steps")
        return Place(space.id, space.slug, page.id)


@pytest.fixture
def place(alice: Person, bob: Person, carol: Person, dave: Person) -> Place:
    return make_place(alice, bob, carol)


@pytest.fixture
def written(place: Place, bob: Person) -> Place:
    """The same with text on the page."""
    text = "Bring the *key*.\n\n## Before you go\n\nSee [[Somewhere else]].\n"
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[(bob.id, len(text))], writers=(bob.id,))
    return place


@pytest.fixture
def without_csrf(app: Flask) -> Iterator[None]:
    """Forms are heard without the token of a page."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.fixture
def as_(app: Flask) -> Callable[[Person | None], FlaskClient]:
    """A browser signed in as this person; None: a guest."""

    def browser(person: Person | None) -> FlaskClient:
        client = app.test_client()
        if person:
            with unit():
                token = start_session(person.user, "a test")
            client.set_cookie("kring-signed-in", token)
        return client

    return browser
