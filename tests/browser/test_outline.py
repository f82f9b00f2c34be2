"""What the page is made of stands beside it while it is written, and how long it is; its sections move there."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.writer import Writer, all_agree
from tests.conftest import Person, Place

LONG = "\n\n".join(f"## Part {name}\n\n" + f"Words of {name}.\n\n" * 12 for name in "ABC").rstrip() + "\n"
DRAG = """([from, to]) => {
  const dataTransfer = new DataTransfer();
  const [one, other] = [from, to].map((at) => document.querySelectorAll("#contents li")[at]);
  const {top, left} = other.getBoundingClientRect();
  const at = {dataTransfer, bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 2};
  one.firstChild.dispatchEvent(new DragEvent("dragstart", at));
  other.firstChild.dispatchEvent(new DragEvent("dragover", at));
  other.firstChild.dispatchEvent(new DragEvent("drop", at));
  one.firstChild.dispatchEvent(new DragEvent("dragend", at));
}"""


def typed(writer: Writer, text: str) -> Writer:
    writer.page.evaluate(
        "(text) => document.querySelector('kring-editor').editor.view.dispatch({changes: {from: 0, insert: text}})",
        text,
    )
    return writer.saved()


def test_it_follows_jumps_counts_and_moves(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url, viewport={"width": 1440, "height": 900})
    lines, count = his.page.locator("#contents li a"), his.page.locator("#contents [data-count]")
    expect(his.page.locator("[data-empty]")).to_be_visible()
    typed(his, LONG)
    expect(lines).to_have_text(["Part A", "Part B", "Part C"])
    expect(count).to_contain_text("114 words")
    lines.nth(2).click()
    expect(lines.nth(2)).to_have_attribute("aria-current", "location")
    assert his.caret == LONG.index("## Part C") + len("## Part C")
    his.type(" now").press("Shift+Control+ArrowLeft")
    expect(lines.nth(2)).to_have_text("Part C now")
    expect(count).to_have_text("1 of 115 words chosen")
    his.page.evaluate(DRAG, [2, 0])
    expect(lines).to_have_text(["Part C now", "Part A", "Part B"])
    lines.nth(0).focus()
    his.press("Alt+ArrowDown")
    expect(lines).to_have_text(["Part A", "Part C now", "Part B"])
    expect(lines.nth(1)).to_be_focused()
    his.content.focus()
    his.press("Control+z", "Control+z")
    expect(lines).to_have_text(["Part A", "Part B", "Part C now"])
    assert all_agree(hers, his) == LONG.replace("Part C", "Part C now")


def test_on_a_phone_it_opens_from_the_bar(
    write: Write, bob: Person, place: Place, axe: Callable[[Page], list[str]]
) -> None:
    his = typed(write(bob, place.url, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True), LONG)
    his.page.get_by_role("button", name="Contents").tap()
    assert axe(his.page) == []
    his.page.locator("#contents").get_by_role("link", name="Part C").tap()
    expect(his.page.locator("#contents")).to_be_hidden()
    expect(his.line("Part C")).to_be_in_viewport()
