// Blocks: each line with the class, place and signs that it has.
import { Decoration } from "@codemirror/view";
import { drawFolds, drawTags } from "./folds.js";
import { calloutOf, isTask, kindOf, placeOf, spread } from "./places.js";
import { Check, Instead } from "./widgets.js";

const DONE = Decoration.mark({ class: "pv-done" });

/** Everything before the words of a line; what is no sign is never seen. */
function prefix(line, wordsFrom, sketch, { near = false, numberFrom } = {}) {
  const text = sketch.text(line.from, wordsFrom);
  const signs = text.trim();
  if (!signs) return sketch.hide(line.from, wordsFrom);
  const from = line.from + text.indexOf(signs);
  const shown = near || sketch.touched(line.from, from + signs.length);
  if (!shown && numberFrom === undefined) return sketch.hide(line.from, wordsFrom);
  const seen = shown ? from : numberFrom;
  sketch.hide(line.from, seen);
  sketch.hang(seen, wordsFrom, true);
}

/** How many characters before the words of a further line belong to what stands around them. */
function around({ node }, { text }) {
  let quotes = 0;
  for (let { parent } = node; parent; { parent } = parent) quotes += parent.name === "Blockquote";
  return new RegExp(`^(?:[ \\t]*>){0,${quotes}}[ \\t]*`).exec(text)[0].length;
}

function place(line, at, classes, sketch) {
  const record = sketch.line(line.from);
  Object.assign(record, at);
  for (const name of classes) record.classes.add(name);
  return record;
}

/** A block of words: `wordsFrom` is where they begin on its first line. */
function words(ref, sketch, { classes = [], wordsFrom = ref.from, at = placeOf(ref.node, sketch), ...shown } = {}) {
  for (const line of sketch.linesOf(ref)) {
    place(line, at, classes, sketch);
    if (line.from <= ref.from) prefix(line, wordsFrom, sketch, shown);
    else prefix(line, line.from + around(ref, line), sketch);
  }
}

function heading(ref, sketch) {
  const { node, from, to } = ref;
  const kind = kindOf(ref, sketch);
  const near = sketch.touchedLine(from) || sketch.touched(from, to);
  const [mark, closing] = node.getChildren("HeaderMark");
  const isAtx = ref.name.startsWith("ATX");
  const wordsFrom = isAtx ? mark.to + /^\s*/.exec(sketch.text(mark.to, to))[0].length : from;
  words(ref, sketch, { classes: ["pv-h", `pv-${kind}`], wordsFrom, near });
  for (const line of sketch.linesOf(ref)) sketch.line(line.from).heading = Number(kind[1]);
  if (!isAtx) underline(mark, near, sketch);
  else if (closing) sketch.sign(from + sketch.text(from, closing.from).trimEnd().length, closing.to, near);
}

function underline(mark, near, sketch) {
  const record = sketch.line(mark.from);
  record.heading = undefined;
  record.classes.delete("pv-h");
  record.classes.add(near ? "pv-quiet" : "pv-under");
  sketch.sign(mark.from, mark.to, near);
}

function item({ node, to }, sketch) {
  spread(node, "item", sketch);
  const mark = node.getChild("ListMark");
  const line = sketch.doc.lineAt(mark.from);
  if (line.to < sketch.from) return;
  const task = isTask(node);
  const near = sketch.touched(line.from, mark.to);
  if (node.parent.name === "BulletList" && !task && !near) sketch.line(line.from).classes.add(bulletOf(node));
  if (!mark.nextSibling || sketch.doc.lineAt(mark.nextSibling.from).from > line.from)
    emptyItem(node, line, Math.min(to, line.to), sketch);
}

const BULLETS = ["pv-bullet", "pv-bullet deeper", "pv-bullet deepest"];

/** A disc, a circle, then squares, as browsers draw them. */
function bulletOf({ parent }) {
  let depth = 0;
  for (let around = parent.parent; around && depth < 2; around = around.parent) depth += around.name.endsWith("List");
  return BULLETS[depth];
}

function emptyItem(node, line, end, sketch) {
  const mark = node.getChild("ListMark");
  place(line, placeOf(mark, sketch), [], sketch);
  prefix(line, Math.max(end, mark.to), sketch, numbered(mark, node));
}

const numbered = (mark, listItem) => (listItem.parent.name === "OrderedList" ? { numberFrom: mark.from } : {});

