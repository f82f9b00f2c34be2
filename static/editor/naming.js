// Members who are named while one writes get their colour, whoever wrote the name; those whom nobody knows stay words.
import { syntaxTree } from "@codemirror/language";
import { ViewPlugin } from "@codemirror/view";
import { come } from "./preview/later.js";

const PAUSE = 200; // ms without a change: names are longer than their first letters

class Naming {
  constructor(view, { page, members }) {
    Object.assign(this, { view, page, members, asked: new Set() });
    this.soon();
  }

  update({ docChanged, viewportChanged }) {
    if (docChanged || viewportChanged) this.soon();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  look() {
    for (const { from, to } of this.view.visibleRanges)
      syntaxTree(this.view.state).iterate({ from, to, enter: (node) => this.see(node) });
  }

  see({ name, from, to }) {
    if (name !== "Mention") return;
    const handle = this.view.state.sliceDoc(from + 1, to);
    if (Object.hasOwn(this.members, handle) || this.asked.has(handle)) return;
    this.asked.add(handle);
    this.ask(handle).catch(() => this.asked.delete(handle)); // Without a network: when it is seen again.
  }

  async ask(handle) {
    const answer = await fetch(`/p/${this.page}/suggested/people?${new URLSearchParams({ q: handle })}`);
    if (!answer.ok) return;
    const found = (await answer.json()).find((person) => person.handle === handle);
    if (!found || this.gone) return;
    this.members[handle] = found.slot;
    this.view.dispatch({ effects: come() });
  }

  destroy() {
    this.gone = true;
    clearTimeout(this.timer);
  }
}

export const naming = (context) => ViewPlugin.define((view) => new Naming(view, context));
