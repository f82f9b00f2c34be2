"""Input methods: words that are composed, replaced by a phone or typed with dead keys come out once and whole,
whatever others write meanwhile."""

from typing import Any

from playwright.sync_api import CDPSession

from tests.browser.conftest import Write
from tests.browser.writer import Writer, all_agree
from tests.conftest import Person, Place

REPLACE = """([type, data, from, to]) => {
  const { view } = document.querySelector("kring-editor").editor;
  const { node, offset } = view.domAtPos(from);
  const range = document.createRange();
  range.setStart(node, offset);
  const end = view.domAtPos(to);
  range.setEnd(end.node, end.offset);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  if (type === "delete") document.execCommand("delete");
  else document.execCommand("insertText", false, data);
}"""


class Composing:
    """An input method over Chromium's own protocol."""

    def __init__(self, writer: Writer) -> None:
        self.cdp: CDPSession = writer.page.context.new_cdp_session(writer.page)

    def __call__(self, *stages: str) -> "Composing":
        for words in stages:
            self._send("Input.imeSetComposition", text=words, selectionStart=len(words), selectionEnd=len(words))
        return self

    def end(self, words: str) -> None:
        self._send("Input.insertText", text=words)

    def cancel(self) -> None:
        self._send("Input.imeSetComposition", text="", selectionStart=0, selectionEnd=0)

    def _send(self, method: str, **values: Any) -> None:
        self.cdp.send(method, values)


def test_words_are_composed_while_others_write_around_them(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("one two").saved().go_to(4)
    hers.sees("one two")
    composing = Composing(his)
    composing("に", "にほ")
    hers.press("Control+Home").type("Before. ").press("Control+End").type(" after")
    his.sees("Before. ").sees(" after")
    composing("にほん", "にほんご").end("日本語")
    his.sees("日本語")
    assert all_agree(hers, his) == "Before. one 日本語two after"
    his.press("Control+z")
    assert all_agree(hers, his) == "Before. one two after"


def test_a_composition_in_the_line_that_another_writes_in(
    write: Write, alice: Person, bob: Person, place: Place
) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("ab").saved().go_to(1)
    hers.sees("ab")
    composing = Composing(his)
    composing("k", "か")
    hers.go_to(0).type("<x>")
    his.sees("<x>")
    composing("かn", "かん").end("漢")
    assert all_agree(hers, his) == "<x>a漢b"
    composing("あ").cancel()
    assert all_agree(hers, his) == "<x>a漢b"


def test_signs_that_are_composed_start_nothing(write: Write, bob: Person, place: Place) -> None:
    """Lists, headings and menus wait for the end of a word that is being composed."""
    his = write(bob, place.url)
    composing = Composing(his)
    composing("/", "/t", "/た").end("/た")
    his.shows("/た").press("Enter")
    composing("#", "# ").end("# 見")
    his.sees("# 見").press("Enter")
    composing("-", "- ", "- い").end("- い")
    his.shows("/た\n\n# 見\n- い")


def test_dead_keys_and_right_to_left(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    composing = Composing(his)
    composing("´").end("é")
    composing("~").end("ñ")
    his.press("Enter").type("שלום ")
    composing("ع", "عا").end("عالم")
    hers.sees("عالم")
    his.type("!")
    assert all_agree(hers, his) == "éñ\n\nשלום عالم!"


def test_a_phone_corrects_and_deletes_what_stands_there(write: Write, alice: Person, bob: Person, place: Place) -> None:
    hers, his = write(alice, place.url), write(bob, place.url)
    his.type("- teh cat sat ").saved()
    his.page.evaluate(REPLACE, ["insert", "the", 2, 5])
    his.sees("the cat").go_to(0)  # or both were one step
    his.page.evaluate(REPLACE, ["delete", "", 6, 10])
    assert all_agree(hers, his) == "- the sat "
    his.press("Control+z").sees("cat")
