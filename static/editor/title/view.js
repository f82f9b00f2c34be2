// The title as its writers see it: a line of its own over the title's shared text.
import { defaultKeymap, redo, undo } from "@codemirror/commands";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { full, oneLine } from "../../editing/oneline.js";
import { changesBetween } from "../../editing/textdiff.js";
import { asLine } from "../../lib/line.js";
import { toast } from "../../lib/toast.js";
import { binding, showRemote } from "../binding.js";
import { othersCarets } from "../carets.js";
import { margins } from "../margins.js";
import { ownHistory } from "../undo.js";

const theme = EditorView.theme({
  "&": { color: "inherit", fontSize: "inherit", inlineSize: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflow: "visible" },
  ".cm-content": { padding: "0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--ink-3)" },
});

const isFull = ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(full)));

/** Whether the caret stands in the last line as it is seen. */
function isAtBottom(view) {
  const { doc, selection } = view.state;
  const [last, caret] = [doc.length, selection.main.head].map((place) => view.coordsAtPos(place));
  return !last || !caret || caret.bottom > last.top;
}

const keys = ({ leave, enterText }) =>
  keymap.of([
    { key: "Enter", run: enterText, shift: enterText },
    { key: "Mod-Enter", run: enterText },
    { key: "ArrowDown", run: (view) => isAtBottom(view) && enterText() },
    { key: "Mod-z", run: undo, preventDefault: true },
    { key: "Mod-y", mac: "Mod-Shift-z", run: redo, preventDefault: true },
    { linux: "Ctrl-Shift-z", win: "Ctrl-Shift-z", run: redo, preventDefault: true },
    ...defaultKeymap,
    { key: "Escape", run: leave },
  ]);

/** `{view, show(live), allow(writing)}`; `changed(update)` hears of each update, `enterText()` goes to the text below. */
export function makeTitle(parent, { words, nonce, changed, presence, ...context }) {
  const [writing, copy] = [new Compartment(), new Compartment()];
  let allowed = false;
  const access = () => [EditorState.readOnly.of(!allowed), EditorView.editable.of(allowed)];
  const attributes = {
    "aria-label": words.title,
    "aria-multiline": "false",
    spellcheck: "true",
    autocapitalize: "sentences",
    dir: "auto",
  };
  const lasting = [
    EditorView.cspNonce.of(nonce),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(attributes),
    EditorView.clipboardInputFilter.of(asLine),
    EditorView.updateListener.of(changed),
    EditorView.updateListener.of((update) => isFull(update) && toast(words.titleFull)),
    ownHistory,
    oneLine,
    keys(context),
    margins,
    theme,
    placeholder(words.untitled),
  ];
  const view = new EditorView({ parent, extensions: [lasting, writing.of(access()), copy.of([])] });
  return {
    view,
    show({ title }) {
      const changes = changesBetween(view.state.doc.toString(), title.toString());
      const told = changes.map(({ at, remove, insert }) => ({ from: at, to: at + remove, insert }));
      showRemote(view, told, { effects: copy.reconfigure([binding(title), othersCarets(title, presence)]) });
    },
    allow(may) {
      if (may === allowed) return;
      allowed = may;
      view.dispatch({ effects: writing.reconfigure(access()) });
    },
  };
}
