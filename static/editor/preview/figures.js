// Formulas and drawings on lines of their own: in place of their source, or below it while the caret is in it.
import { syntaxTree } from "@codemirror/language";
import { StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { words } from "../../lib/words.js";
import { continued } from "../unread.js";
import { Drawing, isDrawing, mayDraw } from "./drawings.js";
import { facts } from "./facts.js";
import { canDraw, Formula } from "./formulas.js";
import { brings } from "./later.js";
import { attends, touched } from "./touching.js";
import { Instead } from "./widgets.js";

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
  const { data } = state.field(facts);
  if (data && !touched(state, 0, data)) ranges.push(replaced(new Instead(words().preview.data, "pv-data"), 0, data));
  for (let node = syntaxTree(state).topNode.firstChild; node; node = node.nextSibling) {
    const widget = node.from < data ? null : figureOf(node, state.doc);
    if (!widget) continue;
    const [from, to] = [state.doc.lineAt(node.from).from, state.doc.lineAt(node.to).to];
    widget.beside = touched(state, from, to);
    if (widget.beside) ranges.push(Decoration.widget({ widget, block: true, side: 1 }).range(to));
    else ranges.push(replaced(widget, from, to));
  }
  return Decoration.set(ranges);
}

const replaced = (widget, from, to) => Decoration.replace({ widget, block: true }).range(from, to);

const read = (state, before) => ({
  tree: syntaxTree(state),
  decorations: continued(decorationsOf(state), before, state),
});

/** Figures stand in place of whole lines, or below one: not where something was written beside them meanwhile. */
function moved(decorations, { changes, state: { doc } }) {
  const whole = (from, to) => to === doc.lineAt(to).to && (from === to || from === doc.lineAt(from).from);
  return decorations.map(changes).update({ filter: whole });
}

export const figures = StateField.define({
  create: (state) => read(state, Decoration.none),
  update(before, transaction) {
    const { docChanged, state } = transaction;
    const same = !docChanged && syntaxTree(state) === before.tree && !attends(transaction) && !brings(transaction);
    return same ? before : read(state, moved(before.decorations, transaction));
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});
