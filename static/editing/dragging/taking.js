// A list item taken to another place of the page: one change, lists counted anew. Without a page.
import { insideOf, itemsOf, NO_WORDS } from "./items.js";

const ITEM = /^[\s>]*(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const TAB = 4; // columns

/** The innermost item that this position is in, or null. */
export function itemAt(state, pos) {
  return itemsOf(state).findLast(({ from, to }) => from <= pos && pos <= to) ?? null;
}

/** The transaction that puts an item in a place of a gap (gaps.js); null where nothing would change. */
export function put(state, item, gap, place) {
  const edits = reprefixed(state.doc, item, place);
  if (gap.own && (place.apart || !edits.length)) return null;
  const taken = state.changes(gap.own ? edits : taking(state.doc, { item, gap, place, edits }));
  const at = gap.own ? item.from : taken.mapPos(gap.behind ?? gap.at, -1) + lead(gap, place).length;
  const numbers = renumbering(state, { item, place, taken, at });
  const selection = gap.own ? undefined : along(state, { item, at, edits, numbers });
  return { changes: taken.compose(numbers), selection, userEvent: "move.drag" };
}

/** The edits that give an item's lines the signs and blanks of their new place, the further ones as deep below its words. */
function reprefixed(doc, item, { prefix, sign: like, beside }) {
  const sign = beside ? signLike(like, item.sign) : like;
  const inside = " ".repeat(sign.length + Math.max(1, item.gap.length));
  const first = { from: item.from, to: item.from + item.prefix.length + item.sign.length, insert: prefix + sign };
  const edits = [first];
  for (let number = item.first + 1; number <= item.last; number++) {
    const { from, text } = doc.line(number);
    const blank = NO_WORDS.test(text);
    const to = from + (blank ? text.length : indent(text, insideOf(item)));
    edits.push({ from, to, insert: blank ? prefix.trimEnd() : prefix + inside });
  }
  return edits.filter(({ from, to, insert }) => doc.sliceString(from, to) !== insert);
}

/** A bullet as the others have it, a number with their sign behind it: another one would begin another list. */
function signLike(like, sign) {
  if (!/\d/.test(like)) return like;
  return /\d/.test(sign) ? sign.slice(0, -1) + like.at(-1) : `1${like.at(-1)}`;
}

/** How many characters of a line stand before this column and are no words. */
function indent(text, columns) {
  let [at, column] = [0, 0];
  while (column < columns && /[ \t>]/.test(text[at] ?? "")) {
    column += text[at] === "\t" ? TAB - (column % TAB) : 1;
    at++;
  }
  return at;
}

const blankLine = ({ prefix }) => `\n${prefix.trimEnd()}\n`;
const gapOf = (place) => (place.loose ? blankLine(place) : "\n");
const lead = ({ behind }, place) => (behind === null ? "" : gapOf(place));

function taking(doc, { item, gap, place, edits }) {
  const text = changed(doc, item, edits);
  const cut = cutOf(doc, item);
  if (gap.behind === null) return [{ from: gap.at, insert: text + gapOf(place) }, cut];
  const line = doc.lineAt(gap.behind);
  const touches = place.apart && line.number < doc.lines && doc.line(line.number + 1).text.trim();
  return [{ from: gap.behind, insert: lead(gap, place) + text + (touches ? "\n" : "") }, cut];
}

function changed(doc, { from, to }, edits) {
  let [text, at] = ["", from];
  for (const edit of edits) {
    text += doc.sliceString(at, edit.from) + edit.insert;
    at = edit.to;
  }
  return text + doc.sliceString(at, to);
}

/** With the line break, and the blank lines, to what follows in its list; the last one with those to what is before. */
function cutOf(doc, { from, to, first, last }) {
  let [above, below] = [first - 1, last + 1];
  while (below <= doc.lines && NO_WORDS.test(doc.line(below).text)) below++;
  while (above > 0 && NO_WORDS.test(doc.line(above).text)) above--;
  const goesOn = below <= doc.lines && ITEM.test(doc.line(below).text);
  if (goesOn || !above) return { from, to: below <= doc.lines ? doc.line(below).from : doc.length };
  return { from: doc.line(above).to, to };
}

/** The list it comes into and the one it leaves count up from where they began. */
function renumbering(state, { item, place, taken, at }) {
  const next = state.update({ changes: taken }).state;
  const [before, now] = [itemsOf(state), itemsOf(next)];
  const other = before.find(({ list, from }) => list === item.list && from !== item.from);
  const lists = [[place.beside, at]];
  if (other && place.beside?.list !== item.list) lists.push([item, taken.mapPos(other.from, 1)]);
  const changes = lists.flatMap(([was, pos]) => {
    const one = now.find(({ from }) => from === next.doc.lineAt(pos).from);
    return was && one ? counted(numbered(before, was), numbered(now, one)) : [];
  });
  return next.changes(changes);
}

const numbered = (items, { list }) => items.filter((one) => one.list === list && /\d/.test(one.sign));

/** Numbers from where they began; a list that has one number for all goes on so. */
function counted([first, second], items) {
  if (!first) return [];
  const [start, step] = [Number.parseInt(first.sign, 10), second?.sign === first.sign ? 0 : 1];
  return items.flatMap(({ from: line, prefix, sign }, place) => {
    const [from, insert] = [line + prefix.length, String(start + step * place)];
    const digits = sign.length - 1;
    // A longer number would need its children moved with it.
    return (sign.startsWith(insert) && digits === insert.length) || insert.length > digits
      ? []
      : { from, to: from + digits, insert };
  });
}

/** A caret in it goes along. */
function along(state, { item, at, edits, numbers }) {
  const { anchor, head } = state.selection.main;
  if (head < item.from || head > item.to || anchor < item.from || anchor > item.to) return undefined;
  const dressed = state.changes(edits);
  const inside = (pos) => numbers.mapPos(at + dressed.mapPos(pos, 1) - item.from, 1);
  return { anchor: inside(anchor), head: inside(head) };
}
