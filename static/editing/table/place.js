// The cell somebody is in, kept while the text around it changes.
import { MapMode } from "@codemirror/state";
import { cellAt } from "./rows.js";

/**
 * A place in a table as `{id, row, column, from, to, missing}`: `from` and `to` stand around the words in the document. A cell
 * that its row leaves out is `missing` and stands where the row begins.
 */
export function placeIn(table, { row, column }) {
  const line = table.rows[row];
  const cell = line.cells[column];
  const { from, to } = cell ?? { from: line.from, to: line.from };
  return { id: table.id, row, column, from: table.from + from, to: table.from + to, missing: !cell };
}

/** The same place after these changes; null when its row or column is gone. `table` is the table now. */
export function follow(place, changes, table) {
  const at = changes.mapPos(place.from, 1, MapMode.TrackDel);
  if (at === null) return null;
  return place.missing ? followMissing(place, at, table) : followCell(place, at, changes, table);
}

function followMissing({ column }, at, table) {
  const row = table.rows.findIndex(({ from, to }) => from <= at - table.from && at - table.from <= to);
  return row < 0 || column >= table.width ? null : placeIn(table, { row, column });
}

/** Spaces at the end of what is being typed belong to it, too. */
function followCell({ to }, at, changes, table) {
  const found = cellAt(table, at);
  if (!found) return null;
  const place = placeIn(table, found);
  const cell = table.rows[found.row].cells[found.column];
  const typed = Math.min(changes.mapPos(to, 1), table.from + cell.close);
  return { ...place, from: Math.min(place.from, at), to: Math.max(place.to, typed, at) };
}

/** Where to go when a place is gone: what stands there now. */
export function instead({ row, column }, { rows, width }) {
  return { row: Math.min(row, rows.length - 1), column: Math.min(column, width - 1) };
}

/** The part of these changes that falls in a range, counted from where it begins: what an editor of the range must do. */
export function within(changes, { from, to }) {
  const parts = [];
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    if (toA < from || fromA > to) return;
    const [start, end] = [Math.max(fromA, from), Math.min(toA, to)];
    const insert = fromA >= from && toA <= to ? inserted.toString() : "";
    if (end > start || insert) parts.push({ from: start - from, to: end - from, insert });
  }, true);
  return parts;
}
