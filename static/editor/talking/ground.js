// The text that one writes, for the margin beside it.
import { EditorView } from "@codemirror/view";
import { spanOf } from "../../editing/anchors.js";
import { Letters } from "../../margin/letters.js";
import { passages, pick, put } from "./passages.js";

const AROUND = 160; // letters on either side of what is selected, signs included
const SAVED_WITHIN = 5000; // ms

export class EditorGround {
  chips = false;

  constructor(view, context) {
    Object.assign(this, { view, context });
  }

  paint(wanted) {
    const found = wanted.map((one) => ({ id: one.id, ...this.span(one) })).filter(({ to }) => to !== undefined);
    queueMicrotask(() => this.gone || this.view.dispatch({ effects: put.of(found) }));
    this.last = new Map(found.map((one) => [one.id, one]));
    return new Set(this.last.keys());
  }

  /** By its units, or, where those are another epoch's, by its words. */
  span({ marks, ...words }) {
    const { live } = this.context;
    const [epoch, ...units] = (marks ?? "").split(",").map(Number);
    if (units.length === 4 && epoch === live.epoch) return spanOf(live.text, units);
    const found = new Letters([this.view.state.doc.toString()]).find(words);
    return found && { from: found.from.at, to: found.to.at };
  }

  place(id) {
    const kept = this.view.state.field(passages, false)?.passages.find((one) => one.id === id) ?? this.last.get(id);
    return Math.min(kept.from, this.view.state.doc.length);
  }

  top(id) {
    return this.topAt(this.place(id));
  }

  topAt(place) {
    return this.view.documentTop + this.view.lineBlockAt(place).top;
  }

  choose(id) {
    queueMicrotask(() => this.gone || this.view.dispatch({ effects: pick.of(id) }));
  }

  reveal(id) {
    this.view.dispatch({ effects: EditorView.scrollIntoView(this.place(id), { y: "center" }) });
  }

  idsAt(target) {
    const id = target.closest?.("[data-thread-passage]")?.dataset.threadPassage;
    return id ? [Number(id)] : [];
  }

  /** What is selected, with its Markdown: the server looks through the signs. */
  passage() {
    const { doc, selection } = this.view.state;
    const { from, to, empty } = selection.main;
    if (empty || !doc.sliceString(from, to).trim()) return null;
    const said = {
      quote: doc.sliceString(from, to).trim(),
      prefix: doc.sliceString(Math.max(0, from - AROUND), from),
      suffix: doc.sliceString(to, to + AROUND),
      line: doc.lineAt(from).number - 1,
    };
    return { said, top: () => this.topAt(Math.min(from, this.view.state.doc.length)) };
  }

  /** Whether the server has all that is written here, so that it finds the words. */
  settled() {
    const { session } = this.context;
    const isSaved = () => session.status.saved === "saved";
    if (isSaved()) return true;
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(late);
        session.removeEventListener("change", look);
        resolve(answer);
      };
      const look = () => isSaved() && done(true);
      const late = setTimeout(() => done(false), SAVED_WITHIN);
      session.addEventListener("change", look);
    });
  }
}
