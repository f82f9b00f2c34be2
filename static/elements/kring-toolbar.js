import { redo, undo } from "@codemirror/commands";
import { styleAt, toggle } from "../editing/format.js";
import { heading, lineStyle, list } from "../editing/lines.js";
import { pickFiles } from "../editor/files/index.js";
import { find } from "../editor/finding.js";
import { moveDown, moveUp } from "../editor/moving.js";

const COMMANDS = {
  bold: toggle("bold"),
  italic: toggle("italic"),
  strike: toggle("strike"),
  code: toggle("code"),
  mark: toggle("mark"),
  bullet: list("bullet"),
  ordered: list("ordered"),
  todo: list("todo"),
  up: ({ view }) => moveUp(view),
  down: ({ view }) => moveDown(view),
  undo,
  redo,
};
/** What goes on in a menu or a form of its own, and puts the focus there. */
const OPENS = {
  link: async (view) => (await import("../editor/menus/link.js")).askForLink(view),
  find,
  file: pickFiles,
  comment: () => document.dispatchEvent(new CustomEvent("kring:comment", { cancelable: true })),
  mention: (view) => open(view, "person"),
  insert: (view) => open(view, "block"),
};

async function open(view, kind) {
  const { openMenu } = await import("../editor/menus/menu.js");
  openMenu(view, kind);
}

/** Buttons for the text at the caret. One of them is in the tab order; the arrows move among them. */
class KringToolbar extends HTMLElement {
  connectedCallback() {
    this.controls = [...this.querySelectorAll("button, select")];
    this.style_ = this.querySelector("select");
    this.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    this.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    this.addEventListener("keydown", (event) => this.walk(event));
    this.addEventListener("focusin", ({ target }) => this.hold(target));
    this.style_.addEventListener("change", () => this.run(heading(Number(this.style_.value))));
    document.addEventListener("kring:editing", ({ detail: { editor, name } }) => this.follow(editor, name));
    globalThis.visualViewport?.addEventListener("resize", () => this.rise());
    globalThis.visualViewport?.addEventListener("scroll", () => this.rise());
    this.hold(this.controls[0]);
  }

  follow({ editor, session }, name) {
    this.editor = editor;
    if (!editor) return;
    const { closed, ready } = session.status;
    this.hidden = !ready || Boolean(closed);
    if (name === "moved" || name === "change") this.redraw ??= requestAnimationFrame(() => this.show());
  }

  show() {
    this.redraw = null;
    const { state } = this.editor.view;
    const line = lineStyle(state);
    const on = { ...styleAt(state), [line.list]: true };
    for (const control of this.controls) {
      const pressed = String(Boolean(on[control.dataset.does]));
      if (control.dataset.does && control.ariaPressed !== pressed) control.ariaPressed = pressed;
    }
    const style = String(Math.min(line.heading, 3));
    if (this.style_.value !== style) this.style_.value = style;
  }

  press(button) {
    const { does } = button?.dataset ?? {};
    if (COMMANDS[does]) this.run(COMMANDS[does]);
    else OPENS[does]?.(this.editor.view);
  }

  run(command) {
    const { view } = this.editor;
    command({ view, state: view.state, dispatch: (transaction) => view.dispatch(transaction) });
    view.focus();
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] * (getComputedStyle(this).direction === "rtl" ? -1 : 1);
    const place = this.controls.indexOf(event.target);
    const next = { Home: 0, End: this.controls.length - 1 }[event.key] ?? place + step;
    if (place < 0 || !this.controls[next]) return;
    event.preventDefault();
    this.controls[next].focus();
  }

  hold(control) {
    for (const one of this.controls) one.tabIndex = one === control ? 0 : -1;
  }

  /** Phones lay the keyboard over the page: stay right above it. */
  rise() {
    const { height, offsetTop } = visualViewport;
    this.style.setProperty("--keyboard", `${Math.max(0, Math.round(innerHeight - height - offsetTop))}px`);
  }
}

customElements.define("kring-toolbar", KringToolbar);
