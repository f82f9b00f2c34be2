"""A task is one thing: in my list, on the page and in the text that somebody writes in."""

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.browser.writer import EDITOR
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text

TEXT = "- [ ] Order the pump @bob\n"


def test_ticked_in_a_list_and_unticked_on_the_page(
    write: Write, visit: Visit, alice: Person, bob: Person, place: Place
) -> None:
    with unit():
        write_text(place.page_id, alice.id, TEXT)
    writer = write(alice, place.url)
    text = f"{EDITOR}.session.live.text.toString()"
    page = visit(bob, "/tasks")
    page.get_by_role("button", name="Done: Order the pump").click()
    writer.until(f"{text} === arg", TEXT.replace("[ ]", "[x]"))
    page.goto(place.url)
    box = page.get_by_role("checkbox", name="Order the pump")
    expect(box).to_be_enabled()
    box.press("Space")
    writer.until(f"{text} === arg", TEXT)
    expect(box).not_to_be_checked()
