// Cells in rows, as spreadsheets give them: lists of lists of texts.
import { asText, asWords, write } from "./cells.js";
import { appended, blankRow, inRow, putRow } from "./change.js";
import { wordsAt } from "./rows.js";

const FIELD = /("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)/gy;

/** What a spreadsheet puts on the clipboard as plain text; null when that has no tabs and is not `known` to be cells. */
export function gridOf(plain, known = false) {
  const text = plain.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!known && !text.includes("\t")) return null;
  const rows = [[]];
  FIELD.lastIndex = 0;
  for (;;) {
    const [, field, end] = FIELD.exec(text);
    rows.at(-1).push(field.startsWith('"') && field.length > 1 ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (!end) return rows;
    if (end === "\n") rows.push([]);
  }
}

const widthOf = (grid) => Math.max(...grid.map((row) => row.length));
const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const asTsv = (grid) => grid.map((row) => row.map(quoted).join("\t")).join("\n");

/** A new table of these cells; the first row is its head. */
export function markdownOf(grid) {
  const width = widthOf(grid);
  const line = (row) => `|${Array.from({ length: width }, (_, at) => ` ${asWords(row[at] ?? "") || " "} |`).join("")}`;
  const [head, ...body] = grid.map(line);
  return [head, `|${" --- |".repeat(width)}`, ...body].join("\n");
}

/** Cells of a table as texts; `area` is `{row, column, rows, columns}`. */
export function cut(table, area) {
  return Array.from({ length: area.rows }, (_, row) =>
    Array.from({ length: area.columns }, (_, column) =>
      asText(wordsAt(table, { row: area.row + row, column: area.column + column })),
    ),
  );
}

/** Put cells over those from this one on; the table grows where they need it. */
export function fill(table, { row, column }, grid) {
  const width = Math.max(table.width, column + widthOf(grid));
  const grown = width - table.width;
  const over = table.rows.map((_, at) => grid[at - row] ?? []);
  const lines = over.flatMap((words, at) => filledRow(table, at, column, words, grown));
  const rule = grown ? [appended(table.rule, Array(grown).fill("---"))] : [];
  const more = grid.slice(Math.max(0, table.rows.length - row)).map((words) => newRow(table, column, words, width));
  const below = more.length ? [putRow(table, table.rows.length, more.join("\n"))] : [];
  return joined([...lines, ...inRow(table, table.rule, rule, width)], below);
}

function filledRow(table, at, column, words, grown) {
  const line = table.rows[at];
  const there = words.slice(0, Math.max(0, line.cells.length - column));
  const changes = there.flatMap((text, index) => plainly(table, { row: at, column: column + index }, text));
  const beyond = words.slice(there.length).map(asWords);
  const before = Math.max(0, column - line.cells.length);
  const wanted = at === 0 ? table.width + grown - line.cells.length : beyond.length && before + beyond.length;
  const added = [...Array(before).fill(""), ...beyond];
  while (added.length < wanted) added.push("");
  const tail = wanted ? [appended(line, added.slice(0, wanted))] : [];
  return inRow(table, line, [...changes, ...tail], at === 0 ? table.width + grown : 0);
}

/** Without the pipes that `write` may add: the row gets them once, from all its changes. */
function plainly(table, place, text) {
  const { from, to } = table.rows[place.row].cells[place.column];
  const own = write(table, place, asWords(text));
  return own.filter((change) => change.from >= from && change.from <= to && !/^(?:\| | \|)$/.test(change.insert));
}

function newRow({ prefix }, column, words, width) {
  const cells = [...Array(column).fill(""), ...words.map(asWords)];
  const filled = cells.map((text) => ` ${text || " "} |`).join("");
  return `${prefix}|${filled}${blankRow(width - cells.length).slice(1)}`;
}

function joined(changes, below) {
  return [...changes.sort((a, b) => a.from - b.from), ...below];
}
