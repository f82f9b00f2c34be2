// Formulas, drawn once what draws them is there; until then and where TeX is not understood, one sees the source.
import { Decoration, WidgetType } from "@codemirror/view";
import { later } from "./later.js";

const SOURCE = Decoration.mark({ class: "math" });
const drawing = later(async () => {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = document.querySelector("[data-math-style]").dataset.mathStyle;
  document.head.append(style);
  return import("../../math.js");
});

export class Formula extends WidgetType {
  constructor(source, kind) {
    super();
    Object.assign(this, { source, kind });
  }

  eq({ source, kind }) {
    return source === this.source && kind === this.kind;
  }

  toDOM(view) {
    const made = view.dom.ownerDocument.createElement(this.kind === "figure" ? "div" : "span");
    made.className = `math ${this.kind === "inline" ? "inline" : "block"}`;
    made.textContent = this.source;
    drawing()?.draw(made);
    made.removeAttribute("tabindex"); // its source is in the text
    return made;
  }

  ignoreEvent() {
    return false;
  }
}

export const canDraw = (view) => drawing(view) !== null;

function inlineMath({ node, from, to }, sketch) {
  const { firstChild: open, lastChild: close } = node;
  if (sketch.touched(from, to) || !canDraw(sketch.view)) return sketch.mark(SOURCE, from, to);
  const kind = open.to - open.from > 1 ? "block" : "inline";
  sketch.instead(new Formula(sketch.text(open.to, close.from).trim(), kind), from, to);
}

/** Its lines, where figures.js does not put the formula in their place. */
function mathBlock(ref, sketch) {
  canDraw(sketch.view);
  for (const line of sketch.linesOf(ref)) sketch.line(line.from).classes.add("pv-source");
}

export const formulas = { InlineMath: inlineMath, MathBlock: mathBlock };
