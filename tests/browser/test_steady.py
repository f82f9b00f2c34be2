"""Writing feels right: what one looks at stays where it is while others write above, and a long page does not lag."""

import pytest

from tests.browser.conftest import Write
from tests.browser.soon import expect
from tests.browser.writer import EDITOR, Writer, all_agree
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text

LONG = "\n\n".join(f"Paragraph {n}. {'Words that fill a line or two. ' * 6}" for n in range(80))
VERY_LONG = "\n\n".join(
    f"## Part {n}\n\n{'Words **and** [links](https://example.org) of it. ' * 20}" for n in range(200)
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FOCUSED = [".doc-title .cm-content", ".tools select", "kring-writers summary", ".tools button", ".find-panel input"]
A_PIXEL = 1.5
TOP = """[...document.querySelectorAll("kring-editor .cm-line")]
  .find((line) => line.textContent.startsWith("Paragraph 40."))?.getBoundingClientRect().top"""
TYPE = """async () => {
  for (let n = 0; n < 20; n++) {
    document.execCommand("insertText", false, "x");
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  }
}"""
MOST_LINES_DRAWN = 400


def fill(place: Place, bob: Person, text: str) -> None:
    with unit():
        write_text(place.page_id, bob.id, text)


def top_of(writer: Writer, words: str) -> float:
    return float(writer.line(words).evaluate("line => line.getBoundingClientRect().top"))


@pytest.mark.parametrize("typing", [True, False], ids=["whose caret is there", "who only looks"])
def test_nothing_jumps_when_others_write_above(
    write: Write, alice: Person, bob: Person, place: Place, typing: bool
) -> None:
    fill(place, bob, LONG)
    his, hers = write(bob, place.url), write(alice, place.url)
    his.go_to(LONG.index("Paragraph 40"))
    if not typing:
        his.content.blur()
    his.page.mouse.wheel(0, top_of(his, "Paragraph 40.") - 150)
    his.until(f"Math.abs({TOP} - 150) < 50")  # a wheel's turn comes later than the call
    his.until(STILL)
    hers.go_to(0)
    for n in range(12):
        before = top_of(his, "Paragraph 40.")
        hers.type(f"New line {n}").press("Enter")
        his.sees(f"New line {n}\n")
        his.until(STILL)
        assert abs(top_of(his, "Paragraph 40.") - before) < A_PIXEL, f"line {n}"
    scrolled = his.page.evaluate("scrollY")
    assert scrolled > 0


def test_nothing_jumps_there_and_back_on_a_slow_machine(write: Write, alice: Person, bob: Person, place: Place) -> None:
    """Whose parser is cut short at each change, and goes on a moment later."""
    fill(place, bob, LONG + FIGURE)
    his, hers = write(bob, place.url).go_to(LONG.index("Paragraph 40.")), write(alice, place.url).go_to(0)
    his.content.blur()
    his.until(STILL)
    his.page.evaluate(SLOW)
    his.page.evaluate(WATCH)
    for n in range(3):
        hers.type(f"New line {n}").press("Enter")
        his.sees(f"New line {n}\n")
    his.page.evaluate("() => { Date.now = clock; }")
    his.until(STILL)
    tops = his.page.evaluate("tops")
    assert len(tops) > 3
    assert max(tops) - min(tops) < A_PIXEL


def test_lines_that_others_break_where_something_is_hidden_on_a_slow_machine(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    fill(place, bob, HIDING)
    his, hers = write(bob, place.url), write(alice, place.url)
    his.go_to(HIDING.index("Paragraph 41.")).content.blur()
    his.until(STILL)
    his.page.evaluate(SLOW)
    for place_in in ("ample.org", "a^2", "$$\na"):
        hers.go_to(hers.text.index(place_in)).insert("x").press("Enter").insert("So")
        his.shows(hers.text)
    his.page.evaluate("() => { Date.now = clock; }")
    assert all_agree(his, hers).count("So") == 3


SIGNS = "Here [words](https://example.org/) and $a^2$ are.\n\n$$\na\n$$\n\n"
HIDING = LONG.replace("Paragraph 40.", SIGNS + "Paragraph 40.")
FIGURE = "\n\n$$\na^2\n$$\n"
SLOW = """() => {
  window.clock = Date.now;
  let ahead = 0;
  Date.now = () => clock() + (ahead += 25);
}"""
WATCH = f"""() => {{
  window.tops = [];
  requestAnimationFrame(function look() {{
    tops.push({TOP});
    requestAnimationFrame(look);
  }});
}}"""


def test_nothing_jumps_at_the_top_the_bottom_and_on_phones(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    fill(place, bob, LONG)
    hers = write(alice, place.url)
    for where, options in (("Paragraph 79.", {}), ("Paragraph 40.", PHONE)):
        his = write(bob, place.url, **options)
        his.go_to(LONG.index(where))
        his.until(STILL)
        for n in range(4):
            before = top_of_last(his, where)
            hers.go_to(0).type(f"{where} has new lines {n} ").press("Enter")
            his.sees(f"{where} has new lines {n} \n")
            his.until(STILL)
            assert abs(top_of_last(his, where) - before) < A_PIXEL, where


@pytest.mark.parametrize("typing", [True, False], ids=["whose caret is there", "who only looks"])
def test_what_grows_above_moves_nothing(write: Write, bob: Person, place: Place, typing: bool) -> None:
    """A picture that comes late, a drawing, a table that is opened."""
    fill(place, bob, LONG)
    his = write(bob, place.url).go_to(LONG.index("Paragraph 40."))
    if not typing:
        his.content.blur()
    his.until(STILL)
    before = top_of(his, "Paragraph 40.")
    for height in (300, 20, 160):
        his.page.evaluate(GROW, height)
        his.page.evaluate(f"() => {EDITOR}.editor.view.dispatch({{}})")  # as a hit or somebody's caret would
        his.until(STILL)
        assert abs(top_of(his, "Paragraph 40.") - before) < A_PIXEL


GROW = """(height) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`kring-editor .cm-line:nth-of-type(3) { padding-block-end: ${height}px !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


def top_of_last(writer: Writer, words: str) -> float:
    return float(
        writer.page.locator("kring-editor .cm-line", has_text=words).last.evaluate(
            "line => line.getBoundingClientRect().top"
        )
    )


def test_the_focus_stays_where_one_has_it_while_others_write(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("Words of Bob. ")
    hers.sees("Bob. ")
    for n, place_of in enumerate(FOCUSED):
        if place_of == ".find-panel input":
            hers.content.press("Control+f")
        focused = hers.page.locator(place_of).first
        focused.focus()
        his.type(f"More {n}. ")
        hers.sees(f"More {n}. ")
        expect(focused).to_be_focused()
    hers.page.locator(".find-panel input").first.press("Escape")


STILL = """await new Promise((done) => {
  let [before, times] = [scrollY, 0];
  requestAnimationFrame(function look() {
    times = scrollY === before ? times + 1 : 0;
    before = scrollY;
    if (times > 5) done(true); else requestAnimationFrame(look);
  });
})"""


def test_who_writes_below_moves_nobody(write: Write, alice: Person, bob: Person, place: Place) -> None:
    fill(place, bob, LONG)
    his, hers = write(bob, place.url), write(alice, place.url)
    before = top_of(his, "Paragraph 2.")
    hers.press("Control+End", "Enter").type("New below")
    his.sees("New below")
    assert top_of(his, "Paragraph 2.") == before


def test_a_page_of_200_kb_is_drawn_where_one_looks_and_takes_every_key(write: Write, bob: Person, place: Place) -> None:
    """How long a key takes there, `python -m bench.keystrokes --sizes 200000` says."""
    assert len(VERY_LONG) > 200_000
    fill(place, bob, VERY_LONG)
    his = write(bob, place.url).go_to(VERY_LONG.index("## Part 100") + 20)
    his.page.evaluate(TYPE)
    his.saved()
    assert his.on_server == his.text
    assert his.page.evaluate(f"{EDITOR}.editor.view.state.doc.length") == len(VERY_LONG) + 20
    assert his.page.locator("kring-editor .cm-line").count() < MOST_LINES_DRAWN
