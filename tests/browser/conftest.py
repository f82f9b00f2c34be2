"""A real server and a real browser. `visit(bob)` gives a tab in which Bob is signed in, `visit()` is a guest's, and
`write(bob, url)` a tab in which Bob has a page open to write.

All tests share one server, each in a space of its own. One that is marked `alone` gets a server that it may kill.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import select

from tests.browser.browsers import Browsers
from tests.browser.writer import Writer
from tests.conftest import Person, make_person
from tests.serving import Server
from tools import chromium
from wiki.accounts.models import User
from wiki.accounts.sessions import start_session
from wiki.core.db import connect, session
from wiki.core.paths import PACKAGE
from wiki.core.settings import Settings, read_settings
from wiki.core.unit import unit
from wiki.files.keeping import keep_files

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
AXE = PACKAGE.parent / "node_modules" / "axe-core" / "axe.min.js"

Axe = Callable[..., list[str]]
Browse = Callable[..., BrowserContext]
Visit = Callable[..., Page]
Write = Callable[..., Writer]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "alone: has a server of its own, which it may kill")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)  # first, so that no worker ends with one alone


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("There is no Chromium here; CHROMIUM may name one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_server(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data_dir = tmp_path_factory.mktemp("shared")
    shutil.copy(empty_database, data_dir / "kring.sqlite")
    with Server(data_dir, durable="off") as server:
        yield server


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    if not request.node.get_closest_marker("alone"):
        yield request.getfixturevalue("shared_server")
        return
    settings: Settings = request.getfixturevalue("settings")
    with Server(settings.data_dir, durable="off") as server:
        yield server


@pytest.fixture
def database(server: Server) -> Iterator[None]:
    """The server's own, from this process."""
    settings = read_settings({}, data_dir=server.data_dir, durable=False)
    engine = connect(settings)
    keep_files(settings)
    yield
    engine.dispose()


def known(handle: str, name: str, **more: object) -> Person:
    """This person, who may be there from an earlier test, with nothing chosen."""
    with unit():
        user = session.scalar(select(User).where(User.handle == handle))
        if user:
            user.name, user.theme, user.language, user.shortcuts = name, None, None, True
            user.announces = True
            user.plain_text = False
            return Person(user.id, user.handle, user.name)
    return make_person(handle, name, **more)


@pytest.fixture
def someone(database: None) -> Callable[..., Person]:
    return known


@pytest.fixture
def browse(browser: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of its own for a person. None may end with an error in a script or a refusal by the policy."""
    browsers = Browsers(browser, server.address)

    def open_browser(person: Person | None = None, **options: Any) -> BrowserContext:
        context = browsers.open(**options)
        if person:
            context.add_cookies([cookie(person, server.address)])
        return context

    yield open_browser
    browsers.close()
    assert browsers.troubles == []


def cookie(person: Person, address: str) -> Any:
    with unit():
        token = start_session(person.user, "a browser test")
    return {"name": "kring-signed-in", "value": token, "url": address}


@pytest.fixture
def visit(browse: Browse) -> Visit:
    """Each visit is in a browser of its own."""

    def open_tab(person: Person | None = None, path: str | None = None, **options: Any) -> Page:
        page = browse(person, **options).new_page()
        if path:
            page.goto(path)
        return page

    return open_tab


@pytest.fixture
def write(visit: Visit) -> Write:
    """Each in a browser of its own, with the page open to write."""

    def open_editor(person: Person, url: str, **options: Any) -> Writer:
        return Writer(visit(person, **options), url).open()

    return open_editor


@pytest.fixture(scope="session")
def axe() -> Axe:
    """What axe-core finds against a page: one line for each rule, with the places; `only` by one rule."""
    source = AXE.read_text()

    def violations(page: Page, only: str = "") -> list[str]:
        page.evaluate(source)
        options = {"resultTypes": ["violations"], "iframes": False} | ({"runOnly": [only]} if only else {})
        found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
        return [f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'])}" for rule in found]

    return violations
