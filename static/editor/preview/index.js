// Live preview: the text looks as it does when read; its signs show around the caret alone.
import { syntaxTree } from "@codemirror/language";
import { Prec } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { carried, continued } from "../unread.js";
import { blocks } from "./blocks.js";
import { code } from "./code.js";
import { facts } from "./facts.js";
import { figures } from "./figures.js";
import { following } from "./following.js";
import { formulas } from "./formulas.js";
import { images } from "./images.js";
import { inline } from "./inline.js";
import { hasCome } from "./later.js";
import { links } from "./links.js";
import { Sketch } from "./sketch.js";
import { touchMoved } from "./touching.js";

const DRAW = { ...blocks, ...code, ...formulas, ...images, ...inline, ...links };

/** What stands above the text looks like no part of it. */
const isData = ({ name, from }, { facts: { data } }) => from < data && name !== "Document";

/** `{decorations, joins}` of what is looked at. `known`: `{words, members}`. */
export function drawn(view, known) {
  const tree = syntaxTree(view.state);
  const joins = [];
  const ranges = view.visibleRanges.flatMap(({ from, to }) => {
    const sketch = new Sketch(view, from, to, known);
    tree.iterate({ from, to, enter: (ref) => !isData(ref, sketch) && DRAW[ref.name]?.(ref, sketch) });
    joins.push(...sketch.joins);
    return sketch.decorations();
  });
  return { decorations: Decoration.set(ranges, true), joins: Decoration.set(joins, true) };
}

const changesLook = (update) => {
  const { startState, state } = update;
  const same = syntaxTree(startState) === syntaxTree(state) && startState.readOnly === state.readOnly;
  return !same || touchMoved(update) || hasCome(update);
};

class Preview {
  decorations = Decoration.none;
  joins = Decoration.none;

  constructor(view, known) {
    this.known = known;
    this.draw(view);
  }

  update(update) {
    const { view, docChanged, viewportChanged, changes } = update;
    if (docChanged) this.move(changes, view.state);
    // An input method must find the words that it is composing where it left them.
    if (docChanged && view.composing) return;
    if (docChanged || viewportChanged || changesLook(update)) this.draw(view);
  }

  move(changes, state) {
    this.decorations = carried(this.decorations, changes, state);
    this.joins = carried(this.joins, changes, state);
  }

  draw(view) {
    const { decorations, joins } = drawn(view, this.known);
    this.decorations = continued(decorations, this.decorations, view.state);
    this.joins = continued(joins, this.joins, view.state);
  }
}

/** Joins are of the lowest precedence, so that their elements stand around all others. */
const plugin = (known) =>
  ViewPlugin.define((view) => new Preview(view, known), {
    decorations: ({ decorations }) => decorations,
    provide: (self) => Prec.lowest(EditorView.decorations.of((view) => view.plugin(self)?.joins ?? Decoration.none)),
    eventHandlers: {
      // What was composed has its look now.
      compositionend: (_event, view) => queueMicrotask(() => view.dispatch({})),
    },
  });

export function preview({ words, members }) {
  return [
    facts,
    figures,
    following,
    plugin({ words: words.preview, members }),
    EditorView.perLineTextDirection.of(true),
  ];
}
