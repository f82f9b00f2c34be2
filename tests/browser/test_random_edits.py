"""Three in one page do whatever comes: in the end all have one text, and each word of each stands in it once."""

import random
from collections import Counter
from re import findall

import pytest

from tests.browser.conftest import Write
from tests.browser.test_paste import PASTE
from tests.browser.writer import EDITOR, Writer, all_agree
from tests.conftest import Person, Place

START = "Lead\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n> quote\n"
# Never inside a word that is told apart, so that each stays whole whatever is done around it.
GO = """([dice, length]) => {
  const { view } = document.querySelector("kring-editor").editor;
  const doc = view.state.doc.toString();
  const words = Array.from(doc.matchAll(/<\\w+>/g), ({ index, 0: { length } }) => [index, index + length]);
  const free = (at) => words.every(([from, to]) => at <= from || at >= to);
  const places = Array.from({ length: doc.length + 1 }, (_, at) => at).filter(free);
  const anchor = places[Math.floor(dice * places.length)];
  const next = words.map(([from]) => from).filter((from) => from >= anchor);
  view.focus();
  view.dispatch({ selection: { anchor, head: Math.min(anchor + length, doc.length, ...next) } });
}"""


class Random:
    def __init__(self, writer: Writer, name: str, dice: random.Random) -> None:
        self.writer, self.name, self.dice = writer, name, dice
        self.words: list[str] = []

    def act(self) -> None:
        acts = (self.type, self.type, self.type, self.paste, self.delete, self.bold, self.undo, self.line, self.flicker)
        self.dice.choice(acts)()

    def go(self, length: int = 0) -> Writer:
        self.writer.page.evaluate(GO, [self.dice.random(), length])
        return self.writer

    def word(self) -> str:
        self.words.append(f"<{self.name}{len(self.words)}>")
        return self.words[-1]

    def type(self) -> None:
        writer = self.go()
        writer.page.keyboard.insert_text(self.word())

    def paste(self) -> None:
        word = self.word()
        html = f"<p>x <b>y</b> {word.replace('<', '&lt;')}</p>"
        writer = self.go()
        writer.content.evaluate(PASTE, {"text/plain": f"x y {word}", "text/html": html})
        writer.until(f"{EDITOR}.session.live.text.toString().includes(arg)", word[1:])  # the first loads what reads it

    def delete(self) -> None:
        """What is chosen, alone: with nothing chosen the key would eat into the next word."""
        self.go(self.dice.randrange(6))
        self.writer.content.evaluate("() => getSelection().isCollapsed || document.execCommand('delete')")

    def bold(self) -> None:
        self.go(self.dice.randrange(6)).press("Control+b")

    def undo(self) -> None:
        self.writer.press("Control+z", "Control+y")

    def line(self) -> None:
        self.go().press("Enter")

    def flicker(self) -> None:
        self.writer.page.context.set_offline(self.dice.random() < 0.5)


@pytest.mark.parametrize("seed", [1, 2])
def test_three_end_alike(write: Write, alice: Person, bob: Person, place: Place, seed: int) -> None:
    dice = random.Random(seed)
    three = [Random(write(person, place.url), name, dice) for person, name in ((alice, "a"), (bob, "b"), (alice, "c"))]
    three[0].writer.page.evaluate(f"(insert) => {EDITOR}.editor.view.dispatch({{changes: {{from: 0, insert}}}})", START)
    for one in three:
        one.writer.sees("quote")
    for _ in range(40):
        dice.choice(three).act()
    for one in three:
        one.writer.page.context.set_offline(False)
    text = all_agree(*(one.writer for one in three)).replace("\\<", "<")
    found = Counter(findall(r"<\w+>", text))
    assert found == Counter(word for one in three for word in one.words), text
