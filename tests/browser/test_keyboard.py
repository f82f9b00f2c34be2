"""With the keyboard alone one reaches everything, leaves everything, and the focus comes back to where it was."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.actions import create_page

MOST_STOPS = 500  # the sidebar lists the spaces of all tests before this one


@pytest.fixture
def page(visit: Visit, bob: Person, place: Place) -> Page:
    with unit():
        write_text(place.page_id, bob.id, "Words.\n\n## Before you go\n\nMore words.")
        create_page(bob.user, place.space, "Below", place.page)
    return visit(bob, place.url)


def tab_to(page: Page, selector: str) -> None:
    """As often as it takes."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached")


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_branch_of_the_tree_opens(page: Page, place: Place) -> None:
    page.goto(f"/s/{place.slug}")
    tab_to(page, f"li[data-page='{place.page_id}'] > .twist")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Enter")
    twist = page.get_by_role("button", name="Pages under First steps")
    expect(twist).to_have_attribute("aria-expanded", "true")
    expect(twist).to_be_focused()
    assert [url for url in asked if "/branch/" in url] == [page.url + f"/branch/{place.page_id}.json"], "and no other"
    tab_to(page, f"li[data-page='{place.page_id}'] > ul a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Below")


def test_a_menu_opens_closes_and_gives_the_focus_back(page: Page) -> None:
    tab_to(page, "[aria-label='More actions']")
    page.keyboard.press("Enter")
    first = page.get_by_role("link", name="Versions", exact=True)
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(page.get_by_label("More actions")).to_be_focused()


def test_the_theme_changes_and_the_focus_stays(page: Page) -> None:
    tab_to(page, "kring-theme button")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("document.activeElement.matches('kring-theme button')")


def test_single_keys(page: Page, place: Place) -> None:
    tab_to(page, "[aria-label='More actions']")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label("More actions")).to_be_focused()
    page.keyboard.press("e")
    page.wait_for_url("**/edit")
    page.goto(place.url)
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/")


def test_the_sidebar_hides_and_comes_back(page: Page) -> None:
    page.keyboard.press("Control+.")
    expect(page.locator("#side")).not_to_be_in_viewport()
    page.keyboard.press("Control+.")
    expect(page.locator("#side")).to_be_in_viewport()


def test_tab_leaves_the_text_except_behind_a_list_sign(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    his.type("- one").press("Enter").type("two").press("Home", "Tab")
    expect(his.content).to_be_focused()
    assert his.text == "- one\n  - two"
    his.press("Shift+Tab")
    assert his.text == "- one\n- two"
    his.press("End", "Tab")
    expect(his.content).not_to_be_focused()
    assert his.text == "- one\n- two"
    his.press("Shift+Tab")
    expect(his.content).to_be_focused()
    his.press("Shift+Tab")
    expect(his.content).not_to_be_focused()


def test_escape_leaves_for_done_and_enter_goes_back_to_reading(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url).type("All by keyboard.").press("Escape")
    expect(his.page.get_by_role("link", name="Done")).to_be_focused()
    his.press("Enter")
    expect(his.page.locator(".prose")).to_have_text("All by keyboard.")


def test_formatting_by_keys(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url).type("bold words").select(0, 4).press("Control+b")
    assert his.text == "**bold** words"
    his.press("Control+b", "End", "Enter").type("Title").press("Control+Shift+2")
    assert his.text == "bold words\n\n## Title"


def test_the_tool_bar_is_one_stop_and_arrows_move_in_it(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url).type("word").select(0, 4)
    his.page.get_by_label("Text style").focus()
    his.press("ArrowRight")
    expect(his.page.get_by_role("button", name="Bold")).to_be_focused()
    his.press("Enter")
    expect(his.content).to_be_focused()
    assert his.text == "**word**"


def test_the_title_goes_to_the_text_with_enter(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    title = his.page.get_by_role("textbox", name="Title")
    expect(title).to_have_attribute("contenteditable", "true")
    title.focus()
    his.press("Control+a").type("Better steps").press("Enter")
    expect(his.content).to_be_focused()
    his.press("Backspace").type(" yet").press("ArrowDown")
    expect(his.content).to_be_focused()
    his.type("Words").press("Control+Home", "Backspace")
    expect(his.content).to_be_focused()
    his.press("ArrowUp").type("!").press("ArrowDown")
    assert his.saved().text == "Words"
    his.page.get_by_role("link", name="Done").click()
    expect(his.page.get_by_role("heading", level=1)).to_have_text("Better steps yet!")
