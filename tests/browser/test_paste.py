"""What is pasted and dropped: first the words, then what they better are, each a step of undo; and what is copied."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import Route

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.writer import Writer, all_agree
from tests.conftest import Person, Place
from tests.files.making import picture
from wiki.core.unit import unit
from wiki.pages.actions import create_page

CLIPBOARDS = Path(__file__).parents[1] / "js" / "editing" / "clipboard"
PASTE = """(content, held) => {
  const clipboardData = new DataTransfer();
  for (const [type, value] of Object.entries(held)) clipboardData.setData(type, value);
  content.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""
PLACED = r"^a\n\n!\[.*\]\(/f/.*\)\n\n\*\*c\*\*$"
COPY = """(content, type) => {
  const clipboardData = new DataTransfer();
  content.dispatchEvent(new ClipboardEvent(type, {clipboardData, bubbles: true, cancelable: true}));
  return {"text/plain": clipboardData.getData("text/plain"), "text/html": clipboardData.getData("text/html")};
}"""
DROP = """([html, text, x, y]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData("text/html", html);
  dataTransfer.setData("text/plain", text);
  document.elementFromPoint(x, y).dispatchEvent(
    new DragEvent("drop", {dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true}));
}"""


def whole(writer: Writer) -> Writer:
    """Once the part of the editor that pastes and copies is there."""
    expect(writer.page.locator("kring-editor > .cm-editor")).to_have_attribute("data-has-rest", "")
    return writer


def paste(writer: Writer, text: str, **held: str) -> Writer:
    types = {"html": "text/html", "vscode": "vscode-editor-data"}
    whole(writer).content.evaluate(PASTE, {"text/plain": text} | {types[name]: value for name, value in held.items()})
    return writer


def test_a_document_becomes_markdown_and_undo_goes_back_in_steps(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("Before.").saved().press("Enter", "Enter")
    words = "Commissioning plan\nValves"
    paste(his, words, html=(CLIPBOARDS / "word.html").read_text())
    his.sees("| Pump | | Bar |")
    converted = "Before.\n\n" + (CLIPBOARDS / "word.md").read_text().rstrip()
    assert all_agree(hers, his) == converted
    his.press("Control+z").shows(f"Before.\n\n{words}")
    his.press("Control+z").shows("Before.\n\n")
    his.press("Control+y", "Control+y").shows(converted)
    hers.shows(converted)


def test_what_somebody_changed_meanwhile_stays(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    held: list[Any] = []
    his.page.route("**/names/**", lambda route: held.append(route))
    with his.page.expect_request("**/names/**"):
        paste(his, f"{his.page.url.partition('/p/')[0]}{place.url}")
    hers.sees(place.url).press("Control+Home").type("Look: ")
    his.sees("Look: http")
    held.pop().continue_()
    his.shows("Look: [[First steps]]")
    assert all_agree(hers, his) == "Look: [[First steps]]"


def test_addresses(write: Write, bob: Person, place: Place) -> None:
    with unit():
        for title in ("Twice", "twice", "The keys"):
            url = create_page(bob.user, place.space, title).url
            if title == "Twice":
                twice = url
    his = write(bob, place.url).type("see here")
    origin = his.page.url.partition("/p/")[0]
    his.select(4, 8)
    paste(his, "https://example.org/a_b").shows("see [here](https://example.org/a_b)")
    his.press("Control+z").shows("see here").select(4, 8)
    paste(his, f"{origin}{url}")
    his.shows(f"see [here]({url})").press("Control+z").select(8, 8).type(" ")
    paste(his, f"{origin}{url}").shows("see here [[The keys]]").press("Control+z").shows(f"see here {origin}{url}")
    his.press("Control+z").shows("see here ")
    paste(his, f"{origin}{twice}").shows(f"see here [Twice]({twice})").press("Control+z", "Control+z")
    paste(his, "https://example.org/b").shows("see here https://example.org/b").press("Control+z").select(4, 8)
    his.press("Control+Shift+V")
    paste(his, "https://example.org/c").shows("see https://example.org/c ")


def test_code_and_markdown_stay_what_they_are(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    paste(his, "a = 1\nb = 2\n", vscode='{"mode": "python"}').shows("```python\na = 1\nb = 2\n```")
    his.go_to(len("```python\n"))
    paste(his, "c", html="<b>c</b>").shows("```python\nca = 1\nb = 2\n```")
    his.press("Control+a", "Delete")
    markdown = "# Plan\r\n\r\n- [ ] call **Lene**\r\n"
    paste(his, markdown, html="<pre># Plan\n\n- [ ] call **Lene**\n</pre>").shows(markdown.replace("\r\n", "\n"))


def test_a_copy_comes_back_byte_for_byte(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    text = "## A *b*  \n\n\n* [X] one\n+ two\n\n|a|b|\n|-|:-|\n|1|2 |\n\t code\n\u00a0 <br> &amp; \\* end"
    paste(his, text).shows(text)
    his.press("Control+a", "Control+a")  # The caret is in a cell of the table that the text ends with.
    held = his.content.evaluate(COPY, "copy")
    assert "<h2>A <em>b</em></h2>" in held["text/html"]
    his.press("Delete").shows("")
    paste(his, held["text/plain"], html=held["text/html"]).shows(text)


def test_a_drop_of_what_is_marked_elsewhere(write: Write, bob: Person, place: Place) -> None:
    his = whole(write(bob, place.url)).type("one two").saved()
    line = his.line("one two").bounding_box()
    assert line
    his.page.evaluate(DROP, ["<p>a <b>bold</b> word</p>", "a bold word", line["x"] + 1, line["y"] + line["height"] / 2])
    his.shows("a **bold** wordone two").press("Control+z").shows("a bold wordone two")


def test_pictures_come_to_their_places(write: Write, bob: Person, place: Place) -> None:
    his = write(bob, place.url)
    source = f"data:image/png;base64,{b64encode(picture()).decode()}"
    paste(his, "a\nc", html=f'<p>a</p><p><img src="{source}"></p><p><b>c</b></p>')
    his.until("new RegExp(arg).test(document.querySelector('kring-editor').editor.view.state.doc)", PLACED)


def test_what_is_undone_meanwhile_can_be_done_again(write: Write, bob: Person, place: Place) -> None:
    """Formatting comes a moment later, the first time: what reads it has to be loaded."""
    his, held = write(bob, place.url), list[Route]()
    his.page.route("**/static/dist/*.js", lambda route: held.append(route))
    his.content.evaluate(PASTE, {"text/plain": "x y z ", "text/html": "<p>x <b>y</b> z </p>"})
    his.sees("x y z").press("Enter").insert("A word of mine").press("Control+z")
    assert held
    assert "mine" not in his.text
    his.page.unroute("**/static/dist/*.js")  # which lets go what was held
    his.sees("x **y** z").press("Control+y").sees("A word of mine", 5)
