// What the visible part of a page is to look like, gathered while its syntax is walked.
import { Decoration } from "@codemirror/view";
import { facts } from "./facts.js";
import { touched } from "./touching.js";

const HIDDEN = Decoration.replace({});
const SIGN = Decoration.mark({ class: "pv-sign" });
const JOINED = Decoration.mark({ class: "pv-joined" });
const LONGEST = 32; // characters that stay on one row whatever they hide; more than that has to break on a phone
const HANGING = Decoration.mark({ class: "pv-sign pv-hang" });
const FOLD = 1; // rem that a box which folds when read moves its lines in
const lines = new Map(); // line decorations by what they say: CodeMirror redraws a line whose decoration is another one

function lineDecoration({ outset, heading, ...line }) {
  const inset = line.inset + (line.classes.has("pv-fold") ? FOLD : 0);
  const classes = classesOf(line);
  const place = [inset && `--in:${inset}rem`, outset && `--out:${outset}rem`].filter(Boolean).join(";");
  const key = `${classes}|${place}|${heading ?? ""}`;
  if (!lines.has(key)) lines.set(key, Decoration.line({ attributes: attributesOf(classes, place, heading) }));
  return lines.get(key);
}

/** `start` and `blank` name the distance to the block before: on its first line, or on a blank one between. */
function classesOf({ classes, start, blank }) {
  const gap = blank ? ["pv-blank", `gap-${blank}`] : start ? ["pv-start", `gap-${start}`] : [];
  return ["pv-line", ...classes, ...gap].join(" ");
}

function attributesOf(classes, place, heading) {
  const attributes = { dir: "auto", class: classes };
  if (place) attributes.style = place; // set through the object model, which the policy allows
  return heading ? { ...attributes, role: "heading", "aria-level": String(heading) } : attributes;
}

export class Sketch {
  constructor(view, from, to, known) {
    const { state } = view;
    Object.assign(this, { view, state, from, to, known, doc: state.doc, facts: state.field(facts) });
    Object.assign(this, { ranges: [], joins: [], lines: new Map() });
  }

  text(from, to) {
    return this.doc.sliceString(from, to);
  }

  touched(from, to) {
    return touched(this.state, from, to);
  }

  touchedLine(at) {
    const { from, to } = this.doc.lineAt(at);
    return this.touched(from, to);
  }

  mark(decoration, from, to) {
    if (from < to) this.ranges.push(decoration.range(from, to));
  }

  /** A widget in place of this text, which stands on one line. */
  instead(widget, from, to) {
    this.ranges.push(Decoration.replace({ widget }).range(from, to));
  }

  widget(widget, at, side = 1) {
    this.ranges.push(Decoration.widget({ widget, side }).range(at));
  }

  /** Line by line: a plugin may not hide the end of one. */
  hide(from, to, joined = true) {
    for (let at = from; at < to; ) {
      const { from: start, to: end } = this.doc.lineAt(at);
      this.mark(HIDDEN, at, Math.min(end, to));
      const within = joined && at > start && to < end && !/^\s|\s$/.test(this.text(at - 1, to + 1));
      if (within) this.join(at - 1, to + 1);
      at = end + 1;
    }
  }

  /** Browsers may break a line at what is hidden; within a word they shall not. */
  join(start, end) {
    const from = start + /^\s*/.exec(this.text(start, end))[0].length;
    const to = end - /\s*$/.exec(this.text(start, end))[0].length;
    const last = this.joins.at(-1);
    const goesOn = last?.to > from;
    const first = goesOn ? Math.min(last.from, from) : from;
    if (from >= to || to - first > LONGEST) return;
    if (goesOn) this.joins.pop();
    this.joins.push(JOINED.range(first, to));
  }

  /** Signs of Markdown: seen when the caret is near. */
  sign(from, to, near, joined) {
    if (near) this.mark(SIGN, from, to);
    else this.hide(from, to, joined);
  }

  /** The same for signs before a line, which hang into the margin so that the words stay where they are. */
  hang(from, to, near) {
    if (near) this.mark(HANGING, from, to);
    else this.hide(from, to);
  }

  /** What the line at this place looks like: `{classes, inset, outset, heading}`, to be added to. */
  line(at) {
    const { from } = this.doc.lineAt(at);
    if (!this.lines.has(from)) this.lines.set(from, { classes: new Set(), inset: 0, outset: 0 });
    return this.lines.get(from);
  }

  /** The lines of a node that are looked at. */
  *linesOf({ from, to }) {
    for (let at = Math.max(from, this.from); at <= Math.min(to, this.to); ) {
      const line = this.doc.lineAt(at);
      yield line;
      at = line.to + 1;
    }
  }

  decorations() {
    for (let at = this.from; at <= this.to; ) {
      const { from, to } = this.doc.lineAt(at);
      this.ranges.push(lineDecoration(this.line(from)).range(from));
      at = to + 1;
    }
    return this.ranges;
  }
}
