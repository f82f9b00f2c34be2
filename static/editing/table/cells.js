// What is written into a cell, so that it stays one cell of one line.
import { appended, inRow } from "./change.js";
import { wordsAt } from "./rows.js";

const BREAK = "<br>";

/** What must change in a cell's words before they can stand before `next`: bare pipes, line feeds, an open backslash. */
export function repairs(words, next = "") {
  const changes = [];
  let at = 0;
  for (; at < words.length; at++) {
    if (words[at] === "\\" && words[at + 1] !== "\n") at++;
    else if (words[at] === "|") changes.push({ from: at, insert: "\\" });
    else if (words[at] === "\n") changes.push({ from: at, to: at + 1, insert: BREAK });
  }
  if (at > words.length && next === "|") changes.push({ from: words.length, insert: " " });
  return changes;
}

/** Any text as the words of a cell. */
export function asWords(text) {
  const plain = text
    .replaceAll(/[ \t]*\r?\n/g, "\n")
    .replaceAll("\t", " ")
    .trim();
  const [parts, end] = [[], { at: 0 }];
  for (const { from, to = from, insert } of repairs(plain, "|")) {
    parts.push(plain.slice(end.at, from), insert);
    end.at = to;
  }
  return (parts.join("") + plain.slice(end.at)).trimEnd().replace(/(?<!\\)((?:\\\\)*)\\$/, "$1\\\\");
}

/** The words of a cell as text again. */
export const asText = (words) => words.replaceAll(/\\\|/g, "|").replaceAll(/<br\s*\/?>/gi, "\n");

/**
 * What is typed in a cell as changes of the table: `{changes, from, to}`, where `from` and `to` stand around the cell's words
 * afterwards. `range` is where they stand now, `words` what they are to be, `typed` the changes that make them so, counted from
 * the start of the range; all from the start of the table.
 */
export function written(table, { row, column }, range, typed, words) {
  const line = table.rows[row];
  const cell = line.cells[column];
  const blanks = column - line.cells.length;
  const changes = cell
    ? typed.map(({ from, to = from, insert = "" }) => ({ from: range.from + from, to: range.from + to, insert }))
    : [appended(line, [...Array(blanks).fill(""), words])];
  const all = inRow(table, line, changes, row ? 0 : table.width);
  const lead = all.length && all[0].from === line.from && all[0].insert === "| " && all[0] !== changes[0] ? 2 : 0;
  const from = cell ? range.from + lead : startOf(all, changes[0], lead, blanks);
  return { changes: all, from, to: from + words.length };
}

/** Behind the blank cells that were put before it. */
function startOf(_all, { from, insert }, lead, blanks) {
  const first = insert.startsWith(" |") ? 2 : 0;
  return from + lead + first + blanks * 4 + 1;
}

function difference(before, after) {
  const [a, b] = [[...before], [...after]];
  while (a.length && a.at(-1) === b.at(-1)) a.pop() && b.pop();
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const from = a.slice(0, same).join("").length;
  return { from, to: a.join("").length, insert: b.slice(same).join("") };
}

/** Make these the words of a cell: the smallest changes that do. */
export function write(table, place, words) {
  const before = wordsAt(table, place);
  const cell = table.rows[place.row].cells[place.column];
  if (before === words) return [];
  return written(table, place, cell ?? { from: 0, to: 0 }, [difference(before, words)], words).changes;
}
