// Several cells chosen together: from the open one to another, by Shift with the arrows or by the mouse.
import { asWords, write } from "../../editing/table/cells.js";
import { apply } from "./commands.js";
import { cellIn, whereIs } from "./draw.js";
import { tableById } from "./field.js";

/** `{row, column, rows, columns}` from the open cell to `cells.end`, or null when it is that cell alone. */
export function chosenArea({ end, place }) {
  if (!end || !place || (end.row === place.row && end.column === place.column)) return null;
  const [row, column] = [Math.min(end.row, place.row), Math.min(end.column, place.column)];
  const [rows, columns] = [Math.abs(end.row - place.row) + 1, Math.abs(end.column - place.column) + 1];
  return { row, column, rows, columns };
}

const shown = (cells) => cells.view.contentDOM.querySelectorAll(".tbl-chosen");

export function choose(cells, end) {
  cells.end = end;
  for (const cell of shown(cells)) cell.classList.remove("tbl-chosen");
  const area = chosenArea(cells);
  const box = area && cells.view.contentDOM.querySelector(`[data-table="${cells.place.id}"]`);
  for (const where of area ? placesIn(area) : []) cellIn(box, where)?.classList.add("tbl-chosen");
}

function placesIn({ row, column, rows, columns }) {
  return Array.from({ length: rows * columns }, (_, at) => ({
    row: row + Math.floor(at / columns),
    column: column + (at % columns),
  }));
}

/** Shift with an arrow: within the words first, then over whole cells. */
export function extend(cells, { row = 0, column = 0 }) {
  const { inner, place, view } = cells;
  const { head } = inner.state.selection.main;
  if (!cells.end && column && head !== (column < 0 ? 0 : inner.state.doc.length)) return false;
  const { rows, width } = tableById(view.state, place.id);
  const from = cells.end ?? place;
  const end = { row: from.row + row, column: from.column + column };
  if (end.row >= 0 && end.row < rows.length && end.column >= 0 && end.column < width) choose(cells, end);
  return true;
}

/** Leave the chosen cells empty. */
export function empty(cells) {
  const area = chosenArea(cells);
  if (!area || cells.view.state.readOnly) return false;
  const there = (table) => placesIn(area).filter(({ row, column }) => table.rows[row]?.cells[column]);
  apply(cells, cells.place.id, (table) => inOrder(there(table).map((place) => write(table, place, asWords("")))));
  return true;
}

/** A row without outer pipes may be given the same one for two of its cells. */
function inOrder(edits) {
  const changes = edits.flat().sort((a, b) => a.from - b.from);
  const same = (a, b) => b && a.from === b.from && (a.to ?? a.from) === (b.to ?? b.from) && a.insert === b.insert;
  return changes.filter((change, at) => !same(change, changes[at - 1]));
}

/** With the button down over another cell of the table. */
export function drag(cells, { target, buttons }) {
  const cell = target.closest?.("td, th");
  if (!(buttons & 1) || !cells.pressed || !cell || !cells.inner) return;
  if (cell.closest(".tbl") === cells.inner.dom.closest(".tbl")) choose(cells, whereIs(cell));
}
