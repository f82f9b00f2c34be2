"""Rights that end while somebody types: nothing more can be typed at once, the page says why, and no word is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place

AT_ONCE_MS = 2000

Act = Callable[[Page, Place], None]


def remove(page: Page, place: Place) -> None:
    page.goto(f"/s/{place.slug}/settings")
    page.get_by_role("button", name="Remove Bob de Boer").click()


def make_a_reader(page: Page, place: Place) -> None:
    page.goto(f"/s/{place.slug}/settings")
    row = page.get_by_role("listitem").filter(has_text="Bob de Boer").filter(has=page.get_by_label("Role of"))
    row.get_by_label("Role of").select_option("Reader")
    row.get_by_role("button", name="Change").click()


def trash(page: Page, place: Place) -> None:
    page.goto(place.url)
    page.get_by_label("More actions").click()
    page.get_by_role("button", name="Move to trash").click()


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (remove, "You may no longer edit this page. Your text is kept on this device."),
        (make_a_reader, "You may no longer edit this page. Your text is kept on this device."),
        (trash, "This page is no longer there. Your text is kept on this device."),
    ],
)
def test_the_editor_closes_at_once(
    write: Write, visit: Visit, alice: Person, bob: Person, place: Place, act: Act, why: str
) -> None:
    his, hers = write(bob, place.url), visit(alice)
    his.type("Saved words. ").saved()
    act(hers, place)
    closed(his, why)
    copied(his, "Saved words. ")


def closed(his: Writer, why: str) -> None:
    expect(his.content).to_have_attribute("contenteditable", "false", timeout=AT_ONCE_MS)
    expect(his.notice).to_contain_text(why)
    expect(his.notice).to_have_attribute("role", "alert")
    text = his.text
    his.content.click()
    his.type("into nothing")
    assert his.text == text


def copied(his: Writer, text: str) -> None:
    allow_the_clipboard(his.page.context)
    his.notice.get_by_role("button", name="Copy my text").click()
    expect(his.notice.get_by_role("button", name="Copied")).to_be_visible()
    assert his.page.evaluate("navigator.clipboard.readText()") == text


def allow_the_clipboard(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def test_who_is_signed_out_elsewhere_is_told_and_keeps_the_text(
    write: Write, visit: Visit, bob: Person, place: Place
) -> None:
    his, elsewhere = write(bob, place.url), visit(bob, "/me")
    his.type("Saved words. ").saved()
    elsewhere.get_by_role("button", name="Sign out everywhere").click()
    closed(his, "You are signed out. Sign in again, then load this page")
    copied(his, "Saved words. ")


def test_words_on_the_way_can_still_be_copied_and_come_back_with_the_right(
    write: Write, visit: Visit, alice: Person, bob: Person, place: Place
) -> None:
    his, hers = write(bob, place.url), visit(alice)
    his.type("Saved. ").saved()
    his.page.context.set_offline(True)
    his.type("Not sent.")
    make_a_reader(hers, place)
    his.page.context.set_offline(False)
    closed(his, "You may no longer edit this page.")
    copied(his, "Saved. Not sent.")
    assert "Not sent" not in Writer(hers, place.url).on_server
    hers.get_by_label("Role of Bob de Boer").select_option("Editor")
    row = hers.get_by_role("listitem").filter(has_text="Bob de Boer").filter(has=hers.get_by_label("Role of"))
    row.get_by_role("button", name="Change").click()
    his.open().saved()
    assert his.on_server == "Saved. Not sent."


def test_a_reader_of_the_page_is_sent_away_too(
    visit: Visit, alice: Person, bob: Person, carol: Person, place: Place
) -> None:
    hers, carols, bobs = visit(alice), visit(carol, place.url), visit(bob, place.url)
    expect(bobs.locator("kring-here")).to_contain_text("1 here now")
    hers.goto(f"/s/{place.slug}/settings")
    hers.get_by_role("button", name="Remove Carol Çelik").click()
    expect(bobs.locator("kring-here")).to_be_hidden(timeout=AT_ONCE_MS)
    assert carols.reload().status == 404  # type: ignore[union-attr]
