"""The text under one's hands looks as it does when read; its signs show around the caret alone."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from wiki.core.paths import shipped
from wiki.core.unit import unit
from wiki.editing.actions import write_text

WORDS = """Some **bold words** and [a link](https://example.org/far).

- [ ] pack the *keys*

Last."""
LOGO = json.loads((shipped("static") / "dist" / "manifest.json").read_text())["logo.svg"]
CORPUS = Path(__file__).parents[1] / "markup" / "corpus"


@pytest.fixture
def paper(place: Place, bob: Person, write: Write) -> "Paper":
    return Paper(place, bob, write)


class Paper:
    """A page on which a text stands."""

    def __init__(self, place: Place, bob: Person, write: Write) -> None:
        self.place, self.bob, self.write = place, bob, write

    def holding(self, text: str, **options: object) -> Writer:
        with unit():
            write_text(self.place.page_id, self.bob.id, text)
        return self.write(self.bob, self.place.url, **options)


def put_caret(his: Writer, words: str) -> None:
    his.go_to(his.text.index(words))


def signs(his: Writer) -> Locator:
    return his.page.locator(".pv-sign")


def test_signs_appear_around_the_caret_and_vanish(paper: Paper) -> None:
    his = paper.holding(WORDS)
    put_caret(his, "Last")
    line = his.line("Some")
    expect(line).to_have_text("Some bold words and a link.")
    expect(line.locator("strong")).to_have_text("bold words")
    put_caret(his, "words")
    expect(line).to_have_text("Some **bold words** and a link.")
    expect(signs(his)).to_have_text(["**", "**"])
    put_caret(his, "link")
    expect(line).to_contain_text("[a link](…)")
    expect(line.get_by_role("link", name="Open the link")).to_have_attribute("href", "https://example.org/far")
    his.press("End", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(line).to_contain_text("(https://example.org/far)")
    his.page.get_by_label("Title").focus()
    expect(signs(his)).to_have_count(0)
    assert his.text == WORDS


def test_nothing_moves_while_the_button_is_down(paper: Paper) -> None:
    his = paper.holding(WORDS)
    put_caret(his, "Last")
    bold = his.line("Some").locator("strong").bounding_box()
    assert bold
    his.page.mouse.move(bold["x"] + 20, bold["y"] + 10)
    his.page.mouse.down()
    his.until("document.querySelector('kring-editor').editor.view.state.selection.main.head < 20")
    expect(signs(his)).to_have_count(0)
    his.page.mouse.up()
    expect(signs(his)).to_have_text(["**", "**"])


def test_a_box_ticks_by_pointer_and_key_and_is_named(paper: Paper) -> None:
    his = paper.holding(WORDS)
    box = his.page.get_by_role("checkbox", name="pack the *keys*")
    box.click()
    his.shows(WORDS.replace("[ ]", "[x]"))
    expect(box).to_be_checked()
    box.focus()
    his.press("Space")
    his.shows(WORDS)
    expect(box).not_to_be_checked()
    his.saved()
    assert his.on_server == WORDS


def test_plain_text_stays_chosen(paper: Paper) -> None:
    his = paper.holding(WORDS)
    switch = his.page.get_by_role("button", name="Plain text")
    with his.page.expect_response("**/me/plain-text"):
        switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(his.line("Some")).to_have_text(WORDS.splitlines()[0])
    expect(his.page.get_by_role("checkbox")).to_have_count(0)
    his.page.reload()
    his.ready()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(his.line("Some")).to_have_text(WORDS.splitlines()[0])
    with his.page.expect_response("**/me/plain-text"):
        switch.click()
    expect(his.page.get_by_role("checkbox")).to_have_count(1)


def test_a_picture_changes_its_width(paper: Paper) -> None:
    his = paper.holding(f"A map:\n\n![The map|200](/static/dist/{LOGO})\n\nEnd.")
    picture = his.page.get_by_role("img", name="The map")
    expect(picture).to_have_attribute("width", "200")
    handle = his.page.get_by_role("slider", name="Width of the picture")
    handle.focus()
    his.until("document.querySelector('.pv-handle').wired")
    his.press("ArrowRight", "ArrowRight", "Shift+ArrowLeft")
    his.sees("![The map|170](")
    expect(handle).to_be_focused()
    expect(handle).to_have_attribute("aria-valuenow", "170")
    place = handle.bounding_box()
    assert place
    his.page.mouse.move(place["x"] + 8, place["y"] + 20)
    his.page.mouse.down()
    his.page.mouse.move(place["x"] + 108, place["y"] + 20, steps=4)
    his.page.mouse.up()
    his.sees("![The map|270](")


def test_formulas_are_drawn_but_where_the_caret_is(paper: Paper) -> None:
    his = paper.holding("See $a^2$ here.\n\n$$\nb^2\n$$\n\nEnd.")
    put_caret(his, "End")
    expect(his.line("See").locator(".katex")).to_have_count(1)
    figure = his.page.locator("kring-editor .cm-content > .math.block .katex")
    expect(figure).to_have_count(1)
    expect(his.page.locator(".pv-source")).to_have_count(0)
    put_caret(his, "b^2")
    expect(his.page.locator(".pv-source")).to_have_count(3)
    expect(figure).to_have_count(1)


def test_code_has_colours_a_language_and_copies(paper: Paper) -> None:
    his = paper.holding("Code:\n\n- item\n\n  ```python\n  def f():\n      return 1\n  ```\n\nEnd.")
    put_caret(his, "End")
    expect(his.page.locator(".pv-code .k").first).to_have_text("def")
    his.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    his.page.get_by_role("button", name="Copy the code").click()
    his.until(
        "(window.heard ??= navigator.clipboard.readText().then((words) => (window.copied = words)), window.copied)"
    )
    assert his.page.evaluate("window.copied") == "def f():\n    return 1"
    language = his.page.get_by_label("Language of the code")
    language.focus()
    his.until("document.querySelector('.pv-tools select').length > 20")
    language.select_option("ruby")
    his.sees("  ```ruby\n  def")


def test_to_open_and_to_walk_through_changes_nothing(paper: Paper) -> None:
    """Every page of the parsers' corpus, the caret set on each line."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.md")))
    his = paper.holding(text)
    his.page.evaluate(
        """() => {
          const { view } = document.querySelector("kring-editor").editor;
          for (let number = 1; number <= view.state.doc.lines; number++)
            view.dispatch({ selection: { anchor: view.state.doc.line(number).to }, scrollIntoView: true });
        }"""
    )
    his.page.get_by_role("link", name="Done").click()
    his.page.wait_for_url(f"**{paper.place.url}")
    assert his.on_server == text


def test_data_terms_and_names_look_as_when_read(paper: Paper, alice: Person) -> None:
    his = paper.holding("---\nkey: x\n---\n\nFlow\n: Water\n\nLast")
    put_caret(his, "Last")
    water = his.line("Water")
    expect(water).to_have_text("Water")
    expect(water).to_have_class(re.compile("pv-meaning"))
    expect(his.line("Flow")).to_have_css("font-weight", "640")
    put_caret(his, "Water")
    expect(water).to_have_text(": Water")
    his.page.get_by_text("Page data").click()
    expect(his.line("key: x")).to_be_visible()
    his.press("Control+End").insert(f" @{alice.handle} @nobody #heat").press("Home")
    expect(his.line("Last").locator(".mention")).to_have_text([f"@{alice.handle}"])
    expect(his.page.locator(".pv-data")).to_be_visible()
