// What the tool bar and its keys do to the text: editor commands, `({state, dispatch}) => done?`, without a page.
import { syntaxTree } from "@codemirror/language";

const STYLES = {
  bold: { node: "StrongEmphasis", sign: "**" },
  italic: { node: "Emphasis", sign: "*" },
  strike: { node: "Strikethrough", sign: "~~" },
  code: { node: "InlineCode", sign: "`" },
  mark: { node: "Mark", sign: "==" },
};
const INDENT = /^\s*(?:>\s?)*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?)?/;

function enclosing(state, { from, to }, name) {
  const tree = syntaxTree(state);
  for (const side of from === to ? [-1, 1] : [1])
    for (let node = tree.resolveInner(from, side); node; node = node.parent)
      if (node.name === name && node.from <= from && node.to >= to) return node;
  return null;
}

/** The parts of a range that a style can stand around: one a line, without list signs and outer spaces. */
function parts(state, { from, to }) {
  const found = [];
  for (let at = from; at <= to; ) {
    const line = state.doc.lineAt(at);
    const start = Math.max(from, line.from + INDENT.exec(line.text)[0].length);
    const text = state.sliceDoc(start, Math.min(to, line.to));
    if (text.trim()) {
      const lead = text.length - text.trimStart().length;
      found.push({ from: start + lead, to: start + lead + text.trim().length });
    }
    at = line.to + 1;
  }
  return found;
}

function unwrap({ firstChild, lastChild }) {
  return [firstChild, lastChild].map(({ from, to }) => ({ from, to }));
}

function wrap(state, range, sign) {
  const around = range.empty ? (state.wordAt(range.head) ?? range) : range;
  if (around.empty) return [{ from: range.head, insert: sign + sign }];
  return parts(state, around).flatMap(({ from, to }) => [
    { from, insert: sign },
    { from: to, insert: sign },
  ]);
}

/** Before the closing sign the style ends: the caret goes out. Signs with nothing between them go. */
function ending(state, { head, empty }, node, sign) {
  const [before, after] = [head - sign.length, head + sign.length];
  if (!empty || state.sliceDoc(head, after) !== sign) return null;
  if (node?.lastChild.from === head) return { selection: { anchor: after } };
  const isPair = !node && state.sliceDoc(before, head) === sign && state.sliceDoc(before - 1, before) !== sign[0];
  return isPair ? { changes: { from: before, to: after } } : null;
}

function changed(state, range, node, sign) {
  const changes = state.changes(node ? unwrap(node) : wrap(state, range, sign));
  const between = !node && range.empty && !state.wordAt(range.head);
  const head = between ? range.head + sign.length : changes.mapPos(range.head, range.head === range.from ? 1 : -1);
  const anchor = between ? head : changes.mapPos(range.anchor, range.anchor === range.from ? 1 : -1);
  return { changes, selection: { anchor, head } };
}

/** Put a style on the selection or the word at the caret, or take it off. */
export const toggle =
  (style) =>
  ({ state, dispatch }) => {
    const { node: name, sign } = STYLES[style];
    const range = state.selection.main;
    const node = enclosing(state, range, name);
    const change = ending(state, range, node, sign) ?? changed(state, range, node, sign);
    dispatch(state.update({ ...change, scrollIntoView: true, userEvent: "input.format" }));
    return true;
  };

/** Which styles the caret stands in: `{bold, italic, strike, code, link, heading, list}`. */
export function styleAt(state) {
  const range = state.selection.main;
  const styles = Object.entries(STYLES).map(([style, { node }]) => [style, enclosing(state, range, node) !== null]);
  const inLink = ["Link", "WikiLink", "Autolink"].some((name) => enclosing(state, range, name) !== null);
  return { ...Object.fromEntries(styles), link: inLink };
}
