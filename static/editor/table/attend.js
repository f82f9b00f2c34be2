import { cellAt } from "../../editing/table/rows.js";
import { enter, tableAround } from "./field.js";

/** When the focus comes to a selection within a cell, it goes on into the cell. */
export function attend(cells) {
  const { view, inner } = cells;
  if (view.dom.ownerDocument.activeElement !== view.contentDOM) return;
  const { main } = view.state.selection;
  const table = tableAround(view.state, main.head);
  const there = table && cellOf(table, main);
  if (!there || !view.contentDOM.querySelector(`[data-table="${table.id}"]`)) return;
  const place = { id: table.id, ...there };
  if (inner) inner.focus();
  else if (main.empty && !cellAt(table, main.head)) cells.go(place, there.row ? "end" : "start");
  else view.dispatch({ effects: enter.of(place) });
}

/** The cell that holds a range; for a caret beside the cells, the first or the last. */
function cellOf(table, { from, to, empty }) {
  const [first, last] = [cellAt(table, from), cellAt(table, to)];
  if (first && last && first.row === last.row && first.column === last.column) return first;
  if (!empty) return null;
  if (from <= table.from) return { row: 0, column: 0 };
  return first ?? { row: table.rows.length - 1, column: table.width - 1 };
}
