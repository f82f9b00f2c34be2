"""Somebody without scripts saves the form while others write live: both texts are there, and no caret is moved."""

import pytest
from playwright.sync_api import Page
from sqlalchemy import update

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.browser.writer import all_agree
from tests.conftest import Person, Place
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.later import Job, JobAdded
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.actions import create_page, rename_page
from wiki.pages.models import Page as WikiPage

TEXT = "First line.\n\nSecond line.\n\nThird line.\n"


@pytest.fixture
def lines(place: Place, bob: Person) -> Place:
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    return place


@pytest.fixture
def form(visit: Visit, alice: Person, lines: Place) -> Page:
    return visit(alice, f"{lines.url}/edit", java_script_enabled=False)


def save(page: Page, text: str) -> None:
    page.get_by_label("Page text").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()


def test_both_texts_are_there_and_the_caret_keeps_its_place(
    write: Write, bob: Person, form: Page, lines: Place
) -> None:
    his = write(bob, lines.url)
    his.go_to(TEXT.index("line.\n\nThird")).type("very ").saved()
    save(form, TEXT.replace("First line.", "The very first line, by form."))
    expect(form.locator(".prose")).to_contain_text("by form.")
    expect(form.locator(".prose")).to_contain_text("Second very line.")
    his.sees("by form.").type("fine ")
    assert all_agree(his) == "The very first line, by form.\n\nSecond very fine line.\n\nThird line.\n"


def test_it_is_seen_to_arrive(write: Write, bob: Person, form: Page, lines: Place) -> None:
    his = write(bob, lines.url)
    save(form, TEXT + "\nFourth line.\n")
    expect(his.line("Fourth")).to_be_visible()


def test_the_same_words_changed_by_both_are_kept_and_told(write: Write, bob: Person, form: Page, lines: Place) -> None:
    his = write(bob, lines.url)
    place = TEXT.index("Second")
    his.select(place, place + len("Second")).type("Zweite").saved()
    save(form, TEXT.replace("Second", "Tweede"))
    expect(form.get_by_text("Somebody changed the same words while you wrote.")).to_be_visible()
    his.sees("Tweede")
    text = all_agree(his)
    assert "Zweite" in text
    assert text.startswith("First line.\n\n")
    assert text.endswith(" line.\n\nThird line.\n")


def test_words_typed_before_the_scripts_came_are_taken_over(
    visit: Visit, write: Write, bob: Person, lines: Place
) -> None:
    page = visit(bob)
    page.route("**/editor-*.js", lambda route: (typed_early(page), route.continue_()))
    page.goto(f"{lines.url}/edit")
    expect(page.locator("kring-editor .cm-content")).to_contain_text("Early line.")


def typed_early(page: Page) -> None:
    """While the script is on its way."""
    page.get_by_label("Page text").fill(TEXT + "\nEarly line.\n")


def test_a_caret_stays_while_a_link_above_follows_a_rename(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    with unit():
        other = create_page(bob.user, place.space, "Old plans").id
        write_text(place.page_id, bob.id, "See [[Old plans]].\n\nbelow")
    hers = write(alice, place.url)
    hers.go_to(len("See [[Old plans]].\n\nbelow"))
    with unit():
        rename_page(bob.user, session.get_one(WikiPage, other), "Plans for the whole of next year")
    with unit():
        session.execute(update(Job).values(due_at=now()))
        announce(JobAdded())
    hers.sees("[[Plans for the whole of next year]]").type(" here")
    hers.shows("See [[Plans for the whole of next year]].\n\nbelow here").saved()
