"""Pages are moved in the sidebar's tree, by keys and by the mouse."""

import re

import pytest
from playwright.sync_api import Locator, Page
from sqlalchemy import insert, update

from tests.browser.conftest import Visit
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.models import Page as WikiPage
from wiki.pages.models import PageContent
from wiki.spaces.actions import create_space
from wiki.spaces.models import Entry, Role

TOPS = "kring-tree > ul > li > a"


@pytest.fixture
def three(place: Place, bob: Person) -> Place:
    with unit():
        for title in ("Two", "Three"):
            create_page(bob.user, place.space, title)
    return place


def row(page: Page, title: str) -> Locator:
    return page.locator("kring-tree a").filter(has_text=title)


def pick_up(page: Page, title: str) -> None:
    """Press "m" on its row until what listens to it is loaded."""
    row(page, title).focus()
    page.wait_for_function("""() => {
        const key = new KeyboardEvent("keydown", { key: "m", bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(key);
        return document.querySelector("[data-lifted]");
    }""")


def test_by_keys_up_and_back_and_by_undo(visit: Visit, bob: Person, three: Place) -> None:
    page = visit(bob, three.url)
    told = page.locator("#announce")
    pick_up(page, "Three")
    expect(told).to_contain_text("Three is picked up.")
    page.keyboard.press("ArrowUp")
    expect(told).to_have_text("Below Two")
    expect(page.locator("[data-drop='into']")).to_contain_text("Two")
    page.keyboard.press("Escape")
    expect(told).to_have_text("It stays where it was.")
    expect(page.locator("[data-drop], [data-lifted]")).to_have_count(0)
    page.keyboard.press("m")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator(TOPS)).to_have_text(["Three", "First steps", "Two"])
    expect(row(page, "Three")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(TOPS)).to_have_text(["First steps", "Two", "Three"])


def test_the_mouse_takes_it_to_another_space_after_a_question(
    visit: Visit, bob: Person, dave: Person, three: Place
) -> None:
    with unit():
        session.execute(update(User).values(password_hash="x"))
        create_space(bob.user, "Open", team_role=Role.READER)
    page = visit(bob, three.url)
    pick_up(page, "Two")
    page.keyboard.press("Escape")
    row(page, "Two").hover()
    page.mouse.down()
    space = page.locator(".tree .of-space").filter(has_text="Open")
    space.hover()
    space.hover()
    expect(page.locator("[data-drop='into'] > .of-space")).to_have_text("OOpen")
    page.mouse.up()
    asked = page.get_by_role("dialog", name="Move it to another space?")
    expect(asked).to_contain_text("Dave Durand")
    asked.get_by_role("button", name="Move it").click()
    expect(page.locator(TOPS)).to_have_text(["First steps", "Three"])
    expect(page).to_have_url(re.compile("/p/"))


def test_of_very_many_the_rest_comes_when_asked_for(visit: Visit, bob: Person, three: Place) -> None:
    every = [
        {"id": 1000 + i, "title": f"Page {i}", "position": 1000.0 + i, "title_key": f"page {i}"} for i in range(210)
    ]
    with unit():
        common = {"kind": "page", "space_id": three.space_id}
        session.execute(insert(Entry.__table__), [common | {"id": r["id"], "title": r["title"]} for r in every])  # type: ignore[arg-type]
        keys = ("id", "position", "title_key")
        session.execute(insert(WikiPage.__table__), [{key: r[key] for key in keys} for r in every])  # type: ignore[arg-type]
        session.execute(insert(PageContent.__table__), [{"page_id": r["id"]} for r in every])  # type: ignore[arg-type]
    page = visit(bob, "/p/1205-page-205")
    expect(page.locator(TOPS)).to_have_count(201)
    page.locator("kring-tree .more button").click()
    expect(page.locator(TOPS)).to_have_count(213)
    expect(page.locator("kring-tree .more")).to_have_count(0)
    expect(page.locator(TOPS).last).to_have_text("Page 209")
    expect(page.locator("kring-tree [aria-current=page]")).to_have_text("Page 205")
    expect(row(page, "Page 197")).to_be_focused()
