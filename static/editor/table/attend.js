import { cellAt } from "../../editing/table/rows.js";
import { enter, tableAround } from "./field.js";

/**
 * When the focus comes to a selection in a table, it goes on into the cell. Only whole tables can be chosen in the text: a
 * selection over some cells would take the pipes along with whatever is done to it.
 */
export function attend(cells) {
  const { view, inner } = cells;
  if (view.dom.ownerDocument.activeElement !== view.contentDOM) return;
  const { main } = view.state.selection;
  const table = tableAround(view.state, main.head);
  if (!table || (!main.empty && isWhole(table, main))) return;
  if (!view.contentDOM.querySelector(`[data-table="${table.id}"]`)) return;
  const place = cellOf(table, main);
  if (inner) inner.focus();
  else if (place) view.dispatch({ effects: enter.of({ id: table.id, ...place }) });
  else goNear(cells, table, main.head);
}

const isWhole = ({ start, end }, { from, to }) => from <= start && to >= end;

/** The cell that holds the whole range. */
function cellOf(table, { from, to }) {
  const [first, last] = [cellAt(table, from), cellAt(table, to)];
  return first && last && first.row === last.row && first.column === last.column ? first : null;
}

function goNear(cells, table, head) {
  const { id, from, rows, width } = table;
  if (head <= from) return cells.go({ id, row: 0, column: 0 }, "start");
  return cells.go({ id, ...(cellAt(table, head) ?? { row: rows.length - 1, column: width - 1 }) });
}
