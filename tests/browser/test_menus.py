"""What opens at the caret: blocks, people, pages, tags and emoji by their names; tools on a selection; links."""

import pytest

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.pages.actions import create_page


@pytest.fixture(name="write")
def write_with_menus(write: Write) -> Write:
    """The menus come a moment after the text."""

    def open_editor(person: Person, url: str, **options: object) -> Writer:
        writer = write(person, url, **options)
        writer.page.locator("[data-has-menus]").wait_for(state="attached")
        return writer

    return open_editor


def test_a_slash_finds_blocks_in_two_languages_and_undo_brings_it_back(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url).type("/ta")
    menu = his.page.locator("#kring-menu")
    expect(menu.locator("[role=option]").first).to_contain_text("Table")
    expect(his.content).to_have_attribute("aria-activedescendant", "kring-menu-0")
    his.press("Enter").sees("| --- |")
    expect(menu).to_be_hidden()
    his.press("Control+z").shows("/ta")
    his.press("Control+a", "Delete").type("/kop")
    expect(menu.locator("[role=option]").first).to_contain_text("Heading 1")
    his.press("ArrowDown", "Enter").type("Plan").shows("## Plan")
    his.press("Enter").type("/waarschuwing").press("Enter").type("Hot.").sees("> [!WARNING]\n> Hot.")
    his.press("Enter", "Enter").type("and/or /xyzzy ")
    expect(menu).to_be_hidden()
    his.type("/").press("Escape")
    expect(menu).to_be_hidden()
    his.type("list").sees("/list")
    expect(menu).to_be_hidden()


def test_people_pages_tags_and_emoji_by_name(write: Write, alice: Person, bob: Person, place: Place) -> None:
    with unit():
        create_page(bob.user, place.space, "Packing list")
    hers, his = write(alice, place.url), write(bob, place.url)
    menu = his.page.locator("#kring-menu")
    his.type("Ask @ali")
    expect(menu.locator("[role=option]").first).to_contain_text("Alice Admiraal")
    hers.press("Control+Home").type("Hers. ")
    his.sees("Hers.")
    expect(menu, "others' words close no menu").to_be_visible()
    his.press("Enter").type("about [[pack")
    expect(menu.locator("[role=option]").first).to_contain_text("Packing list")
    his.press("Tab").type(" #fi :tada")
    expect(menu.locator("[role=option]").first).to_contain_text("🎉party popper")
    his.press("Enter").type(" [[Never written")
    expect(menu.locator("[role=option]").last).to_contain_text("Link to a new page")
    his.press("Enter").shows("Hers. Ask @alice about [[Packing list]] #fi 🎉 [[Never written]]")


def test_a_selection_has_tools_and_a_form_for_its_link(write: Write, bob: Person, place: Place) -> None:
    with unit():
        create_page(bob.user, place.space, "Packing list")
    his = write(bob, place.url).type("Bring the key and the list")
    tools = his.page.locator(".selection-tools")
    his.select(10, 13)
    expect(tools).to_be_visible()
    tools.locator("[data-does=bold]").click()
    his.shows("Bring the **key** and the list")
    his.select(len("Bring the **key** and the "), len("Bring the **key** and the list")).press("Control+k")
    form = his.page.locator(".link-form")
    form.locator("input").fill("example.org/list")
    form.locator("input").press("Enter")
    his.shows("Bring the **key** and the [list](https://example.org/list)")
    expect(form).to_be_hidden()
    his.select(30, 30).press("Escape")
    his.page.locator("kring-toolbar [data-does=link]").click()
    expect(form.locator("input")).to_have_value("https://example.org/list")
    form.locator("input").fill("pack")
    expect(form.locator("[role=option]")).to_contain_text(["Packing list"])
    form.locator("input").press("ArrowDown")
    form.locator("input").press("Enter")
    his.until(
        "/\\[list\\]\\(\\/p\\/\\d+\\)$/.test(document.querySelector('kring-editor').editor.view.state.doc.toString())"
    )
    his.page.locator("kring-toolbar [data-does=link]").click()
    form.get_by_role("button", name="Remove the link").click()
    his.shows("Bring the **key** and the list")


def test_typing_is_helped_and_one_undo_takes_the_help_back(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    his.type("[] Call Ann").shows("- [ ] Call Ann")
    his.press("Enter").type("Pack").shows("- [ ] Call Ann\n- [ ] Pack").press("Enter", "Enter")
    his.type("Words").press("Shift+Enter").type("---").shows("- [ ] Call Ann\n- [ ] Pack\n\nWords\n\n---")
    his.press("Control+z").shows("- [ ] Call Ann\n- [ ] Pack\n\nWords\n---")
    his.press("Control+a", "Delete").type("```js").press("Enter").type("go()").shows("```js\ngo()\n```")
    his.press("Control+a", "Delete").type("# Title").press("Home", "Backspace").shows("Title")
    his.press("Control+a").type("**").shows("**Title**")
    his.press("Control+a", "Delete").type("1. a").press("Enter").type("b").press("Alt+ArrowUp").shows("1. b\n2. a")


def test_the_keys_are_listed_from_the_text_too(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url).press("Control+/")
    keys = his.page.locator("#keys")
    expect(keys).to_contain_text("While you write")
    his.press("Escape")
    expect(keys).to_be_hidden()
    his.content.focus()
    his.type("one two two").press("Control+f")
    his.page.locator(".find-panel input[name=search]").press_sequentially("two")
    expect(his.page.locator(".find-count")).to_have_text("2 places")
    his.page.locator(".find-panel input[name=search]").press("Enter")
    expect(his.page.locator(".find-count")).to_have_text("1 of 2")
    his.page.locator(".find-panel input[name=replace]").fill("three")
    his.page.get_by_role("button", name="Replace", exact=True).click()
    his.shows("one three two")
    his.page.get_by_role("button", name="Replace all").click()
    his.shows("one three three").content.press("Control+z")
    his.shows("one three two")


def test_a_phone_has_it_all_within_reach(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url, viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    his.type("Some words")
    bar = his.page.locator("kring-toolbar")
    assert bar.locator("[data-does=insert]").bounding_box()["height"] >= 44  # type: ignore[index]
    bar.locator("[data-does=insert]").tap()
    menu = his.page.locator("#kring-menu")
    expect(menu).to_be_visible()
    his.type("quo")
    expect(menu.locator("[role=option]")).to_contain_text(["Quote"])
    menu.locator("[role=option]").first.tap()
    his.type("wise").shows("Some words\n\n> wise")
    bar.locator("[data-does=undo]").tap()
    his.sees("Some words")
