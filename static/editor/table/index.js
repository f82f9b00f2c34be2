// Tables that are edited in their cells. All of it is loaded beside the editor, which can be typed in before.
import { defaultKeymap } from "@codemirror/commands";
import { commonmarkLanguage } from "@codemirror/lang-markdown";
import { Compartment } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";
import { cursorAt } from "../../editing/presence.js";
import { syntax } from "../../editing/syntax.js";
import { carets, drawn, stir } from "../carets.js";
import { typingOver } from "../typingover.js";

const slot = new Compartment();
let parts = null; // once they are loaded
const loading = import("./parts.js").then((loaded) => {
  parts = loaded.parts;
});

class Loader {
  constructor(view, context) {
    if (parts) return;
    loading.then(() => this.gone || view.dispatch({ effects: slot.reconfigure(parts(context)) }));
  }

  destroy() {
    this.gone = true;
  }
}

// Handed on and not imported there: what two parts import stands in a third one, which costs bytes.
const parser = commonmarkLanguage.parser.configure(syntax);
const lent = { parser, keys: defaultKeymap, carets, drawn, stir, typingOver, cursorAt };

/** `context` is that of features.js. */
export function tableCells(given) {
  const context = { ...given, lent };
  return [slot.of(parts ? parts(context) : []), ViewPlugin.define((view) => new Loader(view, context))];
}
