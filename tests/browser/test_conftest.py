"""The browser and the server under the browser tests are real, and what they promise holds."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.soon import expect
from tests.conftest import Person, Place
from tests.serving import Server


def test_bob_is_signed_in_and_reads(visit: Callable[..., Page], bob: Person, written: Place) -> None:
    page = visit(bob, written.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("First steps")


@pytest.mark.alone
def test_a_killed_server_comes_back_where_it_was(visit: Callable[..., Page], server: Server) -> None:
    page = visit(path="/sign-in")
    before = server.address, server.pid
    server.restart()
    assert server.address == before[0]
    assert server.pid != before[1]
    assert page.reload().status == 200


def test_axe_finds_what_is_wrong(visit: Callable[..., Page], axe: Callable[[Page], list[str]]) -> None:
    page = visit(path="/sign-in")
    page.evaluate("document.body.append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in axe(page))
