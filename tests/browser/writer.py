"""Somebody who has a page open to write, and what others can see of it."""

from collections import Counter
from re import findall
from typing import Any, Self

from playwright.sync_api import Locator, Page
from pycrdt import Doc, Text

from tests.browser.soon import expect

READY_S, SAVED_S = 45, 45
EDITOR = "document.querySelector('kring-editor')"
# Playwright's own wait_for_function makes code of strings in the page, which the policy refuses.
UNTIL = """async ([arg, within]) => {
  for (const end = performance.now() + within; !(CONDITION); await new Promise((go) => setTimeout(go, 25)))
    if (performance.now() > end) throw new Error("Not within " + within + " ms");
}"""
TO_A_GAP = """(dice) => {
  const { view } = document.querySelector("kring-editor").editor;
  const doc = view.state.doc.toString();
  const gaps = [0, ...Array.from(doc.matchAll(/>/g), ({index}) => index + 1)];
  view.focus();
  view.dispatch({selection: {anchor: gaps[Math.floor(dice * gaps.length)]}});
}"""
TYPE_WITHOUT_PAUSE = """([name, every]) => {
  const toAGap = TO_A_GAP;
  window.typed = [];
  window.typing = setInterval(() => {
    toAGap(Math.random());
    const word = `<${name}${typed.length}>`;
    document.execCommand("insertText", false, word);
    typed.push(word);
  }, every);
}""".replace("TO_A_GAP", TO_A_GAP)


class Writer:
    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.content = page.locator("kring-editor > .cm-editor > .cm-scroller > .cm-content")
        self.badge = page.locator("kring-saved")
        self.notice = page.locator("kring-editing-notice")
        self.carets = page.locator("kring-editor .rc")

    def open(self) -> Self:
        self.page.goto(f"{self.url}/edit")
        return self.ready()

    def ready(self) -> Self:
        expect(self.content).to_have_attribute("contenteditable", "true", timeout=READY_S * 1000)
        self.saved()
        self.until(f"{EDITOR}.session.status.joined")
        self.content.focus()
        return self

    def type(self, words: str) -> Self:
        """Key by key."""
        self.page.keyboard.type(words)
        return self

    def insert(self, words: str) -> Self:
        """At once: on a slow machine there are pauses between keys, and undo takes back what stands between two."""
        self.page.keyboard.insert_text(words)
        return self

    def press(self, *keys: str) -> Self:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def paste(self, text: str, where: Locator | None = None) -> Self:
        """As the browser does it, with this on the clipboard."""
        (where or self.content).evaluate(
            """(content, text) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/plain", text);
              content.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
            }""",
            text,
        )
        return self

    def go_to(self, place: int) -> Self:
        """Put the caret there, in UTF-16 units, and look there."""
        self.select(place, place)
        return self

    def select(self, anchor: int, head: int) -> Self:
        self.content.focus()
        self.page.evaluate(
            f"([anchor, head]) => {EDITOR}.editor.view.dispatch({{selection: {{anchor, head}}, scrollIntoView: true}})",
            [anchor, head],
        )
        return self

    @property
    def caret(self) -> int:
        return int(self.page.evaluate(f"{EDITOR}.editor.view.state.selection.main.head"))

    @property
    def text(self) -> str:
        """What the editor shows, which is what the document holds."""
        shown, shared = self.page.evaluate(
            f"[{EDITOR}.editor.view.state.doc.toString(), {EDITOR}.session.live.text.toString()]"
        )
        assert shown == shared
        return str(shown)

    @property
    def status(self) -> dict[str, Any]:
        return dict(self.page.evaluate(f"{EDITOR}.session.status"))

    def on_this_device(self) -> Self:
        """All that was typed is kept here, although the server has not got it."""
        self.until(f"({EDITOR}.session.flush(), {EDITOR}.session.status.saved === 'device')")
        expect(self.badge).to_have_text("Saved on this device")
        return self

    def sees(self, text: str, within_s: float = READY_S) -> Self:
        self.until(f"{EDITOR}.editor.view.state.doc.toString().includes(arg)", text, within_s)
        return self

    def shows(self, text: str) -> Self:
        """Exactly this."""
        self.until(f"{EDITOR}.editor.view.state.doc.toString() === arg", text)
        return self

    def saved(self) -> Self:
        expect(self.badge).to_have_text("Saved", timeout=SAVED_S * 1000)
        return self

    def until(self, condition: str, arg: object = None, within_s: float = READY_S) -> None:
        """Until this JavaScript over `arg` is true."""
        self.page.evaluate(UNTIL.replace("CONDITION", condition), [arg, within_s * 1000])

    def go_between_words(self, dice: float) -> Self:
        """To the place after one of the words `<…>`; which one, this number from 0 to 1 says."""
        self.page.evaluate(TO_A_GAP, dice)
        return self

    def type_without_pause(self, name: str, every_ms: int = 40) -> None:
        """Words that are told apart, `<name0><name1>…`, between others at random places, until `stop_typing`."""
        self.page.evaluate(TYPE_WITHOUT_PAUSE, [name, every_ms])

    def stop_typing(self) -> list[str]:
        return list(self.page.evaluate("() => { clearInterval(typing); return typed; }"))

    @property
    def on_server(self) -> str:
        """The text that the server's log holds, as any browser that comes now gets it."""
        answer = self.page.context.request.get(f"{self.url}/state")
        assert answer.status == 200
        return text_of(answer.body())

    def line(self, words: str) -> Locator:
        return self.page.locator("kring-editor .cm-line", has_text=words).first


def text_of(state: bytes) -> str:
    """The text of a state: updates, each behind its length."""
    doc: Doc[Any] = Doc()
    text = doc.get("text", type=Text)
    while state:
        size = int.from_bytes(state[:4], "big")
        doc.apply_update(state[4 : 4 + size])
        state = state[4 + size :]
    return str(text)


def all_agree(*writers: Writer) -> str:
    """Everybody has saved and shows what the server has; gives it."""
    for writer in writers:
        writer.saved()
    text = writers[0].on_server
    for writer in writers:
        writer.shows(text)
    return text


def each_once(text: str, words: list[str]) -> None:
    """Every one of these words is there exactly once, and nothing besides."""
    found = Counter(findall(r"<\w+>", text))
    assert found == Counter(words), f"{found - Counter(words)} too many, {Counter(words) - found} missing in {text}"
    assert len(text) == sum(map(len, words)), text
