// The editor's parts put together: one CodeMirror over one shared text.
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { dropCursor, EditorView, keymap, placeholder } from "@codemirror/view";
import * as Y from "yjs";
import { withLineFeeds } from "../editing/characters.js";
import { syntax } from "../editing/syntax.js";
import { binding } from "./binding.js";
import { carets } from "./carets.js";
import { features } from "./features.js";
import { keys } from "./keys.js";
import { look } from "./look.js";
import { theme } from "./theme.js";
import { typingOver } from "./typingover.js";

const ONE_STEP = 600; // ms of typing that one undo takes back

/**
 * `{view, show(live), allow(writing)}`: an editor in `parent` that can change to another copy of the page. `leave()` gives
 * the focus away and `changed(update)` hears of each update; the rest of `context` is told in features.js.
 */
export function makeView(parent, context) {
  const cspNonce = EditorView.cspNonce.of(context.nonce);
  const writing = new Compartment();
  const view = new EditorView({ parent, state: EditorState.create({ extensions: cspNonce }) });
  let allowed = false;
  const access = () => [EditorState.readOnly.of(!allowed), EditorView.editable.of(allowed)];

  return {
    view,
    show(live) {
      const { anchor, head } = view.state.selection.main;
      const doc = live.text.toString();
      const selection = { anchor: Math.min(anchor, doc.length), head: Math.min(head, doc.length) };
      const extensions = [cspNonce, writing.of(access()), parts(live, context)];
      view.setState(EditorState.create({ doc, selection, extensions }));
    },
    allow(may) {
      if (may === allowed) return;
      allowed = may;
      view.dispatch({ effects: writing.reconfigure(access()) });
    },
  };
}

function parts(live, { leave, changed, ...context }) {
  const { presence, words } = context;
  const { text } = live;
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set(), captureTimeout: ONE_STEP });
  return [
    EditorState.lineSeparator.of("\n"),
    EditorState.phrases.of(words.search),
    EditorView.clipboardInputFilter.of(withLineFeeds),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": words.text, spellcheck: "true", autocapitalize: "sentences" }),
    EditorView.updateListener.of(changed),
    markdown({ base: commonmarkLanguage, extensions: syntax, completeHTMLTags: false }),
    look,
    theme,
    typingOver,
    placeholder(words.placeholder),
    dropCursor(),
    search({ top: true }),
    features({ ...context, live, undo }),
    keys({ undo, leave }),
    keymap.of(searchKeymap),
    binding(text, undo),
    carets(text, presence),
  ];
}
