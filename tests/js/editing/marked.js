// Editor states as one line of a test: `¦` is the caret, `‹` and `›` stand around a selection.
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { syntax } from "../../../static/editing/syntax.js";

export function stateOf(marked) {
  const ranged = marked.includes("‹");
  const doc = marked.replaceAll(ranged ? /[‹›]/g : /¦/g, "");
  const caret = marked.indexOf("¦");
  const [anchor, head] = ranged ? [marked.indexOf("‹"), marked.indexOf("›") - 1] : [caret, caret];
  const extensions = [markdown({ base: commonmarkLanguage, extensions: syntax, completeHTMLTags: false })];
  const state = EditorState.create({ doc, selection: { anchor, head }, extensions });
  ensureSyntaxTree(state, doc.length, 1000);
  return state.update({}).state; // which takes the finished tree over
}

export function show({ doc, selection: { main } }) {
  const text = doc.toString();
  if (main.empty) return `${text.slice(0, main.head)}¦${text.slice(main.head)}`;
  return `${text.slice(0, main.from)}‹${text.slice(main.from, main.to)}›${text.slice(main.to)}`;
}

/** What a command makes of it; false where it does nothing. */
export function run(command, marked) {
  let state = stateOf(marked);
  const dispatch = (transaction) => {
    state = transaction.state;
  };
  return command({ state, dispatch }) ? show(state) : false;
}

/** What a transaction makes of it; null where there is none. */
export function apply(state, change) {
  return change && show(state.update(change).state);
}
