"""What comments can hold, and proposing a change to a passage right where it is read."""

from base64 import b64encode

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.test_margin import TEXT, WIDE, choose
from tests.conftest import Person, Place
from tests.files.making import picture
from wiki.comments.actions import begin_thread
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.pages.policy import page_for

PASTE = """(area, bytes) => {
  const part = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const file = new File([part], "map.png", { type: "image/png" });
  const data = new DataTransfer();
  data.items.add(file);
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste_picture(area: Locator) -> None:
    area.evaluate(PASTE, b64encode(picture()).decode())


def test_a_picture_is_pasted_and_sent_once_it_is_there(visit: Visit, bob: Person, carol: Person, place: Place) -> None:
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    page, bobs = visit(carol, place.url, viewport=WIDE), visit(bob, place.url, viewport=WIDE)
    choose(page, "the desk", "of that")
    page.get_by_role("button", name="Comment", exact=True).click()
    area = page.get_by_label("What you say")
    area.fill("So it looks: ")
    paste_picture(area)
    page.keyboard.press("Control+Enter")
    for one in (page, bobs):
        shown = one.locator('.thread:has-text("So it looks") .what img')
        expect(shown).to_have_js_property("naturalWidth", 40)

    shown = page.locator(".thread", has_text="So it looks")
    shown.get_by_text("Reply").first.click()
    area = shown.get_by_label("Your reply")
    page.route("**/comments/pictures*", lambda route: route.abort())
    area.fill("Typed before ")
    paste_picture(area)
    expect(page.get_by_text("The picture could not be brought here")).to_be_visible()
    expect(area).to_have_value("Typed before ")


def test_a_quotation_and_any_emoji(visit: Visit, bob: Person, carol: Person, place: Place) -> None:
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    with unit():
        begin_thread(bob.user, page_for(bob.user, place.page_id), "Which *window*?", quote="supply window")
    page = visit(carol, place.url, viewport=WIDE)
    thread = page.locator(".thread.hung")
    thread.get_by_label("Actions for this comment").click()
    thread.get_by_text("Quote").click()
    area = thread.get_by_label("Your reply")
    expect(area).to_have_value("> Which *window*?\n\n")
    expect(area).to_be_focused()
    page.keyboard.type("The left one.")
    page.keyboard.press("Control+Enter")
    expect(thread.locator("blockquote", has_text="Which window?")).to_be_visible()
    thread.get_by_label("Actions for this comment").first.click()
    thread.get_by_label("Another emoji").first.click()
    thread.get_by_label("Which emoji").fill("no emoji")
    thread.get_by_role("button", name="React").click()
    expect(thread.get_by_role("alert")).to_be_visible()
    thread.get_by_label("Which emoji").fill("🦜")
    page.keyboard.press("Enter")
    expect(thread.locator(".reaction", has_text="🦜")).to_be_visible()


def test_a_change_is_suggested_where_one_reads_and_accepted(
    visit: Visit, bob: Person, carol: Person, place: Place
) -> None:
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    page, bobs = visit(carol, place.url, viewport=WIDE), visit(bob, place.url, viewport=WIDE)
    choose(page, "supply", "window")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_role("button", name="Suggest a change").click()
    after = page.get_by_label("What shall stand there")
    expect(after).to_have_value("supply window")
    expect(after).to_be_focused()
    after.fill("delivery window")
    page.get_by_label("Why (may stay empty)").fill("So the haulier calls it.")
    page.get_by_role("button", name="Suggest it").click()
    thread = bobs.locator(".thread.hung", has_text="So the haulier calls it.")
    expect(thread.locator("ins")).to_have_text("delivery")
    with bobs.expect_navigation():
        thread.get_by_role("button", name="Accept").click()
    expect(bobs.locator("#text")).to_contain_text("delivery window")
    with unit():
        assert "**delivery window**" in current(place.page_id).text


def test_threads_that_need_more_room_than_the_text_push_nothing_apart(
    visit: Visit, bob: Person, carol: Person, place: Place
) -> None:
    with unit():
        write_text(place.page_id, bob.id, "First words.\n\nSecond words.")
    page = visit(carol, place.url, viewport=WIDE)
    apart = "([...document.querySelectorAll('#text p')].map((p) => Math.round(p.getBoundingClientRect().top)))"
    before = page.evaluate(apart)
    with unit():
        for number in range(12):
            begin_thread(bob.user, page_for(bob.user, place.page_id), f"About {number}", quote="First words")
    page.reload()
    expect(page.locator(".thread.hung")).to_have_count(12)
    assert page.evaluate(apart) == before
