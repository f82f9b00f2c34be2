"""Texts that must come out of the editor as they went in, and what a person does with them without typing."""

import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests.markup.test_commonmark import examples
from wiki.core.paths import PACKAGE

HANDBOOK = PACKAGE.parent / "demo" / "handbook.bundle"

# Shows each text in the same editor as if another copy of the page had come, goes through it, and gives the numbers of
# those that came out otherwise, or made an update.
WALK = """async (texts) => {
  const element = document.querySelector("kring-editor");
  const { view } = element.editor;
  const { text, doc } = element.session.live;
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  let updates = 0;
  doc.on("update", (_bytes, origin) => { updates += origin !== "other"; });
  const changed = [];
  for (const [number, wanted] of texts.entries()) {
    scrollTo(0, 0);
    doc.transact(() => {
      text.delete(0, text.length);
      text.insert(0, wanted);
    }, "other", false);
    updates = 0;
    if (view.state.doc.toString() !== wanted) changed.push([number, "shown"]);
    view.focus();
    const lines = view.state.doc.lines;
    for (let line = 1; line <= lines; line += Math.max(1, Math.ceil(lines / 4))) {
      const { from, to } = view.state.doc.line(line);
      view.dispatch({ selection: { anchor: Math.floor((from + to) / 2) }, scrollIntoView: true });
    }
    if (number % 8 === 4) await frame();
    view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
    view.contentDOM.blur();
    if (number % 8 === 0) await frame();
    if (view.state.doc.toString() !== wanted || text.toString() !== wanted) changed.push([number, "went through"]);
    if (updates) changed.push([number, `${updates} updates`]);
  }
  return changed;
}"""


@cache
def handbook() -> list[str]:
    """Every page of the demo's handbook, as text with line feeds."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", HANDBOOK, folder], check=True, capture_output=True)
        files = sorted(path for path in Path(folder).rglob("*.md"))
        return [as_text(path.read_bytes().decode(errors="replace")) for path in files]


def as_text(markdown: str) -> str:
    """With line feeds, and with pictures from here: those from elsewhere the page's policy refuses, and says so."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"(!\[[^\]]*\]\(|src=[\"'])https?:[^\s)\"']+", r"\1data:,", text)


def commonmark() -> list[str]:
    return [example["markdown"] for example in examples()]
