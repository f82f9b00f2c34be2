"""A title is written together, like the text below it."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Write
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import rename_page


def title_of(writer: Writer) -> Locator:
    return writer.page.get_by_role("textbox", name="Title")


def in_tree(writer: Writer, place: Place) -> Locator:
    return writer.page.locator(f'kring-tree li[data-page="{place.page_id}"] > a > span[dir]')


def test_two_people_in_one_title(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    for writer in (hers, his):
        expect(title_of(writer)).to_have_attribute("contenteditable", "true")
    title_of(hers).focus()
    hers.press("Home").type("Your ")
    expect(his.page.locator(".doc-title .rc")).to_have_count(1)
    title_of(his).focus()
    his.press("End").type(" here").press("Home").type("No: ")
    for writer in (hers, his):
        expect(in_tree(writer, place)).to_have_text("No: Your First steps here")
        expect(writer.page).to_have_title("Editing No: Your First steps here · Kring")
        assert writer.saved().text == ""
    his.press("Control+z")
    expect(in_tree(hers, place)).to_have_text("Your First steps here")
    his.press("Enter")
    expect(his.page.locator(".doc-title .rc")).to_have_count(1)
    expect(hers.page.locator(".doc-title .rc")).to_have_count(0)
    expect(hers.carets).to_have_count(1)
    his.page.get_by_role("link", name="Done").click()
    expect(his.page.get_by_role("heading", level=1)).to_have_text("Your First steps here")
    with unit():
        rename_page(bob.user, place.page, "First steps")
    hers.page.reload()
    expect(title_of(hers)).to_have_text("First steps")


def test_a_title_typed_offline_is_sent_on_return(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    expect(title_of(his)).to_have_attribute("contenteditable", "true")
    his.page.context.set_offline(True)
    title_of(his).focus()
    his.press("Control+a").type("Long gone")
    expect(his.badge).to_have_text("Saved on this device")
    his.press("Control+a", "Delete")
    expect(title_of(his)).to_have_text("Untitled")
    expect(in_tree(his, place)).to_have_text("First steps")
    his.type("Last steps")
    his.page.context.set_offline(False)
    his.saved().page.get_by_role("link", name="Done").click()
    expect(his.page.get_by_role("heading", level=1)).to_have_text("Last steps")
