// The editor's parts put together: one CodeMirror over one shared text.
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { Compartment, EditorState } from "@codemirror/state";
import { dropCursor, EditorView, placeholder } from "@codemirror/view";
import { withLineFeeds } from "../editing/characters.js";
import { syntax } from "../editing/syntax.js";
import { changesBetween } from "../editing/textdiff.js";
import { binding, showRemote } from "./binding.js";
import { othersCarets } from "./carets.js";
import { features } from "./features.js";
import { finding } from "./finding.js";
import { keys } from "./keys.js";
import { margins } from "./margins.js";
import { showLook, textLook } from "./preview/mode.js";
import { steadyGrowth } from "./steady.js";
import { theme } from "./theme.js";
import { typingOver } from "./typingover.js";
import { ownHistory, ownUndo } from "./undo.js";

/**
 * `{view, show(live), allow(writing), showPlain(plain)}`: an editor in `parent` that can change to another copy of the page.
 * `leave()` gives the focus away and `changed(update)` hears of each update; the rest of `context` is told in features.js.
 */
export function makeView(parent, context) {
  const [writing, copy] = [new Compartment(), new Compartment()];
  const cspNonce = EditorView.cspNonce.of(context.nonce);
  const view = new EditorView({ parent, state: EditorState.create({ extensions: cspNonce }) });
  const around = { ...context, undo: ownUndo(view) };
  let [allowed, shown] = [false, false];
  const access = () => [EditorState.readOnly.of(!allowed), EditorView.editable.of(allowed)];

  return {
    view,
    show(live) {
      const parts = ofCopy(live, around);
      if (shown) return change(view, live.text.toString(), copy.reconfigure(parts));
      shown = true;
      const extensions = [cspNonce, ownHistory, lasting(around), writing.of(access()), copy.of(parts)];
      view.setState(EditorState.create({ doc: live.text.toString(), extensions }));
      if (around.plain) showLook(view, around);
    },
    allow(may) {
      if (may === allowed) return;
      allowed = may;
      if (shown) view.dispatch({ effects: writing.reconfigure(access()) });
    },
    showPlain: (plain) => showLook(view, { ...around, plain }),
  };
}

/** To another copy's text as if others had written what is different: caret, undo and place on the screen stay. */
function change(view, text, effects) {
  const changes = changesBetween(view.state.doc.toString(), text);
  const told = changes.map(({ at, remove, insert }) => ({ from: at, to: at + remove, insert }));
  showRemote(view, told, { effects });
}

const lasting = ({ changed, words, ...context }) => [
  EditorState.lineSeparator.of("\n"),
  EditorState.phrases.of(words.search),
  EditorView.clipboardInputFilter.of(withLineFeeds),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ "aria-label": words.text, spellcheck: "true", autocapitalize: "sentences" }),
  EditorView.updateListener.of(changed),
  markdown({
    base: commonmarkLanguage,
    extensions: syntax,
    addKeymap: false,
    completeHTMLTags: false,
    pasteURLAsLink: false,
  }),
  textLook({ ...context, words }),
  theme,
  typingOver,
  placeholder(words.placeholder),
  dropCursor(),
  margins,
  steadyGrowth,
];

function ofCopy(live, { leave, ...context }) {
  return [
    features({ ...context, live }),
    keys({ leave }),
    finding,
    binding(live.text),
    othersCarets(live.text, context.presence),
  ];
}
