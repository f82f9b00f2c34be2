"""Tables are written in their cells, alone and together."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Write
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text

TABLE = "| Part | Count | Where |\n|------|------:|-------|\n| Valve | 2 | Hall |\n| **Pump** | 1 | `P3` |"
PAGE = f"Before it.\n\n{TABLE}\n\nBehind it.\n"


def fill(place: Place, person: Person, text: str = PAGE) -> None:
    with unit():
        write_text(place.page_id, person.id, text)


def cell(writer: Writer, words: str) -> Locator:
    return writer.page.locator(".tbl :is(td, th)", has_text=words).first


def in_cell(writer: Writer, words: str) -> None:
    expect(writer.page.locator(".tbl-open .cm-content:focus")).to_have_text(words)


def test_cells_are_written_one_after_the_other(write: Write, bob: Person, place: Place) -> None:
    fill(place, bob)
    his = write(bob, place.url)
    expect(his.page.locator(".tbl tr")).to_have_count(3)
    cell(his, "Valve").click()
    in_cell(his, "Valve")
    his.press("End").type(" | gate")
    in_cell(his, "Valve | gate")
    his.press("Tab").type("2")
    his.press("Enter").type("0")
    his.press("Shift+Tab")
    in_cell(his, "**Pump**")
    his.press("Control+a").type("Fan")
    his.press("Escape").type("Then. ")
    his.shows(
        PAGE.replace("Valve | 2 |", "Valve \\| gate | 22 |")
        .replace("**Pump** | 1 |", "Fan | 10 |")
        .replace("\n\nBehind", "\n\nThen. \n\nBehind")
    )
