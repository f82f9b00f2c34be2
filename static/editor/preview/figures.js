// Formulas and drawings on lines of their own: in place of their source, or below it while the caret is in it.
import { syntaxTree } from "@codemirror/language";
import { StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { Drawing, isDrawing, mayDraw } from "./drawings.js";
import { canDraw, Formula } from "./formulas.js";
import { brings } from "./later.js";
import { attends, touched } from "./touching.js";

function figureOf({ name, node, from, to }, doc) {
  if (name === "MathBlock" && canDraw()) {
    const [, source] = /^\$\$([\s\S]*)\$\$\s*$/.exec(doc.sliceString(from, to)) ?? [];
    return source?.trim() ? new Formula(source.trim(), "figure") : null;
  }
  const words = name === "FencedCode" && isDrawing(node, doc) && mayDraw() && node.getChild("CodeText");
  return words ? new Drawing(doc.sliceString(words.from, words.to)) : null;
}

function decorationsOf(state) {
  const ranges = [];
  for (let node = syntaxTree(state).topNode.firstChild; node; node = node.nextSibling) {
    const widget = figureOf(node, state.doc);
    if (!widget) continue;
    const [from, to] = [state.doc.lineAt(node.from).from, state.doc.lineAt(node.to).to];
    if (touched(state, from, to)) ranges.push(Decoration.widget({ widget, block: true, side: 1 }).range(to));
    else ranges.push(Decoration.replace({ widget, block: true }).range(from, to));
  }
  return Decoration.set(ranges);
}

const read = (state) => ({ tree: syntaxTree(state), decorations: decorationsOf(state) });

export const figures = StateField.define({
  create: read,
  update(before, transaction) {
    const { docChanged, state } = transaction;
    const same = !docChanged && syntaxTree(state) === before.tree && !attends(transaction) && !brings(transaction);
    return same ? before : read(state);
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});
