"""The reading page in a real browser: who is here, what follows the scroll, keys, theme, small screens, no scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.projection import save_projection
from wiki.pages.tree import branch

Visit = Callable[..., Page]

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
SECTIONS = 15
FAR_DOWN = re.compile(r"--at: \d{4}px")


@pytest.fixture
def long(place: Place, bob: Person) -> Place:
    """A page of fifteen sections with a wide table, code and a formula."""
    sections = [f"## Section {n}\n\n{'Words that fill a line or two. ' * 30}\n" for n in range(SECTIONS)]
    table = "| " + " | ".join(["a rather wide column"] * 9) + " |\n" + "|---" * 9 + "|\n"
    text = f"A start with $x^2$.\n\n{table}\n```python\n{'x = 1; ' * 60}\n```\n\n" + "\n".join(sections)
    with unit():
        save_projection(place.page_id, epoch=1, seq=1, text=text, runs=[(bob.id, len(text))], writers=(bob.id,))
        create_page(bob.user, place.space, "Below", place.page)
    return place


def test_readers_meet_at_their_paragraphs(visit: Visit, bob: Person, carol: Person, long: Place) -> None:
    bobs, carols = visit(bob, long.url), visit(carol, long.url)
    expect(bobs.locator("kring-here")).to_contain_text("1 here now")
    expect(bobs.locator("kring-readers [role=img]")).to_have_attribute("aria-label", "Carol Çelik")
    expect(bobs.locator(".reader")).not_to_have_attribute("style", FAR_DOWN)
    carols.get_by_role("heading", name="Section 9").scroll_into_view_if_needed()
    expect(bobs.locator(".reader")).to_have_attribute("style", FAR_DOWN)
    expect(bobs.locator("#announce")).to_have_text("Carol Çelik is here")
    carols.close()
    expect(bobs.locator("kring-here")).to_be_hidden()


def test_a_change_is_told_and_the_text_stays(visit: Visit, bob: Person, carol: Person, place: Place) -> None:
    carols, bobs = visit(carol, place.url), visit(bob, f"{place.url}/edit")
    bobs.locator("kring-editor .cm-content").click()
    bobs.keyboard.type("Bring the key.")
    expect(carols.locator(".tree .live")).to_have_attribute("title", "Bob de Boer")
    expect(carols.locator("kring-changed")).to_contain_text("Bob de Boer changed this page just now.", timeout=20_000)
    expect(carols.locator("main")).not_to_contain_text("Bring the key.")
    carols.get_by_role("link", name="Show").click()
    expect(carols.locator(".prose")).to_contain_text("Bring the key.")


def test_contents_follow_the_scroll(visit: Visit, carol: Person, long: Place) -> None:
    page = visit(carol, long.url)
    expect(page.locator(".crumbs .now")).to_be_hidden()
    expect(page.get_by_text("3 more")).to_be_visible()
    page.locator("#u-section-13").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator(".toc [aria-current]")).to_have_text("Section 13")
    page.get_by_role("button", name="First steps Section 13").click()
    page.locator(".toc:popover-open").get_by_role("link", name="Section 2").click()
    expect(page.locator(".toc:popover-open")).to_have_count(0)
    expect(page.locator("[data-section]")).to_have_text("Section 2")


def test_branches_open_and_are_remembered(visit: Visit, carol: Person, long: Place) -> None:
    with unit():
        below = branch(long.space_id, long.page_id)[0]
    page = visit(carol, f"/s/{long.slug}")
    page.get_by_role("button", name="Pages under First steps").click()
    expect(page.get_by_role("link", name="Below")).to_have_attribute("href", below.url)
    page.reload()
    expect(page.get_by_role("link", name="Below")).to_be_visible()


def test_single_keys_act_outside_fields_only(visit: Visit, bob: Person, long: Place) -> None:
    page = visit(bob, long.url)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/")
    page.goto("/spaces/new")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("g h")
    expect(page.get_by_label("Name")).to_have_value("g h")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_theme_is_kept(visit: Visit, carol: Person, long: Place, scripts: bool) -> None:
    page = visit(carol, long.url, java_script_enabled=scripts)
    with page.expect_response("**/me/theme"):
        page.get_by_role("button", name="As the system. Switch to light").click()
    page.goto(long.url)
    assert page.locator("html").get_attribute("data-theme") == "light"


def test_formulas_are_drawn(visit: Visit, carol: Person, long: Place) -> None:
    expect(visit(carol, long.url).locator(".math.drawn .katex")).to_be_visible()


def test_nothing_scrolls_sideways_on_a_phone(visit: Visit, bob: Person, long: Place) -> None:
    page = visit(bob, **PHONE)
    for path in (long.url, "/", "/changes", "/team", f"/s/{long.slug}", f"{long.url}/versions", f"{long.url}/place"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"], path  # type: ignore[index]


def test_a_phone_reaches_everything_without_scripts(visit: Visit, bob: Person, long: Place) -> None:
    page = visit(bob, long.url, java_script_enabled=False, **PHONE)
    expect(page.locator("#side")).to_be_hidden()
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="Section 4").click()
    page.goto(long.url)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Recent changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recent changes")
