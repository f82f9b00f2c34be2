// Terms and what they mean, drawn as when they are read; the colons show around the caret.
import { syntaxTree } from "@codemirror/language";
import { Decoration, ViewPlugin } from "@codemirror/view";
import { meaningsIn } from "../editing/meanings.js";
import { facts } from "./preview/facts.js";
import { touched, touchMoved } from "./preview/touching.js";
import { carried } from "./unread.js";

const LINES = { term: Decoration.line({ class: "pv-term" }), meaning: Decoration.line({ class: "pv-meaning" }) };
const BEFORE = Decoration.line({ class: "pv-before-term" });
const WITHIN = Decoration.line({ class: "pv-within" });
const SIGN = Decoration.mark({ class: "pv-sign pv-hang" });
const HIDDEN = Decoration.replace({});

/** The text has no such look where it is shown as plain Markdown, which knows no facts. */
const known = (state) => state.field(facts, false);

function drawn({ state, visibleRanges }) {
  if (!known(state)) return Decoration.none;
  const found = [];
  for (const { from, to } of visibleRanges)
    for (let node = syntaxTree(state).topNode.childAfter(from); node && node.from <= to; node = node.nextSibling)
      if (node.name === "Paragraph" && node.from >= known(state).data) found.push(...paragraph(state, node));
  return Decoration.set(found, true);
}

function paragraph(state, node) {
  const meanings = meaningsIn(state.doc, node);
  if (!meanings) return [];
  const lines = meanings.flatMap(({ line, kind, sign }) => [
    LINES[kind].range(line.from),
    ...signed(state, line, sign),
  ]);
  return [...lines, ...gapAbove(state, node, meanings[0])];
}

function signed(state, { from }, sign) {
  if (!sign) return [];
  const to = from + sign.length;
  return [(touched(state, from, to) ? SIGN : HIDDEN).range(from, to)];
}

/** The blank line before it is lower than one between paragraphs. */
function gapAbove({ doc }, { from, prevSibling }, { kind }) {
  const line = doc.lineAt(from);
  if (prevSibling?.name !== "Paragraph" || !meaningsIn(doc, prevSibling)) return [];
  const above = doc.line(line.number - 1);
  return above.text.trim() ? [] : [(kind === "term" ? BEFORE : WITHIN).range(above.from)];
}

class Definitions {
  constructor(view) {
    this.decorations = drawn(view);
  }

  update(update) {
    const { view, docChanged, viewportChanged, startState, state, changes } = update;
    if (view.composing && docChanged) this.decorations = carried(this.decorations, changes, state);
    else if (viewportChanged || known(startState) !== known(state) || touchMoved(update))
      this.decorations = drawn(view);
  }
}

export const definitions = ViewPlugin.fromClass(Definitions, { decorations: ({ decorations }) => decorations });
