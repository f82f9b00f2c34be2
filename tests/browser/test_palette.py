"""The palette: Ctrl K anywhere, by keys and by a screen reader's ways, also without a network."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Axe, Visit
from tests.browser.device import cold_tab, kept
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.policy import page_for
from wiki.saves.actions import save

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


def opened(page: Page) -> Locator:
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog").get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    return box


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def typed(page: Page, box: Locator, words: str, until: str) -> Locator:
    """The options with this text; the index is a moment behind."""
    found = options(page).filter(has_text=until)
    for _ in range(40):
        box.fill("")
        box.fill(words)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(100)
        if found.count():
            break
    expect(found.first).to_be_visible()
    return found


def test_it_opens_finds_and_goes(page: Page, axe: Axe, place: Place) -> None:
    """With Ctrl K or /; the arrows choose, Enter goes, with Ctrl to a new tab; Escape gives the focus back."""
    page.get_by_label("More actions").focus()
    box = opened(page)
    expect(page.get_by_role("option", name="Recent changes")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_label("More actions")).to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    typed(page, box, "xylo", "tuning")
    first = box.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", first or "")
    expect(page.locator(f"#{box.get_attribute('aria-activedescendant')}")).to_have_attribute("aria-selected", "true")
    with page.context.expect_page() as new:
        page.keyboard.press("Control+Enter")
    new.value.close()
    page.keyboard.press("Control+k")
    box.fill(">tea")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/team$"))


def test_what_is_typed_may_be_misspelt_and_signs_narrow_it(page: Page, bob: Person) -> None:
    box = opened(page)
    typed(page, box, "xylophome tuning", "tuning")
    typed(page, box, "@bob", "Bob de Boer")
    assert options(page).count() == page.get_by_role("group", name="People").get_by_role("option").count()
    typed(page, box, ">save", "Save this page")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/save$"))
    page.get_by_label("Your note").fill("For later")
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It stands under “Saved by me”.")).to_be_visible()


def test_where_one_was_lately_comes_first(page: Page, place: Place, bob: Person) -> None:
    with unit():
        last = create_page(bob.user, place.space, "Zither lessons").url
    page.goto(last)
    for _ in range(100):  # looks are written every few seconds
        page.reload()
        opened(page)
        lately = page.get_by_role("group", name="Where you were lately").get_by_role("option")
        if lately.filter(has_text="Zither lessons").count():
            break
        page.wait_for_timeout(200)
    expect(options(page).first).to_contain_text("Zither lessons")


def test_pointers_and_screen_readers(page: Page) -> None:
    """Ctrl and the middle button open a new tab; the number of results is said; arrows go round."""
    box = opened(page)
    found = typed(page, box, "xylo", "tuning")
    with page.context.expect_page() as new:
        found.first.click(modifiers=["Control"])
    new.value.close()
    box = opened(page)
    found = typed(page, box, "xylo", "tuning")
    with page.context.expect_page() as new:
        found.first.click(button="middle")
    new.value.close()
    box = opened(page)
    typed(page, box, "xylo", "tuning")
    expect(page.locator("#palette [data-said]")).to_have_text(re.compile(r"^\d+ results$"))
    last = options(page).count() - 1
    box.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", f"palette-option-{last}")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "palette-option-0")


def test_within_a_space(page: Page, place: Place, axe: Axe) -> None:
    """By a box that works without scripts, and as a way the palette looks."""
    page.goto(f"/s/{place.slug}")
    page.get_by_role("link", name="Find in this space").first.click()
    box = page.get_by_role("dialog").get_by_role("combobox", name="Search")
    expect(box).to_have_attribute("placeholder", "Find in this space")
    typed(page, box, "xylo", "tuning")
    assert page.get_by_role("group", name="Spaces").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(box).to_have_attribute("placeholder", "Search pages, people and actions")
    page.keyboard.press("Escape")
    page.get_by_role("searchbox", name="Find in this space").fill("xylophone")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=f"Without space:{place.slug}")).to_be_visible()
    expect(page.locator(".hit")).to_have_count(2)


def test_without_a_network_it_finds_what_the_device_has(visit: Visit, bob: Person, place: Place) -> None:
    page = cold_tab(visit, bob, place)
    kept(page, f"{bob.id} /search/palette")
    page.context.set_offline(True)
    page.goto(place.url)
    box = opened(page)
    expect(page.get_by_role("group", name="On this device").get_by_role("option")).to_contain_text(["First steps"])
    box.fill("supply window")
    expect(options(page)).to_contain_text(["First steps"])
    expect(page.locator("#palette [data-said]")).to_have_text("The server cannot be reached.")
    box.fill("before go")
    expect(options(page)).to_contain_text(["First steps", "Before you go"])
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator(".prose h2")).to_contain_text("Before you go")
    expect(page.locator("#offline")).to_be_visible()
    box = opened(page)
    box.fill("nothing like it")
    expect(page.get_by_role("listbox")).to_contain_text("The server cannot be reached.")


def test_the_foot_of_a_page_fetches_what_is_like_it(visit: Visit, alice: Person, bob: Person, place: Place) -> None:
    """Once it comes into view; without scripts a link leads there."""
    with unit():
        save(alice.user, page_for(alice.user, place.page_id), "Worth a look", is_open=True)
    page = visit(bob, place.url)
    page.locator(".coda").scroll_into_view_if_needed()
    expect(page.locator("[data-around]")).to_contain_text("Worth a look")
    plain = visit(bob, place.url, java_script_enabled=False)
    plain.get_by_role("link", name="Related pages, and who saved this one").click()
    expect(plain.get_by_role("heading", level=1, name="Related pages")).to_be_visible()
    expect(plain.get_by_text("Worth a look")).to_be_visible()


def test_what_is_typed_while_it_is_on_its_way_stands_in_it(page: Page) -> None:
    page.route("**/search/palette", lambda route: (page.keyboard.type("xylo"), route.continue_())[1])
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog").get_by_role("combobox", name="Search")
    expect(box).to_have_value("xylo")
    page.keyboard.type("phone")
    expect(box).to_have_value("xylophone")
