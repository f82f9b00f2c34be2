// What is done to a table as the smallest changes of its text: `{from, to, insert}`, from the start of the table, in order.
// No change may break it: a row stays a row, the head as wide as its rule.
import { rowOf } from "./rows.js";

const EMPTY = "   ";
const RULE = " --- ";
// What a row without its first pipe may not begin with: it would be another block, or lose its first cell.
const HAZARD = /^[ \t]*(?:$|[|#>*+=_`~<-]|\d+[.)])/;

export const blankRow = (width) => `|${`${EMPTY}|`.repeat(width)}`;

function applied(text, changes, start) {
  let [out, at] = ["", 0];
  for (const { from, to = from, insert = "" } of changes) {
    out += text.slice(at, from - start) + insert;
    at = to - start;
  }
  return out + text.slice(at);
}

const sorted = (changes) => changes.filter(Boolean).sort((a, b) => a.from - b.from);

/** These changes of one row, with the outer pipes they make necessary. It has `width` cells afterwards. */
export function inRow({ text, rows, rule }, row, changes, width) {
  const after = applied(text.slice(row.from, row.to), changes, row.from);
  const hazard = row === rule ? /^[ \t]*(?:$|\|)/ : HAZARD;
  const open = !row.lead && changes.length > 0 && hazard.test(after) && !changes.some(opens);
  const short = rowOf(`${open ? "|" : ""}${after}`).cells.length < width;
  const bare = (row === rule || row === rows[0]) && width === 1;
  const lead = open || (bare && !row.lead && changes.length > 0) ? { from: row.from, insert: "| " } : null;
  const trail = !row.trail && changes.length > 0 && (short || bare) ? { from: row.to, insert: " |" } : null;
  return sorted([lead, ...changes, trail]);
}

const opens = ({ insert = "" }) => insert.startsWith("|");
const everyRow = (table, change) => [table.rows[0], table.rule, ...table.rows.slice(1)].flatMap(change);

/** How many cells a row must have: the head and the rule all, others as many as they had. */
const least = ({ rows, rule, width }, row, grown) =>
  row === rows[0] || row === rule ? width + grown : Math.max(0, Math.min(row.cells.length, width) + grown);

/*
 * Rows come and go as whole lines with their line feed, so that what others do to a row at the same time breaks no other one.
 * The last row goes with the line feed before it instead, and a new last one comes with it: the line below is somebody
 * else's.
 */
const lineOf = ({ rows, rule }, row) => (row > 1 ? rows[row - 1].to : rule.to) + 1;
const isLast = ({ rows }, row) => row >= rows.length - 1;

function cutRow(table, row) {
  const { to } = table.rows[row];
  const from = lineOf(table, row);
  return isLast(table, row) && (row > 1 || table.ends) ? { from: from - 1, to } : { from, to: to + 1 };
}

/** One or more lines before a row. A table that is only a head has no last row to hang on to. */
export const putRow = (table, row, line) =>
  row < table.rows.length || (row === 1 && !table.ends)
    ? { from: lineOf(table, row), insert: `${line}\n` }
    : { from: lineOf(table, row) - 1, insert: `\n${line}` };

/** A new row before this one; the first that can be there is 1, below the head. */
export const insertRow = (table, row) => [putRow(table, row, table.prefix + blankRow(table.width))];

export const deleteRow = (table, row) => [cutRow(table, row)];

/** Put a row where another one is. One step moves the neighbour, so that whoever writes in the row stays there. */
export function moveRow(table, row, to) {
  if (row === to) return [];
  return Math.abs(row - to) === 1 ? carry(table, to, row) : carry(table, row, to);
}

function carry(table, row, to) {
  const line = table.text.slice(lineOf(table, row), table.rows[row].to);
  return sorted([cutRow(table, row), putRow(table, to < row ? to : to + 1, line)]);
}

/** A new column before this one, or behind the last. */
export const insertColumn = (table, column) =>
  everyRow(table, (row) => {
    const change = newCell(row, column, row === table.rule ? RULE : EMPTY);
    return change ? inRow(table, row, [change], least(table, row, 1)) : [];
  });

function newCell({ from, lead, trail, cells }, column, blank) {
  if (column > cells.length || !cells.length) return null; // The row leaves it out already.
  if (column === 0 && !lead) return { from, insert: `|${blank}| ` };
  if (column < cells.length) return { from: cells[column].open, insert: `${blank}|` };
  const { close, to } = cells.at(-1);
  return trail ? { from: close + 1, insert: `${blank}|` } : { from: to, insert: ` |${blank}|` };
}

/** The only column cannot be taken out; the table can. */
export const deleteColumn = (table, column) =>
  everyRow(table, (row) => {
    if (!row.cells[column]) return [];
    const cut = withoutCell(row, column);
    const bare = !row.lead && !row.trail && row.cells.length === 1;
    return inRow(table, row, [bare ? { ...cut, insert: "|" } : cut], least(table, row, -1));
  });

function withoutCell({ lead, trail, cells }, column) {
  const { open, close } = cells[column];
  if (column === 0 && !lead && cells.length > 1) return { from: open, to: cells[1].from };
  if (column + 1 < cells.length || trail) return { from: open, to: close + 1 };
  return { from: column ? cells[column - 1].to : open, to: close };
}

/** Put a column where another one is. One step moves the neighbour, as with rows. */
export function moveColumn(table, column, to) {
  const step = Math.sign(to - column);
  const places = [column];
  while (places.at(-1) !== to) places.push(places.at(-1) + step);
  return everyRow(table, (row) => {
    const [taken, put] = places.length === 2 ? [to, column] : [column, to];
    const changes = isWhole(row, places) ? carriedCell(table, row, taken, put) : turned(table, row, places);
    return inRow(table, row, changes, least(table, row, 0));
  });
}

/** Whether there is a pipe before and behind each of these cells. */
function isWhole({ lead, trail, cells }, places) {
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return last < cells.length && (first > 0 || lead) && (last + 1 < cells.length || trail);
}

function carriedCell({ text }, row, column, to) {
  const cut = withoutCell(row, column);
  const at = to < column ? row.cells[to].open : row.cells[to].close + 1;
  return sorted([cut, { from: at, insert: text.slice(cut.from, cut.to) }]);
}

/** The words change places; the pipes stay. */
function turned(table, row, places) {
  const words = places.map((place) => wordsOf(table, row.cells[place]));
  const next = [...words.slice(1), words[0]];
  const blank = row === table.rule ? "---" : "";
  const changes = places.map((place, index) => {
    const cell = row.cells[place];
    return cell && words[index] !== next[index] ? { from: cell.from, to: cell.to, insert: next[index] || blank } : null;
  });
  return sorted([...changes, missing(row, places, next)]);
}

const wordsOf = ({ text }, cell) => (cell ? text.slice(cell.from, cell.to) : "");

/** Words that come to stand where the row had no cell. */
function missing(row, places, words) {
  const from = row.cells.length;
  const filled = places.map((place, index) => [place, words[index]]).filter(([place, word]) => place >= from && word);
  if (!filled.length) return null;
  const last = Math.max(...filled.map(([place]) => place));
  const by = new Map(filled);
  return appended(
    row,
    Array.from({ length: last - from + 1 }, (_, index) => by.get(from + index) ?? ""),
  );
}

/** More cells behind the last of a row. */
export function appended({ to, trail, cells }, words) {
  const insert = words.map((word) => (word ? ` ${word} |` : `${EMPTY}|`)).join("");
  const at = trail ? (cells.at(-1)?.close ?? to - 1) + 1 : (cells.at(-1)?.to ?? to);
  return { from: at, insert: trail ? insert : ` |${insert}` };
}

const SIGNS = { left: [true, false], center: [true, true], right: [false, true] };

/** Align a column: "left", "center", "right", or null for as it comes. A colon takes the place of a dash where one is to spare. */
export function alignColumn({ text, rule }, column, align) {
  const { from, to } = rule.cells[column];
  const sign = text.slice(from, to);
  const has = [sign.startsWith(":"), sign.endsWith(":")];
  let dashes = sign.replaceAll(":", "").length;
  const changes = (SIGNS[align] ?? [false, false]).map((wanted, end) => {
    if (wanted === has[end]) return null;
    const at = end ? to - 1 : from;
    if (!wanted) return { from: at, to: at + 1, insert: "-" };
    if (dashes-- > 1) return { from: at, to: at + 1, insert: ":" };
    return { from: end ? to : from, insert: ":" };
  });
  return changes.filter(Boolean);
}
