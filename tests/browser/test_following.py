"""Following somebody who writes: the view goes with their caret until oneself does anything."""

from playwright.sync_api import Locator

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.browser.writer import EDITOR, Writer
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text

LONG = "\n\n".join(f"Paragraph {n}. {'Words that fill a line or two. ' * 6}" for n in range(80))
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def fill(place: Place, bob: Person) -> None:
    with unit():
        write_text(place.page_id, bob.id, LONG)


def paragraph(number: int) -> int:
    return LONG.index(f"Paragraph {number}.")


def frame(writer: Writer) -> Locator:
    return writer.page.locator(".following")


def sees_caret(writer: Writer, said: str) -> None:
    """Within the part of the window that no bar covers."""
    writer.until(
        """(() => {
          const line = [...document.querySelectorAll("kring-editor .cm-line")]
            .find(({textContent}) => textContent.includes(arg));
          const {top} = line?.getBoundingClientRect() ?? {};
          return top > 110 && top < innerHeight - 60;
        })()""",
        said,
    )


def test_the_view_follows_until_one_scrolls_presses_or_clicks(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    fill(place, bob)
    hers, his = write(alice, place.url), write(bob, place.url)
    bobs = hers.page.locator("kring-writers").get_by_role("button", name="Follow Bob de Boer").first
    his.go_to(paragraph(60))
    bobs.click()
    expect(frame(hers)).to_have_text("Following Bob de Boer · Esc stops")
    expect(bobs).to_have_attribute("aria-pressed", "true")
    sees_caret(hers, "Paragraph 60.")
    his.go_to(paragraph(5))
    sees_caret(hers, "Paragraph 5.")
    hers.page.mouse.wheel(0, 200)
    expect(frame(hers)).to_have_count(0)
    expect(bobs).to_have_attribute("aria-pressed", "false")

    bobs.press("Enter")
    expect(frame(hers)).to_be_visible()
    hers.press("Escape")
    expect(frame(hers)).to_have_count(0)

    bobs.click()
    expect(frame(hers)).to_be_visible()
    hers.content.click()
    expect(frame(hers)).to_have_count(0)
    scrolled = hers.page.evaluate("scrollY")
    his.go_to(paragraph(70))
    his.type("Far down. ")
    hers.sees("Far down.")
    assert hers.page.evaluate("scrollY") == scrolled, "nobody is followed any more"


def test_following_outlasts_a_reconnection_and_ends_when_they_leave(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("Here.")
    hers.sees("Here.")
    hers.page.locator("kring-writers").get_by_role("button", name="Follow Bob de Boer").first.click()
    hers.page.evaluate(f"{EDITOR}.session.wire.restart()")
    hers.until(f"{EDITOR}.session.status.joined")
    expect(hers.carets).to_have_count(1)
    expect(frame(hers)).to_be_visible()
    his.page.close()
    expect(frame(hers)).to_have_count(0)
    expect(hers.page.locator("kring-writers")).to_be_hidden()


def test_all_who_write_are_in_a_list_with_keys_and_on_phones(
    write: Write, visit: Visit, alice: Person, bob: Person, place: Place
) -> None:
    fill(place, bob)
    hers, his = write(alice, place.url, **PHONE), write(bob, place.url)
    his.go_to(paragraph(60))
    opener = hers.page.locator("kring-writers summary")
    expect(opener).to_contain_text("1 writing with you")
    size = opener.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 44
    opener.press("Enter")
    in_list = hers.page.get_by_role("listitem").get_by_role("button", name="Follow Bob de Boer")
    in_list.focus()
    in_list.press("Enter")
    expect(frame(hers)).to_have_text("Following Bob de Boer · touch to stop")
    sees_caret(hers, "Paragraph 60.")


def test_who_comes_and_goes_is_told_in_one_sentence_and_carets_are_silent(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers = write(alice, place.url)
    told = hers.page.locator("#announce")
    his = write(bob, place.url)
    expect(told).to_have_text("Bob de Boer writes here")
    his.type("Words").go_to(0)
    expect(hers.page.locator(".rc")).to_have_attribute("aria-hidden", "true")
    his.page.close()
    expect(told).to_have_text("Bob de Boer has stopped writing")


def test_an_account_may_have_that_off(write: Write, alice: Person, bob: Person, place: Place) -> None:
    with unit():
        alice.user.announces = False
    hers = write(alice, place.url)
    write(bob, place.url).page.close()
    expect(hers.page.locator("kring-writers")).to_be_hidden()
    hers.page.evaluate("new Promise((done) => setTimeout(done, 3500))")
    expect(hers.page.locator("#announce")).to_be_empty()
