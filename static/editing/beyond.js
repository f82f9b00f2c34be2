// Out of a block that begins a page, or of a box that ends it, onto a line that is not there yet.
import { syntaxTree } from "@codemirror/language";

const FIRST = /^(?:FencedCode|MathBlock|HTMLBlock|Blockquote)$/;
const LAST = /^Blockquote$/; // what ends with a sign is left by paragraphs.js

/** Whether the caret is on the first line of such a block at the start of the text, or on the last at its end. */
function isIn(state, by, kinds) {
  const { doc, selection, readOnly } = state;
  const { main } = selection;
  const line = doc.lineAt(main.head);
  if (readOnly || !main.empty || (by > 0 ? line.to < doc.length : line.from > 0)) return false;
  const { topNode } = syntaxTree(state);
  const block = by > 0 ? topNode.lastChild : topNode.firstChild;
  return block !== null && kinds.test(block.name) && (by > 0 ? block.to >= line.from : block.from <= line.to);
}

function write({ state, dispatch }, from, insert, anchor) {
  dispatch(
    state.update({ changes: { from, insert }, selection: { anchor }, scrollIntoView: true, userEvent: "input" }),
  );
  return true;
}

export const lineAbove = (target) => isIn(target.state, -1, FIRST) && write(target, 0, "\n", 0);

/** Behind a blank line, or what is written there would belong to the box. */
export function lineBelow(target) {
  const { length } = target.state.doc;
  return isIn(target.state, 1, LAST) && write(target, length, "\n\n", length + 2);
}
