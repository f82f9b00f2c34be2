// Live preview: the text looks as it does when read; its signs show around the caret alone.
import { syntaxTree } from "@codemirror/language";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import { blocks } from "./blocks.js";
import { code } from "./code.js";
import { facts } from "./facts.js";
import { inline } from "./inline.js";
import { hasCome } from "./later.js";
import { links } from "./links.js";
import { Sketch } from "./sketch.js";
import { touchMoved } from "./touching.js";

const DRAW = { ...blocks, ...code, ...inline, ...links };

/** The decorations of what is looked at. `known`: `{words, members}`. */
export function drawn(view, known) {
  const tree = syntaxTree(view.state);
  const ranges = view.visibleRanges.flatMap(({ from, to }) => {
    const sketch = new Sketch(view, from, to, known);
    tree.iterate({ from, to, enter: (ref) => DRAW[ref.name]?.(ref, sketch) });
    return sketch.decorations();
  });
  return Decoration.set(ranges, true);
}

class Preview {
  constructor(view, known) {
    this.known = known;
    this.decorations = drawn(view, known);
  }

  update(update) {
    const { view, docChanged, viewportChanged, startState, state, changes } = update;
    // An input method must find the words that it is composing where it left them.
    if (view.composing && docChanged) this.decorations = this.decorations.map(changes);
    else if (
      docChanged ||
      viewportChanged ||
      touchMoved(update) ||
      hasCome(update) ||
      syntaxTree(startState) !== syntaxTree(state)
    )
      this.decorations = drawn(view, this.known);
  }
}

const plugin = (known) =>
  ViewPlugin.define((view) => new Preview(view, known), { decorations: ({ decorations }) => decorations });

export function preview({ words, members }) {
  const known = {
    words: words.preview,
    members,
    done: Decoration.mark({ class: "pv-done" }),
    sign: Decoration.mark({ class: "pv-sign" }),
  };
  return [facts, plugin(known), EditorView.perLineTextDirection.of(true)];
}
