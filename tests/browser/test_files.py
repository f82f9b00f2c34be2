"""Pictures and files on their way into a page."""

from base64 import b64encode
from collections.abc import Callable
from re import compile as pattern
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from tests.files.making import picture
from wiki.core.unit import unit
from wiki.editing.actions import write_text

Given = tuple[str, str, bytes]
PUMP: Given = ("Pump room.png", "image/png", picture("PNG", 900, 300))
PLAN: Given = ("plan.pdf", "application/pdf", b"%PDF-1.7 the plan")
GIVE = """(content, [how, files, text]) => {
  const data = new DataTransfer();
  for (const [name, type, bytes] of files)
    data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, {type}));
  if (text) data.setData("text/plain", text);
  const place = content.getBoundingClientRect();
  const event = how === "paste"
    ? new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
    : new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true,
                             clientX: place.left + 5, clientY: place.top + 5});
  content.dispatchEvent(event);
}"""
DOC = "document.querySelector('kring-editor').editor.view.state.doc.toString()"
SENT = "**/p/*/files?*"


def give(writer: Writer, how: str, *files: Given, text: str = "") -> None:
    writer.content.evaluate(GIVE, [how, [[name, kind, b64encode(data).decode()] for name, kind, data in files], text])


def read(writer: Writer) -> Page:
    writer.saved().page.locator("[data-done]").click()
    expect(writer.page.locator("kring-editor")).to_have_count(0)
    return writer.page


class Gate:
    """Holds what is sent until it is opened, or answers in the server's place."""

    def __init__(self, page: Page) -> None:
        self._page, self._waiting, self._open = page, list[Route](), False
        page.route(SENT, self._come)

    def _come(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self._waiting.append(route)

    def open(self) -> None:
        self._open = True
        for route in self._waiting:
            route.continue_()


def test_a_picture_is_pasted_while_somebody_types(write: Write, place: Place, bob: Person, carol: Person) -> None:
    writer = write(bob, place.url)
    gate = Gate(writer.page)
    writer.type("Before.").press("Enter", "Enter")
    give(writer, "paste", PUMP)
    card = writer.page.get_by_role("group", name="Pump room.png")
    expect(card.locator("img")).to_be_visible()
    expect(card.get_by_role("progressbar")).to_be_visible()
    writer.type("After.")
    assert writer.text == "Before.\n\nAfter.", "nothing of it is in the text yet"
    gate.open()
    expect(card).to_have_count(0)
    writer.until(r"/^Before\.\n\n!\[Pump room\]\(\/f\/\d+\/pump-room\.png\)\n\nAfter\.$/.test(DOC)".replace("DOC", DOC))
    writer.type(" More.").saved()
    assert writer.text.endswith("After. More."), "the caret stayed with its words"
    writer.press("Control+z", "Control+z")
    assert writer.text == "Before.\n\nAfter.", "one step takes it back"
    writer.press("Control+y")
    writer.saved()
    shown = read(writer)
    image = shown.get_by_role("img", name="Pump room")
    expect(image).to_have_attribute("width", "900")
    shown.get_by_label("More actions").click()
    shown.get_by_role("link", name="Files").click()
    expect(shown.get_by_role("link", name="Pump room.png")).to_be_visible()
    expect(shown.get_by_role("link", name="First steps")).not_to_have_count(0)


def test_several_come_in_the_order_in_which_they_were_given(write: Write, place: Place, bob: Person) -> None:
    writer = write(bob, place.url)
    with writer.page.expect_file_chooser() as choosing:
        writer.page.get_by_role("button", name="Picture or file").click()
    choosing.value.set_files([{"name": n, "mimeType": t, "buffer": data} for n, t, data in (PUMP, PLAN)])
    writer.until(r"/^!\[Pump room\]\(\S+\)\n\n\[plan\.pdf\]\(\/f\/\d+\/plan\.pdf\)$/.test(DOC)".replace("DOC", DOC))
    expect(read(writer).get_by_role("link", name=pattern("plan.pdf PDF, 0.1 kB"))).to_be_visible()


def test_a_picture_is_described(write: Write, place: Place, bob: Person, axe: Callable[[Page], list[str]]) -> None:
    writer = write(bob, place.url)
    give(writer, "drop", PUMP)
    field = writer.page.get_by_label("Describe the picture")
    expect(field).to_have_value("Pump room")
    assert axe(writer.page) == []
    field.fill("The pump [left]")
    field.press("Enter")
    writer.sees(r"![The pump \[left\]](/f/")
    expect(field).to_have_count(0)
    writer.go_to(3)
    expect(field).to_have_value("The pump [left]")


def test_what_is_refused_says_why_and_waits(
    write: Write, place: Place, bob: Person, axe: Callable[[Page], list[str]]
) -> None:
    writer = write(bob, place.url)
    writer.page.route(SENT, lambda route: route.fulfill(status=422, json={"message": "There is no room."}))
    give(writer, "paste", PLAN, ("huge.zip", "", b"0" * 10))
    card = writer.page.get_by_role("group", name="plan.pdf")
    expect(card).to_contain_text("There is no room.")
    assert axe(writer.page) == []
    writer.page.unroute(SENT)
    card.get_by_role("button", name="Try again").click()
    writer.sees("[plan.pdf](/f/")
    other = writer.page.get_by_role("group", name="huge.zip")
    other.get_by_role("button", name="Remove").click()
    expect(other).to_have_count(0)
    assert "huge" not in writer.text


def test_offline_it_is_kept_across_a_reload(write: Write, place: Place, bob: Person) -> None:
    with unit():
        write_text(place.page_id, bob.id, "One.\n\nTwo.")
    writer = write(bob, place.url)
    writer.page.route(SENT, lambda route: route.abort("internetdisconnected"))
    writer.go_to(4)
    give(writer, "paste", PUMP)
    card = writer.page.get_by_role("group", name="Pump room.png")
    expect(card).to_contain_text("Kept on this device")
    writer.go_to(0).type("Zero. ").saved()
    writer.page.unroute(SENT)
    writer.open()
    writer.until(r"/^Zero\. One\.\n\n!\[Pump room\]\(\S+\)\n\nTwo\.$/.test(DOC)".replace("DOC", DOC))
    writer.saved()
    writer.open()
    assert writer.text.count("Pump room") == 1


def test_words_that_bring_a_picture_along_stay_words(write: Write, place: Place, bob: Person) -> None:
    """As spreadsheets and word processors do it."""
    writer = write(bob, place.url)
    give(writer, "paste", PUMP, text="a\tb")
    writer.sees("a\tb")
    expect(writer.page.locator(".upload")).to_have_count(0)


@pytest.mark.parametrize("options", [{"java_script_enabled": False}])
def test_without_scripts_there_is_a_form(visit: Visit, place: Place, bob: Person, options: dict[str, Any]) -> None:
    page = visit(bob, f"{place.url}/files", **options)
    page.get_by_label("Picture or file").set_input_files({"name": PUMP[0], "mimeType": PUMP[1], "buffer": PUMP[2]})
    page.get_by_role("button", name="Add to this page").click()
    expect(page.get_by_label("To show it, write")).to_have_value(pattern(r"!\[Pump room\]\(/f/\d+/pump-room.png\)"))
