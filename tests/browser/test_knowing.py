"""Finding people who know, with keys alone, in both languages, and without scripts."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe, Visit
from tests.browser.soon import expect
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.actions import create_page
from wiki.pages.details import give_tag

SUBJECT = "Quillwork"
"""So that no page of another test says it."""


@pytest.fixture
def quill(place: Place, bob: Person, carol: Person) -> str:
    """A page about it that bob made, and its address."""
    with unit():
        bob.user.password_hash = carol.user.password_hash = "x"
        page = create_page(bob.user, place.space, f"{SUBJECT} for beginners")
        give_tag(bob.user, page, SUBJECT.lower())
        write_text(page.id, bob.id, f"How {SUBJECT} is done.")
        return page.url


def ask(page: Page) -> None:
    """Until the index has it."""
    for _ in range(20):
        page.get_by_role("searchbox", name="What do you need help with?").fill(SUBJECT)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        if page.get_by_role("link", name="Bob de Boer", exact=True).count():
            return


def test_asking_narrowing_and_following_by_keys(visit: Visit, axe: Axe, carol: Person, quill: str) -> None:
    page = visit(carol, "/people")
    expect(page.get_by_role("searchbox")).to_be_focused()
    ask(page)
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Bob de Boer"))
    expect(row.get_by_text(re.compile("^Wrote"))).to_be_visible()  # or two, where another test was here before
    expect(row.get_by_role("link", name=f"{SUBJECT} for beginners").first).to_be_visible()
    assert axe(page) == []
    page.get_by_text("More", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Place").fill("Nowhere")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nobody found")).to_be_visible()
    chip = page.get_by_role("link", name="Near Nowhere")
    expect(chip).to_have_attribute("aria-current", "true")
    assert axe(page) == []
    chip.press("Enter")
    row.get_by_role("link", name="Follow").press("Enter")
    page.get_by_label("Everything").check()
    page.get_by_label("A note for yourself").fill("Showed me the ropes")
    page.get_by_role("button", name="Save").press("Enter")
    page.goto("/u/bob/network")
    expect(page.get_by_text("Showed me the ropes")).to_be_visible()
    assert axe(page) == []


def test_from_a_page_and_from_the_palette_in_dutch(visit: Visit, axe: Axe, carol: Person, quill: str) -> None:
    with unit():
        carol.user.language = "nl"
    page = visit(carol, quill)
    page.get_by_role("link", name="Wie weet hier iets van?").click()
    expect(page.get_by_role("heading", name="Wie weet hier iets van?")).to_be_visible()
    expect(page.get_by_role("link", name="Bob de Boer", exact=True)).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog").get_by_role("combobox")
    box.fill(SUBJECT)
    page.get_by_role("option").filter(has_text="Wie weet iets van").click()
    expect(page).to_have_url(re.compile(rf"/people\?q={SUBJECT}$"))


def test_without_scripts(visit: Visit, carol: Person, quill: str) -> None:
    page = visit(carol, "/people", java_script_enabled=False)
    ask(page)
    expect(page.get_by_role("link", name="Bob de Boer", exact=True)).to_be_visible()
    page.locator("summary").filter(has_text="More").click()
    page.get_by_label("Place").fill("Nowhere")
    page.locator(".narrow button").click()
    expect(page.get_by_role("heading", name="Nobody found")).to_be_visible()
