// Tools above what is selected: the same buttons as in the tool bar, for the hand that has just selected it. Keys and screen
// readers have the tool bar itself.
import { ViewPlugin } from "@codemirror/view";
import { isLiteral } from "../../editing/menus/trigger.js";
import { touched } from "../preview/touching.js";
import { float, follow, ground } from "./floating.js";

const SHOWN = ["bold", "italic", "strike", "code", "mark", "link", "comment"];

function copies() {
  const bar = document.querySelector("kring-toolbar");
  const buttons = SHOWN.map((does) => bar?.querySelector(`[data-does="${does}"]`)).filter(Boolean);
  return buttons.map((button) => {
    const copy = button.cloneNode(true);
    copy.tabIndex = -1;
    copy.addEventListener("click", () => button.click());
    return copy;
  });
}

class Tools {
  constructor(view) {
    this.view = view;
    this.dom = document.createElement("div");
    this.dom.className = "pop selection-tools";
    this.dom.ariaHidden = "true";
    this.dom.addEventListener("pointerdown", (event) => event.preventDefault());
    this.hide = (event) => event.key === "Escape" && this.close();
    view.dom.addEventListener("keydown", this.hide);
  }

  update({ state, selectionSet, docChanged }) {
    if (selectionSet) this.closed = false;
    if (!this.wanted(state)) return this.leave();
    if (!this.dom.isConnected) this.come();
    if (selectionSet || docChanged) for (const copy of this.dom.children) this.press(copy);
    this.place();
  }

  /** A selection that can be formatted, made by now: not while the button of the mouse is down. */
  wanted(state) {
    const { from, to, empty } = state.selection.main;
    return !empty && !this.closed && !state.readOnly && touched(state, from, to) && !isLiteral(state, from);
  }

  press(copy) {
    const button = document.querySelector(`kring-toolbar [data-does="${copy.dataset.does}"]`);
    queueMicrotask(() =>
      requestAnimationFrame(() => {
        copy.ariaPressed = button.ariaPressed;
      }),
    );
  }

  come() {
    if (!this.dom.childElementCount) this.dom.append(...copies());
    ground(this.view).append(this.dom);
    this.release = follow(() => this.place());
  }

  place() {
    this.view.requestMeasure({
      key: this,
      read: ({ state }) => this.view.coordsAtPos(state.selection.main.from, 1),
      write: (at) => at && this.dom.isConnected && float(this.dom, at, { above: true }),
    });
  }

  close() {
    this.closed = true;
    this.leave();
  }

  leave() {
    this.release?.();
    this.release = null;
    this.dom.remove();
  }

  destroy() {
    this.view.dom.removeEventListener("keydown", this.hide);
    this.leave();
  }
}

export const selectionTools = ViewPlugin.fromClass(Tools);
