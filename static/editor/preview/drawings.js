// Mermaid's drawings, in the frame in which the reading page has them, where Kring is built with it.
import { WidgetType } from "@codemirror/view";
import { later } from "./later.js";

const MERMAID = /^(?:`{3,}|~{3,})[ \t]*mermaid\b/i;
const frame = () => document.getElementById("drawing");
const element = later(() => import("../../elements/kring-drawing.js"));

export const isDrawing = ({ from }, doc) => MERMAID.test(doc.sliceString(from, from + 40));
export const mayDraw = (view) => Boolean(frame()) && element(view) !== null;

export class Drawing extends WidgetType {
  constructor(source) {
    super();
    this.source = source;
  }

  eq({ source }) {
    return source === this.source;
  }

  toDOM(view) {
    const drawing = view.dom.ownerDocument.importNode(frame().content.firstElementChild, true);
    drawing.dataset.number = ""; // its place on the page changes while one writes
    const source = drawing.querySelector("details");
    source.append(view.dom.ownerDocument.createElement("pre"));
    source.lastChild.textContent = this.source;
    source.hidden = true; // it is in the text
    const box = view.dom.ownerDocument.createElement("div");
    box.append(drawing);
    return box;
  }

  /** While one writes in its source the drawing follows, in the same frame. */
  updateDOM(box) {
    const drawing = box.firstChild;
    if (!drawing.frame?.isConnected) return false;
    drawing.source = this.source;
    drawing.ask();
    return true;
  }

  ignoreEvent() {
    return false;
  }
}
