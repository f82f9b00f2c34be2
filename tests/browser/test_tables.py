"""Tables are written in their cells, alone and together."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.test_composing import Composing
from tests.browser.test_paste import COPY, PASTE
from tests.browser.writer import Writer, all_agree
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
    expect(writer.page.locator(".tbl-open .cm-content:focus")).to_contain_text(words)


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
    cell(his, "Fan").click()
    in_cell(his, "Fan")
    his.press("Control+End").type("End")
    assert his.text.endswith("End")


def test_two_write_in_one_row_and_neither_loses_the_place(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    fill(place, bob)
    hers, his = write(alice, place.url), write(bob, place.url)
    cell(his, "Valve").click()
    his.press("Home").type("Big ")
    cell(hers, "Hall").click()
    expect(cell(his, "Hall")).to_have_attribute("data-who", alice.name)
    hers.press("End").type(" two")
    hers.press("Shift+F10")
    hers.page.get_by_role("menuitem", name="Insert row above").click()
    expect(his.page.locator(".tbl tr")).to_have_count(4)
    his.type("brass ")
    in_cell(his, "Big brass Valve")
    cell(hers, "Big brass").click()
    expect(his.page.locator(".tbl-open .rc")).to_have_count(1)
    hers.press("End").type("s")
    in_cell(his, "Big brass Valves")
    composing = Composing(his)
    composing("に", "にほ")
    hers.press("Home").type("A ")
    his.sees("A Big")
    composing("にほん").end("日本 ")
    assert "|   |   |   |\n| A Big brass 日本 Valves | 2 | Hall two |" in all_agree(hers, his)
    his.press(*["Control+z"] * 5).sees("| A Valves")
    assert "| A Valves | 2 | Hall two |" in all_agree(hers, his)


def test_keys_and_handles_move_rows_and_columns(
    write: Write, bob: Person, place: Place, axe: Callable[[Page], list[str]]
) -> None:
    fill(place, bob)
    his = write(bob, place.url)
    cell(his, "Hall").click()
    his.press("Alt+ArrowLeft", "Alt+ArrowDown")
    in_cell(his, "Hall")
    his.sees("| Part | Where | Count |").sees("| **Pump** | `P3` | 1 |\n| Valve | Hall | 2 |")
    his.press("Shift+F10")
    his.page.get_by_role("menu").press("End")
    assert axe(his.page) == []
    his.press("Escape")
    in_cell(his, "Hall")
    his.page.get_by_role("button", name="Column").click()
    his.page.get_by_role("menuitemcheckbox", name="Align centre").click()
    his.sees("|------|:-----:|------:|")
    place_, target = his.page.get_by_role("button", name="Row").bounding_box(), cell(his, "Pump").bounding_box()
    assert place_
    assert target
    his.page.mouse.move(place_["x"] + 12, place_["y"] + 12)
    his.page.mouse.down()
    his.page.mouse.move(place_["x"] + 12, target["y"] + 2, steps=3)
    his.page.mouse.up()
    his.sees("| Valve | Hall | 2 |\n| **Pump**")
    his.press("Shift+F10")
    his.page.get_by_role("menuitem", name="Delete table").click()
    his.shows("Before it.\n\n\nBehind it.\n").press("Control+z").sees("| Valve | Hall | 2 |\n| **Pump**")


def test_cells_come_from_a_spreadsheet_and_go_to_one(write: Write, bob: Person, place: Place) -> None:
    fill(place, bob)
    his = write(bob, place.url)
    cell(his, "P3").click()
    open_ = his.page.locator(".tbl-open .cm-content")
    open_.evaluate(PASTE, {"text/plain": 'Yard\t"two\nlines"\nShed\ta|b\n', "text/html": "<table></table>"})
    grown = "| **Pump** | 1 | Yard | two<br>lines |\n|   |   | Shed | a\\|b |"
    his.sees(grown).sees("| Part | Count | Where |   |")
    his.press("Shift+ArrowDown", "Shift+ArrowRight")
    expect(his.page.locator(".tbl-chosen")).to_have_count(4)
    held = open_.evaluate(COPY, "copy")
    assert held["text/plain"] == 'Yard\t"two\nlines"\nShed\ta|b'
    assert "<td>a|b</td>" in held["text/html"]
    his.press("Delete").sees("|   |   |  |  |")
    his.press("Control+z").sees(grown).press("Control+z").shows(PAGE)
    his.press("Escape")
    his.content.evaluate(PASTE, {"text/plain": "x\ty\n1\t2"})
    his.shows(PAGE.replace("\n\nBehind", "\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n\nBehind"))


def test_the_keyboard_goes_into_a_table_and_out(write: Write, bob: Person, place: Place) -> None:
    fill(place, bob)
    his = write(bob, place.url, viewport={"width": 390, "height": 800})
    assert his.page.evaluate("document.documentElement.scrollWidth") == 390
    his.go_to(3).press("ArrowDown", "ArrowDown")
    in_cell(his, "Part")
    his.press("ArrowDown", "ArrowDown", "ArrowDown").type("x").shows(
        PAGE.replace("\n\nBehind", "\n\nx\n\nBehind")
    ).press("Control+z")
    his.press("Backspace")
    in_cell(his, "`P3`")
    his.press("Tab").type("n").sees("|\n| n  |   |   |\n\nBehind")
    his.press("Control+b").type("b").sees("**n**b")
    his.type(" @alic")
    expect(his.page.get_by_role("listbox")).to_be_visible()
    his.press("Enter").sees("**n**b @alice")
    in_cell(his, "**n**b @alice")
    his.type(" /collega")
    offered = his.page.locator("#kring-menu [role=option]")
    expect(offered, "what fits in a cell").to_have_count(1)
    his.press("Enter").type("bob")
    expect(offered.first).to_contain_text("Bob")
    his.press("Enter").sees("@alice @bob")


def test_one_gets_out_of_what_begins_or_ends_a_page(write: Write, bob: Person, place: Place) -> None:
    fill(place, bob, f"{TABLE}\n\n```\nx\n```")
    his = write(bob, place.url)
    cell(his, "Part").click()
    in_cell(his, "Part")
    his.press("ArrowUp").type("Above").sees(f"Above\n\n{TABLE}")
    his.press("Control+End", "ArrowDown").type("Below").shows(f"Above\n\n{TABLE}\n\n```\nx\n```\n\nBelow")


def test_the_cell_one_writes_in_stays_when_all_of_the_table_is_drawn_anew(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    fill(place, bob)
    hers, his = write(alice, place.url), write(bob, place.url)
    cell(his, "Valve").click()
    his.press("End").type("s")
    hers.sees("Valves")
    hers.page.evaluate(QUOTE_ROWS)
    his.shows(hers.text).type("!")
    hers.sees("Valves!")
    in_cell(his, "Valves!")
    assert "> | Valves! | 2 | Hall |" in all_agree(hers, his)


QUOTE_ROWS = """() => {
  const { view } = document.querySelector("kring-editor").editor;
  const changes = [];
  for (let n = 1; n <= view.state.doc.lines; n++) {
    const { from, text } = view.state.doc.line(n);
    if (text.startsWith("|")) changes.push({ from, insert: "> " });
  }
  view.dispatch({ changes });
}"""
