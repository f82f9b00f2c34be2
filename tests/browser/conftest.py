"""A real server and a real browser. `visit(bob)` gives a tab in which Bob is signed in; `visit()` is a guest's."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import Person
from tests.serving import Server
from tools import chromium
from wiki.accounts.sessions import start_session
from wiki.core.paths import PACKAGE
from wiki.core.settings import Settings
from wiki.core.unit import unit

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
AXE = PACKAGE.parent / "node_modules" / "axe-core" / "axe.min.js"

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


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


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """On this test's own database, in which `alice` and the others are made."""
    with Server(settings.data_dir, durable="off") as server:
        yield server


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Each visit is a browser of its own. No visit may end with an error in a script or a refusal by the policy."""
    troubles: list[str] = []
    contexts = []

    def open_tab(person: Person | None = None, path: str | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=server.address, **options)
        contexts.append(context)
        if person:
            with unit():
                token = start_session(person.user, "a browser test")
            context.add_cookies([{"name": "kring-signed-in", "value": token, "url": server.address}])
        page = context.new_page()
        watch(page, troubles)
        if path:
            page.goto(path)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert troubles == []


def watch(page: Page, troubles: list[str]) -> None:
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: "Content Security Policy" in line.text and troubles.append(line.text))


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds against a page: one line for each rule, with the places."""
    source = AXE.read_text()

    def violations(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'])}" for rule in found]

    return violations
