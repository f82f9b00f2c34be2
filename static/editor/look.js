// Markdown that looks like what it means: classes for words and for lines. The colours and sizes are in editing.css.
import { syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { continued } from "./unread.js";
import { words } from "./wordlook.js";

const LINES = {
  ATXHeading1: "md-h md-h1",
  SetextHeading1: "md-h md-h1",
  ATXHeading2: "md-h md-h2",
  SetextHeading2: "md-h md-h2",
  ATXHeading3: "md-h md-h3",
  ATXHeading4: "md-h md-h4",
  ATXHeading5: "md-h md-h4",
  ATXHeading6: "md-h md-h4",
  FencedCode: "md-block",
  CodeBlock: "md-block",
  Table: "md-block md-table",
  Blockquote: "md-quote",
};

/** Classes of the visible lines by where each line begins. */
function classes({ state, visibleRanges }) {
  const found = new Map();
  for (const { from, to } of visibleRanges)
    syntaxTree(state).iterate({
      from,
      to,
      enter({ name, from: start, to: end }) {
        if (!LINES[name]) return;
        for (let at = Math.max(start, from); at <= Math.min(end, to); ) {
          const line = state.doc.lineAt(at);
          found.set(line.from, [found.get(line.from), LINES[name]].filter(Boolean).join(" "));
          at = line.to + 1;
        }
      },
    });
  return found;
}

function lines(view) {
  const byLine = classes(view);
  const ranges = [];
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const blank = !line.text.trim() && !byLine.has(line.from);
      const attributes = { dir: "auto", class: blank ? "md-blank" : (byLine.get(line.from) ?? "md-text") };
      ranges.push(Decoration.line({ attributes }).range(line.from));
      at = line.to + 1;
    }
  return Decoration.set(ranges, true);
}

const lineLook = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = lines(view);
    }

    update({ view, changes, docChanged, viewportChanged, startState, state }) {
      if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state))
        this.decorations = continued(lines(view), this.decorations.map(changes), state);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

export const look = [syntaxHighlighting(words), lineLook, EditorView.perLineTextDirection.of(true)];
