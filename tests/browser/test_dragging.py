"""A grip beside list items and headings, by which they are dragged elsewhere."""

from playwright.sync_api import Locator

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.writer import Writer, all_agree
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text

PAGE = """## Plan

1. Order
2. Build
   - frame
3. Test

## Open

- [ ] ask Lene
"""


def fill(place: Place, bob: Person) -> None:
    with unit():
        write_text(place.page_id, bob.id, PAGE)


def centre(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def grip(his: Writer, words: str) -> Locator:
    """Of the line with these words, once the mouse is there."""
    button = his.page.locator(".grip")
    expect(his.page.locator(".cm-editor[data-has-rest]")).to_be_visible()
    x, y = centre(his.line(words))
    his.page.mouse.move(x, y)
    his.page.mouse.move(x + 2, y)
    his.until(
        "(grip => grip && Math.abs(grip.getBoundingClientRect().y + 12 - arg) < 14)(document.querySelector('.grip'))", y
    )
    return button


def take(his: Writer, words: str) -> None:
    his.page.mouse.move(*centre(grip(his, words)))
    his.page.mouse.down()


def over(his: Writer, words: str, *, dx: float = 0, dy: float = 0) -> None:
    """The upper edge of a line, by its words' own side or so many pixels from there."""
    box = his.line(words).bounding_box()
    assert box
    his.page.mouse.move(box["x"] + dx, box["y"] + dy, steps=4)
    expect(his.page.locator(".grip-line")).to_be_visible()


def test_items_and_sections_are_dragged(write: Write, alice: Person, bob: Person, place: Place) -> None:
    fill(place, bob)
    hers, his = write(alice, place.url), write(bob, place.url)
    take(his, "Test")
    over(his, "Order")
    hers.go_to(PAGE.index("Test") + 4).type(" it")
    his.sees("3. Test it")
    his.page.mouse.up()
    moved = PAGE.replace("1. Order\n2. Build", "1. Test it\n2. Order\n3. Build").replace("3. Test\n", "")
    his.shows(moved).press("Control+z").shows(PAGE.replace("Test", "Test it")).press("Control+y").shows(moved)
    take(his, "frame")
    over(his, "ask Lene")
    his.press("Escape")
    expect(his.page.locator(".grip-line")).to_have_count(0)
    his.page.mouse.up()
    his.shows(moved)
    take(his, "Order")
    over(his, "Build", dx=30)
    his.page.mouse.up()
    his.sees("1. Test it\n   1. Order\n2. Build")
    take(his, "Open")
    over(his, "Plan")
    his.page.mouse.up()
    assert all_agree(hers, his).startswith("## Open\n\n- [ ] ask Lene\n\n## Plan\n\n1. Test it\n   1. Order\n2. Build")
