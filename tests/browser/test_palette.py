"""The palette: Ctrl K anywhere, by keys and by a screen reader's ways."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe, Visit
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import create_page

NAMED = "Xylophone"
"""So that no page of another test has the name."""


@pytest.fixture
def page(visit: Visit, bob: Person, place: Place) -> Page:
    with unit():
        for name in ("repair", "tuning"):
            create_page(bob.user, place.space, f"{NAMED} {name}")
    page = visit(bob, place.url)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return page


def test_it_opens_finds_and_goes(page: Page, axe: Axe, place: Place) -> None:
    """With Ctrl K or /; the arrows choose, Enter goes, with Ctrl to a new tab; Escape gives the focus back."""
    page.get_by_label("More actions").focus()
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog").get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    expect(page.get_by_role("option", name="Recent changes")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_label("More actions")).to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    found = page.get_by_role("listbox").get_by_role("option").filter(has_text=NAMED)
    for _ in range(20):  # the index is a moment behind
        box.fill("xylo")
        page.wait_for_load_state("networkidle")
        if found.filter(has_text="tuning").count():
            break
    expect(found.filter(has_text="tuning")).to_be_visible()
    first = box.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", first or "")
    expect(page.locator(f"#{box.get_attribute('aria-activedescendant')}")).to_have_attribute("aria-selected", "true")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.close()
    page.keyboard.press("Control+k")
    box.fill(">tea")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/team$"))
