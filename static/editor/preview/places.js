// Where blocks stand: inside which others, how far in, and how far apart.
import { gapsOfRun, gapWithin } from "./gaps.js";

const [ITEM, BELOW_TASK, QUOTE, CALLOUT] = [1.5, 2, 1.25, 2.875]; // rem that each of them moves its blocks in
const CALLOUT_SIGN = /^\[!(note|tip|important|warning|caution)\]/i;
const TONES = { note: "note", important: "note", tip: "tip", warning: "warning", caution: "danger" };
const BLANK = /^[\s>]*$/;
const NO_BLOCK = /^(?:ListMark|QuoteMark|NoteMark|TaskMarker)$/;

/** What a quote says that it is: `{kind, tone, from, to}` of its sign, or null. */
export function calloutOf(quote, { doc }) {
  const first = quote.getChild("Paragraph");
  if (!first || first.prevSibling?.prevSibling || first.prevSibling?.name !== "QuoteMark") return null;
  const found = CALLOUT_SIGN.exec(doc.sliceString(first.from, first.from + 16));
  if (!found) return null;
  const kind = found[1].toLowerCase();
  return { kind, tone: TONES[kind], from: first.from, to: first.from + found[0].length };
}

export const isTask = (item) => item.getChild("Task") !== null;

/** `{inset, outset}` in rem: where the box around a block begins and how far in its words are. */
export function placeOf(node, sketch) {
  const around = [];
  for (let { parent } = node; parent; { parent } = parent) around.unshift(parent);
  let [inset, outset, boxed] = [0, 0, false];
  for (const parent of around) {
    if (parent.name === "ListItem") inset += isTask(parent) ? BELOW_TASK : ITEM;
    if (parent.name === "Note") inset += ITEM;
    if (parent.name !== "Blockquote") continue;
    if (!boxed) [inset, outset, boxed] = [0, inset, true];
    inset += calloutOf(parent, sketch) ? CALLOUT : QUOTE;
  }
  return { inset, outset };
}

export function kindOf({ name, node }, sketch) {
  const level = /^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1];
  if (level) return `h${Math.min(Number(level) + sketch.facts.shift, 6)}`;
  if (name === "FencedCode" || name === "CodeBlock") return "code";
  if (name === "HorizontalRule") return "rule";
  if (name === "Table") return "table";
  if (name.endsWith("List")) return "list";
  if (name === "Blockquote") return calloutOf(node, sketch) ? "callout" : "quote";
  return "text";
}

/** Keep the blocks within this one as far apart as they are when read. */
export function spread(parent, within, sketch) {
  let before = null;
  for (let next = firstSeen(parent, sketch); next && next.from <= sketch.to; next = next.nextSibling) {
    if (NO_BLOCK.test(next.name) || next.from < sketch.facts.data) continue;
    if (before || within === "page") between(before, next, within, sketch);
    before = next;
  }
  if (within === "page" && !before?.nextSibling) between(before, null, within, sketch);
}

/** One earlier than what is seen, since gaps have two sides. */
function firstSeen(parent, { from }) {
  let found = parent.childBefore(from) ?? parent.firstChild;
  for (let steps = 0; steps < 2 && found?.prevSibling; steps++) found = found.prevSibling;
  return found;
}

function between(before, next, within, sketch) {
  const { doc } = sketch;
  const start = before ? lastLine(before, doc).number + 1 : 1;
  const end = next ? doc.lineAt(next.from).number : doc.lines + 1;
  const gap = (a, b) => gapWithin(within, a, b);
  const kinds = [before && kindBefore(before, within, sketch), next && kindOf(next, sketch)];
  const whole = before && next ? gap(...kinds) : null;
  if (start >= end) {
    if (whole && next.from >= sketch.from) sketch.line(next.from).start = whole;
    return;
  }
  const first = before && gap(kinds[0], "text");
  const last = next && gap("text", kinds[1]);
  const gaps = gapsOfRun(end - start, { whole, first, last, atStart: !before, atEnd: !next });
  for (const [index, name] of gaps.entries()) if (name) blank(doc.line(start + index), name, sketch);
}

/** Lists and quotes may end with a blank line of theirs. */
function lastLine({ from, to }, doc) {
  let line = doc.lineAt(to);
  while (line.from > from && BLANK.test(line.text)) line = doc.line(line.number - 1);
  return line;
}

function blank({ from, text }, name, sketch) {
  if (BLANK.test(text)) sketch.line(from).blank = name;
}

function kindBefore(node, within, sketch) {
  if (within === "item") return node.name === "Paragraph" && isLoose(node.parent.parent, sketch) ? "loose" : "text";
  return kindOf(node, sketch);
}

/** Whether blank lines stand between a list's items, which makes paragraphs of their words. */
function isLoose(list, { doc }) {
  const items = list.getChildren("ListItem");
  return items.some(({ from }, index) => index && !doc.lineAt(from - 1).text.trim()) || hasTwoBlocks(items[0], doc);
}

function hasTwoBlocks(item, doc) {
  const first = item.getChild("Paragraph");
  return Boolean(first?.nextSibling) && !doc.lineAt(first.nextSibling.from - 1).text.trim();
}
