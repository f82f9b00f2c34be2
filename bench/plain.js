// CodeMirror with Markdown and nothing of ours, in a window that scrolls, for comparison: `plain(text, {places, every})` shows
// a text in which others type at those parts of it.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { defaultHighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

const OTHERS = Transaction.addToHistory.of(false);
const look = EditorView.theme({
  "&": { width: "696px", margin: "120px auto", font: "18px / 29px serif" },
  ".cm-scroller": { font: "inherit", overflow: "visible" },
});
const extensions = [
  history(),
  keymap.of([...defaultKeymap, ...historyKeymap]),
  markdown(),
  syntaxHighlighting(defaultHighlightStyle),
  EditorView.lineWrapping,
  look,
];

function write(view, at, every) {
  let [place, n] = [at, 0];
  view.dom.addEventListener("moved", ({ detail }) => {
    place = detail.mapPos(place, 1);
  });
  setInterval(() => {
    view.dispatch({ changes: { from: place, insert: n++ % 12 ? "word " : "word.\n" }, annotations: OTHERS });
  }, every);
}

globalThis.plain = (text, { places, every }) => {
  const tell = EditorView.updateListener.of(({ view, docChanged, changes }) => {
    if (docChanged) view.dom.dispatchEvent(new CustomEvent("moved", { detail: changes }));
  });
  const state = EditorState.create({ doc: text, extensions: [extensions, tell] });
  const view = new EditorView({ state, parent: document.body });
  places.forEach((part, number) =>
    setTimeout(write, (every * number) / places.length, view, Math.floor(text.length * part), every),
  );
  globalThis.view = view;
};
