// What can be done to a table from one of its cells.
import * as change from "../../editing/table/change.js";
import { tableById } from "./field.js";
import { byTable } from "./typing.js";

const bodyRow = ({ row }) => row > 0;

/**
 * By name: whether it can be done in a cell, `may(place, table)`, its changes, and where it goes.
 */
export const COMMANDS = {
  rowBefore: { may: bodyRow, edit: (t, { row }) => change.insertRow(t, row), goes: (place) => place },
  rowAfter: { edit: (t, { row }) => change.insertRow(t, row + 1), goes: (place) => ({ ...place, row: place.row + 1 }) },
  rowUp: { may: ({ row }) => row > 1, edit: (t, { row }) => change.moveRow(t, row, row - 1) },
  rowDown: {
    may: ({ row }, { rows }) => row > 0 && row < rows.length - 1,
    edit: (t, { row }) => change.moveRow(t, row, row + 1),
  },
  rowDelete: { may: bodyRow, edit: (t, { row }) => change.deleteRow(t, row) },
  columnBefore: { edit: (t, { column }) => change.insertColumn(t, column), goes: (place) => place },
  columnAfter: {
    edit: (t, { column }) => change.insertColumn(t, column + 1),
    goes: (place) => ({ ...place, column: place.column + 1 }),
  },
  columnLeft: { may: ({ column }) => column > 0, edit: (t, { column }) => change.moveColumn(t, column, column - 1) },
  columnRight: {
    may: ({ column }, { width }) => column < width - 1,
    edit: (t, { column }) => change.moveColumn(t, column, column + 1),
  },
  columnDelete: { may: (_, { width }) => width > 1, edit: (t, { column }) => change.deleteColumn(t, column) },
  alignLeft: { edit: (t, { column }) => change.alignColumn(t, column, toggled(t, column, "left")) },
  alignCenter: { edit: (t, { column }) => change.alignColumn(t, column, toggled(t, column, "center")) },
  alignRight: { edit: (t, { column }) => change.alignColumn(t, column, toggled(t, column, "right")) },
};

const toggled = ({ aligns }, column, align) => (aligns[column] === align ? null : align);

/** Whether a command can be done in this cell, `{id, row, column}`. */
export function may(cells, name, place) {
  const table = tableById(cells.view.state, place.id);
  return Boolean(table) && !cells.view.state.readOnly && (COMMANDS[name].may?.(place, table) ?? true);
}

export function perform(cells, name, place) {
  if (!may(cells, name, place)) return false;
  const { edit, goes } = COMMANDS[name];
  cells.handles.over(null);
  apply(cells, place.id, (table) => edit(table, place));
  if (goes) cells.go({ id: place.id, ...goes({ row: place.row, column: place.column }) });
  return true;
}

/** Do what `edit(table)` answers: changes from the start of the table, one step of undo. */
export function apply({ view }, id, edit) {
  const table = tableById(view.state, id);
  const changes = edit(table).map((one) => ({
    ...one,
    from: table.from + one.from,
    to: table.from + (one.to ?? one.from),
  }));
  if (changes.length) view.dispatch({ changes, userEvent: "input.table", annotations: ownStep });
}

const ownStep = byTable.of("command");

/** Take the table out, with its lines; the caret stays where it was. */
export function deleteTable(cells, { id }) {
  const { state } = cells.view;
  const { start, end } = tableById(state, id);
  const to = Math.min(end + 1, state.doc.length);
  cells.view.dispatch({
    changes: { from: start, to },
    selection: { anchor: start },
    userEvent: "input.table",
    annotations: ownStep,
  });
  cells.view.focus();
}
