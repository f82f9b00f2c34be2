"""Questions in a browser: what others answer shows as it comes, what is typed stays, and keys do all of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Axe, Visit
from tests.browser.soon import expect as soon
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.questions import actions, answers
from wiki.questions.policy import question_for
from wiki.questions.words import Words
from wiki.spaces.actions import remove_member


@pytest.fixture
def url(place: Place, bob: Person, carol: Person) -> str:
    """A question of carol's, put to bob."""
    with unit():
        words = Words("Which key opens the shed?", "The *brass* one?", ("keys",))
        return actions.ask(carol.user, place.space, words, person=bob.user).url


def ready(page: Page) -> Page:
    """Once the page hears of what happens."""
    page.wait_for_load_state("networkidle")
    return page


def test_answers_show_as_they_come(visit: Visit, axe: Axe, url: str, bob: Person, carol: Person) -> None:
    """Without loading again, and what one is typing stays; who looks by ear is told."""
    asker, helper = ready(visit(carol, url)), visit(bob, url)
    asker.get_by_label("Your answer").fill("My own words")
    helper.get_by_label("Your answer").fill("The *brass* one.")
    assert axe(helper) == []
    helper.get_by_label("Your answer").press("Tab")
    helper.keyboard.press("Enter")
    expect(helper).to_have_url(re.compile("#answer-"))
    soon(asker.locator(".answer em")).to_have_text("brass")
    soon(asker.locator("#announce")).to_contain_text("New answer by Bob de Boer")
    expect(asker.get_by_label("Your answer")).to_have_value("My own words")
    helper = ready(visit(bob, url))
    asker.get_by_role("button", name="This helped me").focus()
    asker.keyboard.press("Enter")
    soon(asker.locator(".answer.accepted")).to_be_visible()
    soon(helper.locator("[data-piece=state]")).to_have_text("Answered")
    soon(helper.locator(".answer.accepted")).to_be_visible()


def test_who_may_not_read_it_any_more_hears_nothing(
    visit: Visit, place: Place, url: str, alice: Person, bob: Person, carol: Person
) -> None:
    page = ready(visit(bob, url))
    number = int(url.split("/")[2].partition("-")[0])
    with unit():
        remove_member(place.space, bob.user)
        answers.answer(alice.user, question_for(alice.user, number), "For others.")
    ready(page)
    expect(page.locator(".answer")).to_have_count(0)


def test_what_is_typed_stays_on_the_device_until_it_is_sent(
    visit: Visit, place: Place, bob: Person, carol: Person
) -> None:
    page = visit(carol, f"/questions/new?about={place.page_id}&to=bob")
    page.get_by_label("Your question in one sentence").fill("Which key?")
    page.get_by_label("What one has to know").fill("For the shed.")
    page.close()
    page = page.context.new_page()
    page.goto("/questions/new?to=alice")
    expect(page.get_by_label("Your question in one sentence")).to_have_value("Which key?")
    expect(page.get_by_label("What one has to know")).to_have_value("For the shed.")
    expect(page.get_by_label("Whom do you ask?")).to_have_value("@alice")
    page.get_by_label("Whom do you ask?").fill("@nobody-at-all")
    page.get_by_label("Who may read it").select_option(str(place.space_id))
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Nobody is called that.")).to_be_visible()
    expect(page.get_by_label("What one has to know")).to_have_value("For the shed.")
    page.get_by_label("Whom do you ask?").fill("@bob")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", name="Which key?")).to_be_visible()
    page.goto("/questions/new")
    expect(page.get_by_label("Your question in one sentence")).to_have_value("")


def test_all_of_it_without_scripts(visit: Visit, url: str, bob: Person, carol: Person) -> None:
    helper = visit(bob, url, java_script_enabled=False)
    helper.get_by_text("I cannot answer this").click()
    helper.get_by_label("In a word, why not").fill("I am new.")
    helper.get_by_role("button", name="Say so").click()
    expect(helper.get_by_text("I am new.")).to_be_visible()
    helper.get_by_label("Your answer").fill("Or it is the brass one.")
    helper.get_by_role("button", name="Answer it").click()
    asker = visit(carol, url, java_script_enabled=False)
    asker.get_by_role("button", name="This helped me").click()
    expect(asker.get_by_text("The question is answered.")).to_be_visible()
    asker.get_by_role("button", name="Undo").click()
    expect(asker.locator("[data-piece=state]")).to_have_text("Open")


@pytest.mark.parametrize("width", [320, 390])
def test_dutch_on_a_phone(visit: Visit, axe: Axe, url: str, bob: Person, carol: Person, width: int) -> None:
    with unit():
        bob.user.language = "nl"
        carol.user.language = "nl"
        question = question_for(bob.user, int(url.split("/")[2].partition("-")[0]))
        given = answers.answer(bob.user, question, "The brass one.").id
    phone = {"width": width, "height": 800}
    helper, asker = (visit(person, viewport=phone, reduced_motion="reduce") for person in (bob, carol))
    for page, path in (
        *((helper, path) for path in (url, "/questions", "/questions/new?to=carol&tag=keys", f"/answers/{given}/edit")),
        *((asker, path) for path in (url, f"{url}/edit", "/inbox")),
    ):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("lang", "nl")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_keys_and_palette_lead_to_questions(visit: Visit, url: str, carol: Person) -> None:
    page = visit(carol, "/changes")
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page).to_have_url(re.compile("/questions$"))
    ready(page).keyboard.press("Control+k")
    box = page.get_by_role("dialog").get_by_role("combobox", name="Search")
    box.fill(">a question")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/questions/new$"))
