"""A title is written together, like the text below it."""

from playwright.sync_api import Locator

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place


def title_of(writer: Writer) -> Locator:
    """When it can be written: the first who opens a page finds it a moment later."""
    title = writer.page.get_by_role("textbox", name="Title")
    expect(title).to_have_attribute("contenteditable", "true")
    return title


def names_of(writer: Writer, place: Place) -> Locator:
    return writer.page.locator(f'li[data-page="{place.page_id}"] > a > span[dir]')


def test_two_people_in_one_title(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    title_of(hers).focus()
    hers.press("Home").insert("Your ")
    expect(his.page.locator(".doc-title .rc")).to_have_count(1)
    title_of(his).focus()
    his.press("End").insert(" here").press("Home").insert("No: ")
    for writer in (hers, his):
        expect(names_of(writer, place)).to_have_text(["No: Your First steps here"])
        expect(writer.page).to_have_title("Editing No: Your First steps here · Kring")
        assert writer.saved().text == ""
    his.press("Control+z")
    expect(names_of(hers, place)).to_have_text(["Your First steps here"])
    his.press("Enter").insert("Words").press("Control+z", "Control+z")
    expect(his.page.locator(".doc-title .rc")).to_have_count(1)
    expect(hers.page.locator(".doc-title .rc")).to_have_count(0)
    expect(hers.carets).to_have_count(1)
    assert his.saved().text == ""
    his.page.get_by_role("link", name="Done").click()
    expect(his.page.get_by_role("heading", level=1)).to_have_text("Your First steps here")


def test_a_title_typed_offline_meets_what_others_made_of_it(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    title_of(his).focus()
    his.page.context.set_offline(True)
    his.press("Control+a", "Delete")
    expect(title_of(his)).to_have_text("Untitled")
    expect(names_of(his, place)).to_have_text(["First steps"])
    his.paste("Last\nsteps", title_of(his))
    expect(his.badge).to_have_text("Saved on this device")
    title_of(hers).focus()
    hers.press("Home").insert("All the ")
    hers.saved()
    his.page.context.set_offline(False)
    for writer in (hers, his):
        expect(names_of(writer, place)).to_have_text(["All the Last steps"])
        writer.saved()
    his.page.get_by_role("link", name="Done").click()
    expect(his.page.get_by_role("heading", level=1)).to_have_text("All the Last steps")
