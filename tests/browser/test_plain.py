"""Without scripts everything but writing together works: a person can read, write, move, restore and set things."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.soon import expect
from tests.conftest import PASSWORD, Person, Place
from wiki.accounts.passwords import hash_password
from wiki.core.unit import unit
from wiki.editing.actions import name_version, write_text
from wiki.pages.actions import create_page

Open = Callable[..., Page]


@pytest.fixture
def plain(visit: Visit) -> Open:
    """A tab without scripts."""
    return lambda person=None, path=None, **options: visit(person, path, java_script_enabled=False, **options)


@pytest.fixture
def two_pages(place: Place, bob: Person) -> Place:
    """The page has two versions and a neighbour."""
    for version in ("The old text.", "The new text.\n\n## Before you go\n\nMore."):
        with unit():
            write_text(place.page_id, bob.id, version)
        with unit():
            name_version(place.page_id, "")
    with unit():
        create_page(bob.user, place.space, "Second steps")
    return place


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_sign_in_and_out(plain: Open, bob: Person, place: Place) -> None:
    with unit():
        bob.user.password_hash = hash_password(PASSWORD)
    page = plain(path=place.url)
    page.get_by_label("Handle or e-mail").fill("bob")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    heading(page, "First steps")
    page.locator(".me summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(place.url)
    heading(page, "Sign in")


def test_a_new_page_is_written_by_the_form(plain: Open, bob: Person, place: Place) -> None:
    page = plain(bob, f"/s/{place.slug}")
    page.get_by_role("link", name="New page").click()
    page.get_by_label("Title").fill("Third steps")
    page.get_by_label("Template").select_option(label="How-to")
    page.get_by_role("button", name="Start writing").click()
    expect(page.get_by_label("Page text")).to_have_value(re.compile("## Before you begin"))
    page.get_by_label("Page text").fill("Bring the **map**.")
    page.get_by_role("button", name="Save", exact=True).click()
    heading(page, "Third steps")
    expect(page.locator(".prose")).to_have_text("Bring the map.")
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Title").fill("Third and last steps")
    page.get_by_role("button", name="Save the title").click()
    expect(page.get_by_label("Title")).to_have_value("Third and last steps")


def test_a_template_is_made_used_and_removed(plain: Open, alice: Person, two_pages: Place) -> None:
    page = plain(alice, two_pages.url)
    page.get_by_label("More actions").click()
    page.get_by_role("button", name="Save as template").click()
    page.get_by_label("Page text").fill("By {{me}} about {{title}}")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="All templates").click()
    page.get_by_role("button", name="New page from First steps").click()
    expect(page.get_by_label("Title")).to_have_value("")
    expect(page.get_by_label("Page text")).to_have_value("By @alice about Untitled")
    page.goto(f"/s/{two_pages.slug}/templates")
    page.get_by_role("button", name="Remove First steps").click()
    expect(page.get_by_role("button", name="New page from First steps")).to_have_count(0)


def test_a_page_is_moved_below_another(plain: Open, bob: Person, two_pages: Place) -> None:
    page = plain(bob, two_pages.url)
    page.get_by_label("More actions").click()
    page.get_by_role("link", name="Move or rename").click()
    below = page.get_by_label("Place").locator("option", has_text="Second steps").get_attribute("value")
    page.get_by_label("Place").select_option(below)
    page.get_by_role("button", name="Save").click()
    heading(page, "First steps")
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_contain_text("Second steps")


def test_an_old_version_is_looked_at_and_restored(plain: Open, bob: Person, two_pages: Place) -> None:
    page = plain(bob, two_pages.url)
    expect(page.locator(".prose")).to_contain_text("The new text.")
    page.get_by_label("More actions").click()
    page.get_by_role("link", name="Versions", exact=True).click()
    page.get_by_role("link", name="Version 1", exact=True).click()
    expect(page.locator(".prose")).to_have_text("The old text.")
    page.get_by_role("button", name="Restore this version").first.click()
    expect(page.locator(".prose")).to_have_text("The old text.")
    heading(page, "First steps")


def test_a_page_goes_to_the_trash_and_back(plain: Open, bob: Person, two_pages: Place) -> None:
    page = plain(bob, two_pages.url)
    page.get_by_label("More actions").click()
    page.get_by_role("button", name="Move to trash").click()
    page.goto(f"/s/{two_pages.slug}/trash")
    page.get_by_role("button", name="Put back").click()
    page.goto(two_pages.url)
    heading(page, "First steps")


def test_settings_of_a_space_and_of_oneself(plain: Open, alice: Person, dave: Person, place: Place) -> None:
    page = plain(alice, f"/s/{place.slug}/settings")
    page.get_by_label("Name").fill("Field trips")
    page.get_by_role("button", name="Save").click()
    page.goto(f"/s/{place.slug}/settings")
    expect(page.get_by_label("Name")).to_have_value("Field trips")
    page.get_by_label("Who", exact=True).fill("dave")
    page.get_by_role("button", name="Add member").click()
    expect(page.get_by_role("button", name="Remove Dave Durand")).to_be_visible()
    page.goto("/me")
    page.get_by_label("Language").select_option("nl")
    page.locator("form[action='/me']").get_by_role("button").click()
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_contents_and_sidebar_open_on_a_phone(plain: Open, bob: Person, two_pages: Place) -> None:
    page = plain(bob, two_pages.url, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    expect(page.locator("#side")).to_be_hidden()
    page.get_by_role("button", name="Contents").tap()
    page.get_by_role("link", name="Before you go").tap()
    page.goto(two_pages.url)
    page.get_by_role("button", name="Menu").tap()
    page.locator("#side").get_by_role("link", name="Second steps").tap()
    heading(page, "Second steps")
    page.get_by_role("link", name="Edit", exact=True).tap()
    expect(page.get_by_label("Page text")).to_be_visible()
