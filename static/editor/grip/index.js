// A grip beside the list item or heading under the pointer: by it that is dragged elsewhere. Keys do it by Alt with the arrows.
import { Decoration, ViewPlugin } from "@codemirror/view";
import { takenAt } from "../../editing/dragging/index.js";
import { icon } from "../../lib/icon.js";
import { Drag } from "./drag.js";
import { edgeOf } from "./places.js";

const REACH = 64; // px beside the text in which the pointer counts as near it
const SIZE = 24; // px
const DRAGGED = Decoration.line({ class: "dragged" });

class Grip {
  taken = null;
  drag = null;
  decorations = Decoration.none;

  constructor(view, { words, undo, pointer }) {
    Object.assign(this, { view, undo });
    this.button = this.made(words.moving.grip);
    this.over = (event) => this.near(event);
    document.addEventListener("pointermove", this.over, { passive: true });
    this.near(pointer);
  }

  /** Not in the order of Tab, since keys need none. */
  made(label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "grip";
    button.tabIndex = -1;
    button.ariaLabel = button.title = label;
    button.append(icon("grip-vertical"));
    button.addEventListener("mousedown", (event) => event.preventDefault()); // The focus stays in the text.
    button.addEventListener("pointerdown", (event) => event.button || this.take(event));
    return button;
  }

  near({ clientX: x, clientY: y, pointerType, buttons }) {
    if (this.drag || buttons || pointerType === "touch") return;
    this.view.requestMeasure({ key: this, read: () => this.found({ x, y }), write: (found) => this.show(found) });
  }

  /** What is beside the pointer, and where its grip goes. */
  found({ x, y }) {
    const { view } = this;
    const { left, right, top, bottom } = view.contentDOM.getBoundingClientRect();
    const outside = x < left - REACH || x > right + REACH || y < top || y > bottom;
    if (outside || view.state.readOnly) return null;
    const block = view.lineBlockAtHeight(y - view.documentTop);
    const taken = block.bottom + view.documentTop < y ? null : takenAt(view.state, block.from);
    const edge = taken && edgeOf(view, taken);
    return edge && { taken, ...edge };
  }

  show(found) {
    this.taken = found?.taken ?? null;
    if (!found) return this.button.remove();
    const { left, top } = this.view.dom.getBoundingClientRect();
    const x = found.rtl ? found.side : found.side - SIZE;
    this.button.style.setProperty("--x", `${Math.max(x, 0) - left}px`);
    this.button.style.setProperty("--y", `${found.middle - SIZE / 2 - top}px`);
    if (!this.button.isConnected) this.view.dom.append(this.button);
  }

  take(event) {
    event.preventDefault();
    const { view, taken } = this;
    if (!taken || view.state.readOnly) return;
    this.drag = new Drag(view, { event, from: taken.from, undo: this.undo, end: () => this.release() });
    view.dispatch({}); // which shows what is held
  }

  release() {
    this.drag = null;
    if (this.gone) return;
    this.show(null);
    this.view.dispatch({});
  }

  update({ docChanged, changes, state }) {
    if (docChanged && this.drag) this.drag.follow(changes);
    else if (docChanged && this.taken) this.show(null);
    const held = this.drag && takenAt(state, this.drag.from);
    this.decorations = held ? linesOf(state.doc, held) : Decoration.none;
  }

  destroy() {
    this.gone = true;
    document.removeEventListener("pointermove", this.over);
    this.drag?.end();
    this.button.remove();
  }
}

function linesOf(doc, { from, to }) {
  const found = [];
  for (let at = from; at <= to; at = doc.lineAt(at).to + 1) found.push(DRAGGED.range(doc.lineAt(at).from));
  return Decoration.set(found);
}

export const grip = (context) =>
  ViewPlugin.define((view) => new Grip(view, context), { decorations: ({ decorations }) => decorations });
