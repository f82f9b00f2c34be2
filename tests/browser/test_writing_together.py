"""Several people in one page: each sees what the others write, where they are, and takes back only their own."""

import random

from tests.browser.conftest import Visit, Write
from tests.browser.soon import expect
from tests.browser.writer import EDITOR, all_agree, each_once
from tests.conftest import Person, Place

NAME_SHOWS_MS = 2000
BEFORE_CARET = """(() => {
  const range = document.createRange();
  range.setStart(document.querySelector("kring-editor .cm-line"), 0);
  range.setEndBefore(document.querySelector(".rc"));
  return range.toString();
})()"""

ANOTHER_COPY = f"""new Promise((shown) => {{
  const {{session}} = {EDITOR};
  session.addEventListener("document", shown, {{once: true}});
  session.wire.dispatchEvent(new CustomEvent("unwelcome", {{detail: {{reason: "client"}}}}));
}}).then(() => null)"""


def test_two_see_each_others_text(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    hers.type("From Alice.")
    his.sees("From Alice.").press("Control+End").type(" From Bob.")
    hers.sees("From Bob.")
    assert all_agree(hers, his) == "From Alice. From Bob."


def test_a_caret_carries_a_name_then_stays_as_a_dot(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("Here I am")
    caret = hers.carets.first
    expect(caret.locator(".rc-label")).to_have_text("Bob de Boer")
    expect(caret.locator(".rc-label")).to_be_visible()
    expect(caret).to_contain_class("rc-calm", timeout=NAME_SHOWS_MS + 3000)
    expect(caret.locator(".rc-label")).to_have_css("width", "7px")
    expect(hers.page.locator("kring-writers")).to_contain_text("1 writing with you")
    his.page.close()
    expect(hers.carets).to_have_count(0)
    expect(hers.page.locator("kring-writers")).to_be_hidden()


def test_a_caret_stands_where_the_other_types(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("one two three").go_to(3)
    hers.sees("three")
    expect(hers.carets).to_have_count(1)
    hers.until(f"{BEFORE_CARET} === 'one'")
    hers.go_to(0).type("Well, ")
    hers.until(f"{BEFORE_CARET} === 'Well, one'")


def test_a_selection_is_seen(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("one two three").select(4, 7)
    selection = hers.page.locator(".rs")
    expect(selection).to_have_text("two")
    his.press("ArrowRight")
    expect(selection).to_have_count(0)


def test_undo_is_ones_own(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    hers.insert("Alice was here. ").saved()
    his.sees("here. ").press("Control+End").insert("Bob too.").saved()
    hers.sees("too.").press("Control+z").saved()
    assert all_agree(hers, his) == "Bob too."
    hers.press("Control+y")
    his.sees("Alice was here. ").press("Control+z")
    assert all_agree(hers, his) == "Alice was here. "


def test_undo_goes_on_after_a_dropped_connection_and_in_another_copy(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    hers.insert("Alice was here. ").saved()
    his.sees("here. ").press("Control+End").insert("Bob too. ").saved()
    hers.sees("too. ").press("Control+End").insert("Alice again.").saved()
    hers.page.context.set_offline(True)
    hers.until(f"!{EDITOR}.session.status.joined")
    hers.page.context.set_offline(False)
    hers.ready()
    hers.page.evaluate(ANOTHER_COPY)
    hers.ready().press("Control+z").saved()
    assert all_agree(hers, his) == "Alice was here. Bob too. "
    hers.press("Control+z")
    assert all_agree(hers, his) == "Bob too. "
    hers.press("Control+y", "Control+y")
    assert all_agree(hers, his) == "Alice was here. Bob too. Alice again."


def test_what_others_deleted_cannot_be_undone_into_something_odd(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    hers.insert("One two three.").saved()
    his.sees("three.").select(0, 14).press("Delete").saved()
    hers.shows("").press("Control+z").insert("Anew")
    assert all_agree(hers, his) == "Anew"
    hers.press("Control+z")
    assert all_agree(hers, his) == ""


def test_five_at_random_places_end_alike(write: Write, alice: Person, bob: Person, place: Place) -> None:
    five = [write(person, place.url) for person in (alice, bob, alice, bob, alice)]
    dice = random.Random(5)
    words = [[f"<{name}{number}>" for number in range(4)] for name in "abcde"]
    for round_ in zip(*words, strict=True):
        for writer in five:
            writer.go_between_words(dice.random())
        for at in range(max(map(len, round_))):
            for writer, word in zip(five, round_, strict=True):
                writer.type(word[at : at + 1])
    each_once(all_agree(*five), [word for typed in words for word in typed])


def test_five_who_type_without_pause_end_alike(write: Write, alice: Person, bob: Person, place: Place) -> None:
    five = [write(person, place.url) for person in (alice, bob, alice, bob, alice)]
    for writer, name in zip(five, "abcde", strict=True):
        writer.type_without_pause(name)
    five[0].until("typed.length >= 30")
    words = [word for writer in five for word in writer.stop_typing()]
    each_once(all_agree(*five), words)


def test_typing_over_what_has_a_look(write: Write, alice: Person, bob: Person, place: Place) -> None:
    """No inline style comes of it, which the policy would refuse, and one undo brings all back."""
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("**bold** words ").saved().select(0, 8)
    expect(hers.page.locator(".rs")).to_have_text("**bold**")
    hers.select(0, 8).type("meek")
    his.sees("meek")
    assert all_agree(hers, his) == "meek words "
    hers.press("Control+z")
    assert all_agree(hers, his) == "**bold** words "


def test_an_empty_page_is_written_in_at_once_and_emoji_go_whole(
    visit: Visit, write: Write, alice: Person, bob: Person, place: Place
) -> None:
    page = visit(bob, f"{place.url}/edit")
    expect(page.get_by_role("textbox", name="Page text")).to_be_focused()
    page.keyboard.insert_text("x👩🏽‍🚀")
    page.keyboard.press("Backspace")
    page.keyboard.type("y")
    assert write(alice, place.url).sees("xy").text == "xy"
