// What is being typed that a menu can finish: `/table`, `@mi`, `[[Safety`, `#fie`, `:smi`. Reads the text alone.
import { syntaxTree } from "@codemirror/language";

const KINDS = [
  { kind: "heading", sign: /\[\[([^[\]|#\n]{0,200}#[^[\]|\n]{0,100})$/ },
  { kind: "page", sign: /\[\[([^[\]|#\n]{0,100})$/ },
  { kind: "block", sign: /(?<=^|\s)\/([\p{L}\p{N}]{0,30})$/u },
  { kind: "person", sign: /(?<=^|[\s([{"'])@([\p{L}\p{N}._-]{0,40})$/u },
  { kind: "tag", sign: /(?<=^|\s)#([\p{L}\p{N}_-]{1,40})$/u },
  { kind: "emoji", sign: /(?<=^|[\s([]):([\p{L}\p{N}_+-]{2,30})$/u },
];
const LITERAL = /^(?:FencedCode|CodeBlock|CodeText|InlineCode|URL|HTMLBlock|Comment.*)$/;
const LONGEST = 320; // UTF-16 units before the caret that are looked at

/** `{kind, from, to, query}` at the caret, `from` before the sign; null when nothing is being named. */
export function triggerAt(state) {
  const { head, empty } = state.selection.main;
  if (!empty || isLiteral(state, head)) return null;
  const { from } = state.doc.lineAt(head);
  const before = state.sliceDoc(Math.max(from, head - LONGEST), head);
  for (const { kind, sign } of KINDS) {
    const found = sign.exec(before);
    if (found) {
      const here = kind === "block" && inTable(state, head) ? "cell" : kind;
      return { kind: here, from: head - found[0].length, to: head, query: found[1] };
    }
  }
  return null;
}

/** No block fits in a cell, but some of what the menu has does. */
function inTable(state, at) {
  for (let node = syntaxTree(state).resolveInner(at, -1); node; node = node.parent)
    if (node.name === "Table") return true;
  return false;
}

/** Whether signs mean nothing here: code, addresses, HTML. */
export function isLiteral(state, at) {
  for (let node = syntaxTree(state).resolveInner(at, -1); node; node = node.parent)
    if (LITERAL.test(node.name) && (node.to > at || node.name !== "URL")) return true;
  return false;
}
