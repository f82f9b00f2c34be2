"""What people say about a page beside its text: in the row under its title, live for all who have it open."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.detailed import details_of
from wiki.pages.details import give_tag

PHONE = {"width": 320, "height": 640}


def test_what_bob_says_shows_on_alices_open_page(
    visit: Visit, write: Write, alice: Person, bob: Person, place: Place
) -> None:
    alices = visit(alice, place.url)
    expect(alices.locator(".doc-head .meta")).not_to_contain_text("Draft")
    bobs = write(bob, place.url).page
    expect(alices.locator("kring-tree .live")).to_be_visible()
    row = bobs.locator("kring-details")
    row.get_by_text("Status", exact=True).click()
    row.get_by_role("button", name="Draft").click()
    expect(alices.locator(".meta .tag.draft")).to_have_text("Draft")
    expect(row.locator("summary.tag.draft")).to_be_focused()
    row.get_by_text("Tag", exact=True).press("Enter")
    row.get_by_label("Add a tag").fill("Heat loop")
    bobs.keyboard.press("Enter")
    expect(row.get_by_label("Add a tag")).to_have_value("")
    bobs.keyboard.type("2026")
    bobs.keyboard.press("Enter")
    expect(row.locator(".err:visible")).to_contain_text("Make the tag of letters")
    expect(row.get_by_label("Add a tag")).to_have_value("2026")
    expect(alices.get_by_role("link", name="#heat-loop")).to_have_attribute("href", "/tags/heat-loop")
    bobs.keyboard.press("Escape")
    row.get_by_text("Icon", exact=True).press("Enter")
    row.get_by_label("Find an emoji").press_sequentially("rocket")
    expect(row.get_by_role("option", name="rocket", exact=True)).to_have_attribute("aria-selected", "true")
    bobs.keyboard.press("Enter")
    expect(alices.get_by_role("heading", level=1)).to_have_text("🚀First steps")
    for page in (alices, bobs):
        expect(page.locator("kring-tree [aria-current] .page-icon")).to_have_text("🚀")
    row.get_by_text("Keeper", exact=True).click()
    row.get_by_role("option", name=re.compile("Carol")).click()
    expect(alices.locator(".meta")).to_contain_text("Kept by Carol Çelik")
    row.locator("summary.tag.draft").click()
    row.get_by_role("button", name="In review").click()
    row.get_by_text("Ask somebody", exact=True).click()
    row.get_by_role("option", name=re.compile("Carol")).click()
    row.get_by_label("Ask somebody to look at it").press("Escape")
    expect(visit(bob, f"{place.url}/details").get_by_text("Not looked yet")).to_be_visible()
    row.get_by_role("button", name="Remove the tag heat-loop").click()
    expect(alices.get_by_role("link", name="#heat-loop")).to_have_count(0)
    expect(row.get_by_text("Tag", exact=True)).to_be_focused()


def test_what_somebody_is_at_work_in_stays(
    visit: Visit, write: Write, alice: Person, bob: Person, place: Place
) -> None:
    bobs, alices = write(bob, place.url).page, write(alice, place.url).page
    bobs.locator("kring-details").get_by_text("Keeper", exact=True).click()
    bobs.get_by_label("Who looks after this page?").fill("car")
    row = alices.locator("kring-details")
    row.get_by_text("Keeper", exact=True).click()
    alices.get_by_label("Who looks after this page?").fill("bob")  # before it, as many as fit, of all the server knows
    row.get_by_role("option", name=re.compile("Bob")).click()
    expect(row).to_contain_text("Kept by Bob de Boer")
    row.get_by_text("Status", exact=True).click()
    row.get_by_role("button", name="Current").click()
    expect(bobs.locator("kring-details .tag.current")).to_be_visible()
    expect(bobs.get_by_label("Who looks after this page?")).to_have_value("car")
    bobs.keyboard.press("Escape")
    expect(bobs.locator("kring-details")).to_contain_text("Kept by Bob de Boer")
    bobs.context.set_offline(True)
    bobs.locator("kring-details summary.current").click()
    bobs.get_by_role("button", name="Outdated").click()
    expect(bobs.locator(".page-details .err:visible")).to_contain_text("That was not saved.")


def test_without_scripts(visit: Visit, bob: Person, place: Place) -> None:
    page = visit(bob, place.url, java_script_enabled=False, viewport=PHONE)
    page.get_by_label("More actions").click()
    page.get_by_role("link", name="Details").click()
    page.get_by_label("New tag").fill("two, words")
    page.get_by_role("button", name="Add the tag", exact=True).click()
    expect(page.get_by_label("New tag")).to_have_value("two, words")
    expect(page.locator(".err")).to_contain_text("Make the tag of letters")
    page.get_by_label("New tag").fill("two words")
    page.get_by_role("button", name="Add the tag", exact=True).click()
    page.get_by_label("In review").check()
    page.get_by_role("button", name="Save the status").click()
    page.get_by_label("Keeper").fill("bob")
    page.get_by_role("button", name="Save the keeper").click()
    page.get_by_label("Icon").fill("🔑")
    page.get_by_role("button", name="Save the icon").click()
    with unit():
        now = details_of(place.page_id)
        assert (now.icon, now.tags, now.status, now.keeper and now.keeper.handle) == (
            "🔑",
            ("two-words",),
            "review",
            "bob",
        )
    page.get_by_role("button", name="Remove the tag two-words").click()
    page.goto(f"{place.url}/edit")
    expect(page.locator("kring-details summary")).to_have_count(5)
    expect(page.locator("kring-details summary").first).to_be_hidden()
    page.get_by_role("group", name="Details of this page").get_by_role("link", name="Details").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Details")


def test_axe_finds_nothing_in_what_opens(
    write: Write, axe: Callable[[Page], list[str]], bob: Person, place: Place
) -> None:
    with unit():
        give_tag(bob.user, place.page, "long" * 12)
    page = write(bob, place.url, viewport=PHONE, reduced_motion="reduce").page
    for name, option in (("Icon", "rocket"), ("Keeper", "Bob de Boer"), ("Tag", None), ("Status", None)):
        page.locator("kring-details").get_by_text(name, exact=True).click()
        if option:
            expect(page.get_by_role("option", name=re.compile(option))).to_be_visible()
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
        page.keyboard.press("Escape")
