import { replay } from "../editing/recovery.js";
import { makeTitle } from "../editor/title/view.js";
import { asLine } from "../lib/line.js";
import { fill } from "../lib/page.js";

/** The page's title, written together like the text below it. Until that is possible it stands as the server knew it. */
class KringPageTitle extends HTMLElement {
  caret = null; // where it was in the plain field, until the title may be written

  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.title;
    this.field.readOnly = true;
    this.known = this.field.defaultValue || this.field.placeholder;
    document.addEventListener("kring:editing", () => this.look());
  }

  /** Show the title of this copy of the page; `text` is the editor below. */
  follow(context) {
    this.context = context;
    this.look();
  }

  /** To this place in the title, or to its end; false when nobody can write it yet. */
  enter(place = Number.POSITIVE_INFINITY) {
    if (!this.line) return false;
    const { view } = this.line;
    view.focus();
    view.dispatch({ selection: { anchor: Math.min(place, view.state.doc.length) }, scrollIntoView: true });
    return true;
  }

  look() {
    const { live, session } = this.context ?? {};
    if (live?.titled && live !== this.shown) this.show(live);
    const { ready, closed } = session?.status ?? {};
    const may = Boolean(ready && !closed);
    this.line?.allow(may);
    if (!may || this.caret === null || !this.enter(this.caret)) return;
    this.caret = null;
  }

  show(live) {
    this.shown = live;
    if (this.line) return this.line.show(live);
    if (document.activeElement === this.field) this.caret = this.field.selectionEnd;
    this.takeOver(live);
    this.line = this.open();
    this.line.show(live);
  }

  /** Somebody may have typed into the plain field before the scripts came. */
  takeOver({ title }) {
    const { value, defaultValue } = this.field;
    if (value !== defaultValue) replay(title, { base: defaultValue, mine: asLine(value) });
  }

  open() {
    const place = document.createElement("div");
    place.className = this.form.className;
    this.form.replaceWith(place);
    return makeTitle(place, {
      ...this.context,
      leave: () => Boolean(document.querySelector("[data-done]").focus()) || true,
      enterText: () => enterText(this.context.text),
      changed: ({ docChanged, state }) => docChanged && this.tell(state.doc.toString()),
    });
  }

  /** All that names the page calls it what it is called now; nothing is no name. */
  tell(text) {
    const title = asLine(text).trim() || this.known;
    document.title = fill(this.dataset.window, { title });
    this.closest(".folio").dataset.title = title;
    this.previousElementSibling.textContent = fill(this.dataset.heading, { title });
    const row = `kring-tree li[data-page="${Number(this.dataset.page)}"] > a > span[dir]`;
    for (const name of document.querySelectorAll(row)) name.lastChild.textContent = title; // an icon may stand before it
  }
}

function enterText(view) {
  view.focus();
  view.dispatch({ selection: { anchor: 0 }, scrollIntoView: true });
  return true;
}

customElements.define("kring-page-title", KringPageTitle);
