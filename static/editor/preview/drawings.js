// Mermaid's drawings, in the frame in which the reading page has them, where Kring is built with it.
import { WidgetType } from "@codemirror/view";
import { later } from "./later.js";

const MERMAID = /^(?:`{3,}|~{3,})[ \t]*mermaid\b/i;
const PAUSE = 250; // ms without a key
const frame = () => document.getElementById("drawing");
const element = later(() => import("../../elements/kring-drawing.js"));

export const isDrawing = ({ from }, doc) => MERMAID.test(doc.sliceString(from, from + 40));
export const mayDraw = (view) => Boolean(frame()) && element(view) !== null;

export class Drawing extends WidgetType {
  beside = false; // below its source, which one writes in

  constructor(source) {
    super();
    this.source = source;
  }

  eq({ source, beside }) {
    return source === this.source && beside === this.beside;
  }

  toDOM(view) {
    const drawing = view.dom.ownerDocument.importNode(frame().content.firstElementChild, true);
    drawing.dataset.number = ""; // its place on the page changes while one writes
    drawing.dataset.live = "";
    const source = drawing.querySelector("details");
    source.append(view.dom.ownerDocument.createElement("pre"));
    source.lastChild.textContent = this.source;
    source.hidden = this.beside;
    const box = view.dom.ownerDocument.createElement("div");
    box.append(drawing);
    return box;
  }

  /** While one writes in its source the drawing follows, in the same frame. */
  updateDOM(box) {
    const drawing = box.firstChild;
    if (!drawing.frame?.isConnected) return false;
    drawing.source = drawing.querySelector("pre").textContent = this.source;
    drawing.querySelector("details").hidden = this.beside;
    clearTimeout(drawing.pause);
    drawing.pause = setTimeout(() => drawing.ask(), PAUSE);
    return true;
  }

  ignoreEvent() {
    return false;
  }
}
