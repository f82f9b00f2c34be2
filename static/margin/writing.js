// A comment on what is selected: by the button at the selection, by Ctrl Alt M or by c.
import { icon } from "../lib/icon.js";

export class Writing {
  constructor(margin, acts) {
    Object.assign(this, { margin, acts });
    this.button = this.makeButton();
    if (margin.ground.end) document.addEventListener("selectionchange", () => this.look());
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("kring:comment", (event) => this.begin(event));
    margin.section.querySelector("a[data-write]").addEventListener("click", (event) => this.begin(event));
  }

  makeButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn pop comment-here";
    button.append(icon("message-square"), this.margin.words.comment);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", (event) => this.begin(event));
    return button;
  }

  key(event) {
    if (event.code === "KeyM" && event.altKey && (event.ctrlKey || event.metaKey)) this.begin(event);
  }

  /** The button stands at the end of what is selected. */
  look() {
    const end = this.margin.ground.end?.();
    if (!end) return this.button.remove();
    if (!this.button.isConnected) document.body.append(this.button);
    const right = Math.min(end.right, innerWidth - this.button.offsetWidth - 8);
    this.button.style.setProperty("--x", `${Math.round(right + scrollX)}px`);
    this.button.style.setProperty("--y", `${Math.round(end.bottom + scrollY + 6)}px`);
  }

  begin(event) {
    event.preventDefault();
    const passage = this.margin.ground.passage();
    const form = this.acts.form();
    this.button.remove();
    this.margin.section.querySelector(".writing")?.remove();
    const quote = form.querySelector(".passage");
    if (passage) {
      quote.textContent = passage.said.quote;
      for (const [name, value] of Object.entries(passage.said)) form.append(hidden(name, value));
      form.at = passage.top;
    } else {
      quote.remove();
      form.querySelector("[data-suggest]").remove();
    }
    this.margin.section.querySelector(".threads").prepend(form);
    if (!this.margin.wide.matches && passage) this.margin.open([]);
    this.margin.hang();
    form.elements.text.focus({ preventScroll: Boolean(passage) });
  }
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}
