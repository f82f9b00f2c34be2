"""Talking beside the text: what is selected is commented, hangs level with its words, and others see it at once."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Write
from tests.conftest import Person, Place
from wiki.comments.actions import begin_thread
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.pages.policy import page_for

SAVED_MS = 20_000
"""What is said of words that one has just written waits until they are saved."""
WIDE, MEDIUM, PHONE = ({"width": width, "height": 800} for width in (1440, 1000, 390))
TEXT = "\n\n".join(
    [
        "Ask the desk for the **supply window** of that street 🔑 first.",
        *(f"Paragraph {n}. {'Words that fill a line or two. ' * 9}" for n in range(8)),
        "Then wait for the sound to settle 漢字 between turns.",
    ]
)


def choose(page: Page, start: str, end: str) -> None:
    """Select from the beginning of one word to the end of another, as a hand does."""
    page.evaluate(
        """([start, end]) => {
          const texts = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          for (let node; (node = texts.nextNode()); ) {
            if (node.data.includes(start)) range.setStart(node, node.data.indexOf(start));
            if (node.data.includes(end)) range.setEnd(node, node.data.indexOf(end) + end.length);
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [start, end],
    )


def expect_level(page: Page, thread: str, words: str) -> None:
    """A thread comes to stand level with its passage. Each answer draws it anew: both are looked up at once."""
    page.wait_for_function(
        """([thread, words]) => {
          const hung = [...document.querySelectorAll(".thread.hung")].find((one) => one.textContent.includes(thread));
          const mark = [...document.querySelectorAll("mark.talked")].find((one) => one.textContent.includes(words));
          const top = (part) => part.getBoundingClientRect().y;
          return hung?.checkVisibility() && mark && Math.abs(top(hung) - top(mark)) < 16;
        }""",
        arg=[thread, words],
    )


def test_two_people_talk_in_the_margin(visit: Visit, bob: Person, carol: Person, place: Place) -> None:
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    bobs, carols = visit(bob, place.url, viewport=WIDE), visit(carol, place.url, viewport=WIDE)
    bobs.evaluate("document.addEventListener('kring:typing', () => document.documentElement.dataset.heard = 1)")
    expect(bobs.locator("kring-here")).to_contain_text("1 here now")

    choose(carols, "the desk", "of that")
    carols.get_by_role("button", name="Comment", exact=True).click()
    carols.get_by_label("What you say").fill("Is there a *live* map?")
    carols.keyboard.press("Control+Enter")
    thread, second = '.thread.hung:has-text("live map")', '.thread.hung:has-text("recording")'
    for page in (carols, bobs):
        expect(page.locator(thread)).to_contain_text("Is there a live map?")
        expect(page.locator("mark.talked").first).to_have_text("the desk for the ")
        expect_level(page, "live map", "the desk")
    assert bobs.locator("mark.talked").all_inner_texts() == ["the desk for the ", "supply window", " of that"]

    bobs.locator("mark.talked").first.click()
    expect(bobs.locator(f"{thread}.chosen")).to_be_visible()
    expect(bobs.locator("mark.talked.chosen")).to_have_count(3)
    bobs.locator(thread).get_by_text("Reply").first.click()
    bobs.locator(thread).get_by_label("Your reply").press_sequentially("One since")
    expect(carols.locator(thread)).to_contain_text("Bob de Boer is writing…")
    expect(bobs.locator("[data-heard]")).to_have_count(1)
    expect(bobs.locator(f"{thread} .types")).to_have_count(0)
    bobs.locator(thread).get_by_label("Your reply").fill("One since October.")
    bobs.locator(thread).get_by_role("button", name="Reply").click()
    expect(carols.locator(thread)).to_contain_text("One since October.")
    expect(bobs.locator(thread)).to_contain_text("One since October.")

    choose(bobs, "wait for", "漢字")
    bobs.keyboard.press("Control+Alt+m")
    bobs.get_by_label("What you say").fill("Worth a recording?")
    bobs.get_by_role("button", name="Comment", exact=True).click()
    expect(bobs.locator(second)).to_be_visible()
    expect(carols.locator(second)).to_be_visible()
    carols.locator("h1").click()
    carols.keyboard.press("Escape")
    carols.keyboard.press("n")
    expect(carols.locator(f"{thread}.chosen")).to_be_visible()
    carols.keyboard.press("n")
    expect(carols.locator(f"{second}.chosen")).to_be_visible()
    carols.keyboard.press("Escape")
    expect(carols.locator(".chosen")).to_have_count(0)

    bobs.locator(thread).get_by_role("button", name="Resolve").click()
    for page in (bobs, carols):
        expect(page.locator(thread)).to_have_count(0)
        expect(page.locator("mark.talked", has_text="the desk")).to_have_count(0)
    bobs.get_by_role("button", name="Undo").click()
    expect(carols.locator(thread)).to_be_visible()


def test_chips_and_a_sheet_where_there_is_no_margin(visit: Visit, bob: Person, carol: Person, place: Place) -> None:
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    with unit():
        page_ = page_for(bob.user, place.page_id)
        begin_thread(bob.user, page_, "First", quote="the supply window")
        begin_thread(bob.user, page_, "Second", quote="wait for the sound")
        begin_thread(bob.user, page_, "About all of it")
    page = visit(carol, place.url, viewport=MEDIUM, reduced_motion="reduce")
    expect(page.locator(".notechip")).to_have_text(["BB1 comment · 1 new", "BB1 comment · 1 new"])
    page.locator(".notechip").last.click()
    sheet = page.locator(".comments.sheet")
    expect(sheet.get_by_text("Second")).to_be_visible()
    expect(sheet.get_by_text("First", exact=True)).to_be_hidden()
    expect(page.locator("mark.talked.chosen")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(page.locator(".notechip").last).to_be_focused()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_role("navigation", name="Shortcuts").get_by_text("Comments").click()
    expect(sheet.get_by_text("About all of it")).to_be_visible()
    first = sheet.locator(".thread", has_text="First")
    first.get_by_text("Reply").first.click()
    first.get_by_label("Your reply").fill("From a phone")
    first.get_by_role("button", name="Reply").click()
    expect(sheet.get_by_text("From a phone")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    expect(page.locator(".thread.hung", has_text="From a phone")).to_be_visible()


def test_writers_talk_about_what_they_write(
    visit: Visit, write: Write, bob: Person, carol: Person, place: Place
) -> None:
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    with unit():
        begin_thread(carol.user, page_for(carol.user, place.page_id), "Which street?", quote="street 🔑 first")
    his, carols = write(bob, f"{place.url}", viewport=WIDE), visit(carol, place.url, viewport=WIDE)
    page = his.page
    underlined = page.locator(".cm-content .talked", has_text="street")
    expect(underlined).to_be_visible()
    thread = page.locator(".thread.hung", has_text="Which street?")
    expect(thread).to_be_visible()
    his.content.press("Control+Home")
    page.keyboard.insert_text("漢字 above.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    boxes = [thread.bounding_box(), underlined.bounding_box()]
    assert boxes[0]
    assert boxes[1]
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    expect(page.locator("p[data-count]")).to_contain_text("chosen")
    page.keyboard.press("Control+Alt+m")
    page.get_by_label("What you say").fill("Is this so?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread.hung", has_text="Is this so?")).to_be_visible(timeout=SAVED_MS)
    expect(page.locator(".cm-content .talked", has_text="漢字")).to_be_visible()
    expect(carols.locator(".thread", has_text="Is this so?")).to_be_visible()
    thread.get_by_label("Actions for this comment").click()
    hers = carols.locator(".thread", has_text="Which street?")
    hers.get_by_text("Reply").first.click()
    hers.get_by_label("Your reply").fill("All of it.")
    hers.get_by_role("button", name="Reply").click()
    expect(thread).to_contain_text("All of it.")  # and the menu is still open
    thread.get_by_role("button", name="👍").first.click()
    expect(thread.locator(".reaction")).to_have_text("👍 1")
    underlined.click()
    expect(page.locator(".thread.chosen")).to_contain_text("Which street?")