function paragraph(ref, sketch) {
  const { node } = ref;
  if (node.prevSibling?.name === "NoteMark") return noteWords(ref, sketch);
  const mark = node.parent.name === "ListItem" && node.prevSibling?.name === "ListMark" && node.prevSibling;
  words(ref, sketch, mark ? numbered(mark, node.parent) : {});
}

function task(ref, sketch) {
  const { node, from, to } = ref;
  const marker = node.firstChild;
  const at = placeOf(node, sketch);
  const wordsFrom = Math.min(marker.to + 1, to);
  words(ref, sketch, { classes: ["pv-task"], wordsFrom, at: { ...at, inset: at.inset - 0.1875 } });
  if (from < sketch.from) return;
  const line = sketch.doc.lineAt(from);
  const done = sketch.text(marker.from + 1, marker.to - 1) !== " ";
  const said = sketch.text(wordsFrom, Math.min(to, line.to));
  sketch.widget(new Check(done, said, marker.from + 1 - line.from, sketch.state.readOnly), line.from, -1);
  if (done) sketch.mark(DONE, wordsFrom, to);
}

function quote(ref, sketch) {
  const { node } = ref;
  const callout = calloutOf(node, sketch);
  const classes = callout ? ["pv-callout", callout.tone] : ["pv-quote"];
  spread(node, callout ? "callout" : "quote", sketch);
  const at = placeOf(node.firstChild, sketch);
  for (const line of sketch.linesOf(ref)) {
    place(line, at, classes, sketch);
    if (/^[\s>]*$/.test(line.text)) prefix(line, line.to, sketch);
  }
  if (callout) edges(ref, sketch);
  if (callout && callout.from >= sketch.from) title(callout, sketch);
}

/** The first and the last line of a box. */
function edges({ from, to }, sketch) {
  if (from >= sketch.from) sketch.line(from).classes.add("pv-first");
  if (to <= sketch.to) sketch.line(to).classes.add("pv-last");
}

function title({ kind, from, to }, sketch) {
  const line = sketch.doc.lineAt(from);
  sketch.line(from).classes.add("pv-title");
  if (line.to < sketch.to && line.to + 1 < sketch.doc.length) sketch.line(line.to + 1).start ??= "title";
  const words = line.text.slice(to - line.from);
  if (sketch.touchedLine(from)) sketch.sign(from, to, true);
  else if (words.trim()) sketch.hide(from, to + /^\s*/.exec(words)[0].length);
  else sketch.instead(new Instead(sketch.known.words.callouts[kind]), from, to);
}

function rule(ref, sketch) {
  const near = sketch.touchedLine(ref.from);
  words(ref, sketch, { classes: near ? ["pv-rule", "near"] : ["pv-rule"] });
  sketch.sign(ref.from, ref.to, near);
}

/** The data above the text, while figures.js does not put its name in its place. */
function drawData(sketch) {
  const to = sketch.facts.data - 1;
  for (const line of sketch.linesOf({ from: 0, to })) sketch.line(line.from).classes.add("pv-source").add("pv-sign");
}

const quiet = (name) => (ref, sketch) => words(ref, sketch, { classes: [name] });

function note(ref, sketch) {
  for (const line of sketch.linesOf(ref)) sketch.line(line.from).classes.add("pv-note");
}

/** With its number before it, as at the foot of the page. */
function noteWords(ref, sketch) {
  const { from, to } = ref.node.prevSibling;
  const number = sketch.facts.notes.get(sketch.text(from + 2, to - 2).toLowerCase());
  const near = sketch.touched(from, to) || number === undefined;
  words(ref, sketch, near ? { near } : {});
  if (!near) sketch.widget(new Instead(`${number}. `, "pv-sign pv-hang"), ref.from, -1);
}

export const blocks = {
  Document({ node }, sketch) {
    spread(node, "page", sketch);
    drawFolds(sketch);
    drawData(sketch);
  },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`ATXHeading${level}`, heading])),
  SetextHeading1: heading,
  SetextHeading2: heading,
  Paragraph: paragraph,
  BulletList: ({ node }, sketch) => spread(node, "list", sketch),
  OrderedList: ({ node }, sketch) => spread(node, "list", sketch),
  ListItem: item,
  Task: task,
  Blockquote: quote,
  HorizontalRule: rule,
  HTMLBlock: (ref, sketch) => drawTags(ref, sketch) || quiet("pv-html-line")(ref, sketch),
  CommentBlock: quiet("pv-html-line"),
  LinkReference: quiet("pv-quiet"),
  Note: note,
  Table: quiet("pv-table"),
};
