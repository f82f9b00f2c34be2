// From cell to cell, out of the table and into it.
import { Direction } from "@codemirror/view";
import { insertRow } from "../../editing/table/change.js";
import { apply } from "./commands.js";
import { tableById, tables } from "./field.js";
import { byTable } from "./typing.js";

const HALF_A_LINE = 8; // px

/** To the next cell in reading order, or the one before. */
export function step(cells, by, where = "end") {
  const { id, row, column } = cells.place;
  const { rows, width } = tableById(cells.view.state, id);
  const next = row * width + column + by;
  if (next < 0 || next >= rows.length * width) return false;
  return cells.go({ id, row: Math.floor(next / width), column: next % width }, where);
}

/** Tab: behind the last cell a new row begins. */
export function forth(cells) {
  return step(cells, 1) || (!cells.view.state.readOnly && newRow(cells, 0));
}

export const back = (cells) => step(cells, -1) || out(cells, -1);

function newRow(cells, column) {
  const { id } = cells.place;
  apply(cells, id, (table) => insertRow(table, table.rows.length));
  return cells.go({ id, row: tableById(cells.view.state, id).rows.length - 1, column });
}

/** Enter: the cell below; below the last row a new one. */
export function below(cells) {
  const { id, row, column } = cells.place;
  return cells.go({ id, row: row + 1, column }) || cells.view.state.readOnly || newRow(cells, column);
}

/** Up or down: within the cell's own lines first, then to the next row or out. */
export function upright(cells, by) {
  const { inner, place } = cells;
  const { main } = inner.state.selection;
  const at = main.empty ? inner.coordsAtPos(main.head, main.assoc || 1) : null;
  const edge = at && inner.coordsAtPos(by < 0 ? 0 : inner.state.doc.length);
  if (!at || (by < 0 ? at.top > edge.top + HALF_A_LINE : at.bottom < edge.bottom - HALF_A_LINE)) return false;
  const next = { id: place.id, row: place.row + by, column: place.column };
  return (next.row >= 0 && cells.go(next, { x: at.left, by })) || out(cells, by);
}

/** Left or right beyond the words. */
export function sideways(cells, by) {
  const { inner } = cells;
  const { empty, head } = inner.state.selection.main;
  const along = inner.textDirectionAt(head) === Direction.RTL ? -by : by;
  if (!empty || head !== (along < 0 ? 0 : inner.state.doc.length)) return false;
  return step(cells, along, along < 0 ? "end" : "start") || out(cells, along);
}

/** To the line above or below the table; beyond the first or last line of a page a new one begins. */
export function out(cells, by) {
  const { view, place } = cells;
  const { start, end } = tableById(view.state, place.id);
  const { doc, readOnly } = view.state;
  if (by < 0 && start > 0) return cells.leave(doc.lineAt(start).from - 1);
  if (readOnly && (by < 0 || end === doc.length)) return by < 0 || cells.leave(end);
  if (by < 0) begin(view, 0, "\n\n");
  else if (end === doc.length) begin(view, end, "\n");
  return cells.leave(by < 0 ? 0 : end + 1);
}

function begin(view, from, insert) {
  view.dispatch({ changes: { from, insert }, userEvent: "input", annotations: byTable.of("command") });
}

/** To the start or the end of the page, beyond the table. */
export function far(cells, by) {
  const { view, place } = cells;
  const { start, end } = tableById(view.state, place.id);
  const { length } = view.state.doc;
  return (by < 0 ? start === 0 : end === length) ? out(cells, by) : cells.leave(by < 0 ? 0 : length);
}

/** The table that begins on the line below the caret's, or ends on the one above. */
export function neighbour(state, by) {
  const { doc, selection } = state;
  const line = doc.lineAt(selection.main.head);
  const next = line.number + by;
  if (next < 1 || next > doc.lines) return null;
  const { from, to } = doc.line(next);
  return (
    state.field(tables).tables.find(({ start, end }) => (by > 0 ? from <= start && start <= to : end === to)) ?? null
  );
}

export function into(cells, table, by) {
  const end = { row: table.rows.length - 1, column: table.width - 1 };
  return cells.go({ id: table.id, ...(by > 0 ? { row: 0, column: 0 } : end) }, by > 0 ? "start" : "end");
}
