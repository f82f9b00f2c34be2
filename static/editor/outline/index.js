// What the page is made of, in the margin as when it is read, and how long it is. A section is dragged by its line there,
// or taken along with Alt and the arrows.
import { syntaxTree } from "@codemirror/language";
import { EditorView, ViewPlugin } from "@codemirror/view";
import { counted } from "../../editing/counting.js";
import { headingsOf, sectionMoved, shownOf } from "../../editing/sections.js";
import { fill } from "../../lib/page.js";
import { drawn } from "./lines.js";

const REST = 300; // ms without a change
const BELOW_BARS = 160; // px: a heading above this is the section being written
const ABOVE_HEADING = 16; // px between the bars and a heading one goes to

class Outline {
  constructor(view, words) {
    this.view = view;
    this.words = words;
    this.panel = document.getElementById("contents");
    this.list = this.panel.querySelector("ol");
    this.count = this.panel.querySelector("[data-count]");
    this.plural = new Intl.PluralRules(document.documentElement.lang);
    this.number = new Intl.NumberFormat(document.documentElement.lang);
    this.follow = () => this.mark();
    addEventListener("scroll", this.follow, { passive: true });
    this.draw();
  }

  update({ docChanged, selectionSet, startState, state }) {
    if (!docChanged && !selectionSet && syntaxTree(startState) === syntaxTree(state)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), REST);
  }

  draw() {
    const { state } = this.view;
    this.headings = shownOf(headingsOf(state));
    const shape = JSON.stringify(this.headings.map(({ text, sub }) => [text, sub]));
    if (shape !== this.shape) this.list.replaceChildren(...drawn(this.headings, this));
    this.shape = shape;
    this.panel.querySelector("[data-empty]").hidden = this.headings.length > 0;
    this.tell(state);
    this.mark();
  }

  /** How much is chosen, or there is at all. */
  tell({ doc, selection: { main } }) {
    const all = counted(doc.toString());
    const chosen = main.empty ? null : counted(doc.sliceString(main.from, main.to));
    const { words, characters, minutes } = chosen ?? all;
    const sentence = this.words[chosen ? "chosen" : "all"][this.plural.select(words)];
    const said = { n: words, characters, minutes, total: all.words };
    this.count.textContent = fill(
      sentence,
      Object.fromEntries(Object.entries(said).map(([key, value]) => [key, this.number.format(value)])),
    );
  }

  mark() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.gone) return;
      const top = this.view.lineBlockAtHeight(BELOW_BARS - this.view.documentTop).from;
      const now = this.headings.findLastIndex(({ from }) => from <= top);
      for (const [place, line] of [...this.list.children].entries())
        line.firstChild.ariaCurrent = place === now ? "location" : null;
    });
  }

  go(place) {
    const { from } = this.headings[place];
    const anchor = this.view.state.doc.lineAt(from).to;
    const effects = EditorView.scrollIntoView(from, { y: "start", yMargin: ABOVE_HEADING });
    this.view.dispatch({ selection: { anchor }, effects });
    this.view.focus();
    if (this.panel.matches(":popover-open")) this.panel.hidePopover();
  }

  /** Take a section to before another one, or to the end. Where it went when it moved, else null. */
  move(place, before) {
    const { state } = this.view;
    const headings = headingsOf(state);
    const known = (at) => headings.find(({ from }) => from === this.headings[at]?.from)?.from ?? null;
    const spec = state.readOnly ? null : sectionMoved(state, known(place), known(before));
    if (!spec) return false;
    this.view.dispatch(spec);
    this.draw();
    return true;
  }

  /** Past the next section of its own level, or of a higher one. */
  step(place, by) {
    const { level, text } = this.headings[place];
    const beside = this.headings.map((one, at) => ({ ...one, at })).filter((one) => one.level <= level);
    const at = beside.findIndex((one) => one.at === place);
    const target = by < 0 ? beside[at - 1] : beside[at + 2];
    if ((by < 0 && !target) || (by > 0 && !beside[at + 1])) return;
    if (this.move(place, target?.at)) this.focus(text);
  }

  focus(text) {
    this.list.children[this.headings.findIndex((one) => one.text === text)]?.firstChild.focus();
  }

  destroy() {
    this.gone = true;
    clearTimeout(this.timer);
    removeEventListener("scroll", this.follow);
  }
}

export const outlined = ({ words }) => ViewPlugin.define((view) => new Outline(view, words.outline));
