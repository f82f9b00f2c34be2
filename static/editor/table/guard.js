// What the page's editor does to a table's text from outside: a cell stays a cell, and what is written below is no row.
import { EditorState, Transaction } from "@codemirror/state";
import { repairs } from "../../editing/table/cells.js";
import { placeOf, tableById, tables } from "./field.js";
import { byTable } from "./typing.js";

const OURS = ["input", "delete", "move"];

function guarded(transaction) {
  if (!transaction.docChanged || transaction.annotation(byTable) || !OURS.some((one) => transaction.isUserEvent(one)))
    return transaction;
  const place = placeOf(transaction.startState);
  return place && holds(place, transaction.startState.selection.main)
    ? inCell(transaction, place)
    : beside(transaction);
}

/** Whoever has gone elsewhere, and be it in the same table, writes there; the cell is left a moment later. */
const holds = ({ from, to }, range) => from <= range.from && range.to <= to;

/** One's own edits of the table one is in must stay within the cell; those elsewhere are another's business. */
function inCell(transaction, place) {
  const { start, end } = tableById(transaction.startState, place.id);
  let [strays, inside] = [false, false];
  transaction.changes.iterChangedRanges((from, to) => {
    const held = !place.missing && place.from <= from && to <= place.to;
    inside ||= held;
    strays ||= !held && from <= end && to >= start;
  });
  if (strays) return [];
  return inside ? whole(transaction, place) : transaction;
}

function whole(transaction, { from, to }) {
  const { changes, newDoc } = transaction;
  const [start, end] = [changes.mapPos(from, -1), changes.mapPos(to, 1)];
  const mended = repairs(newDoc.sliceString(start, end), newDoc.sliceString(end, end + 1));
  const after = mended.map((one) => ({ ...one, from: start + one.from, to: start + (one.to ?? one.from) }));
  return after.length ? [transaction, { changes: after, sequential: true }] : transaction;
}

/** Text on the empty line right below a table would become its next row: blank lines are put around it. */
function beside(transaction) {
  const { startState, newDoc } = transaction;
  const changes = [];
  transaction.changes.iterChanges((from, to, fromB, toB, insert) => {
    if (from < to || !insert.line(1).length || !isBelow(startState, from)) return;
    changes.push({ from: fromB, insert: "\n" });
    if (/^\n[^\n]/.test(newDoc.sliceString(toB, toB + 2))) changes.push({ from: toB, insert: "\n" });
  }, true);
  if (!changes.length || transaction.annotation(Transaction.userEvent) === "input.type.compose") return transaction;
  return [transaction, { changes, sequential: true }];
}

function isBelow(state, at) {
  const line = state.doc.lineAt(at);
  return line.length === 0 && state.field(tables).tables.some(({ end }) => end === line.from - 1);
}

/** With an input method the line is put there before the first letter comes. */
export function makeRoom(view) {
  const { state } = view;
  const { main } = state.selection;
  if (state.readOnly || !main.empty || !isBelow(state, main.head)) return;
  const more = /^\n[^\n]/.test(state.sliceDoc(main.head, main.head + 2)) ? "\n\n" : "\n";
  view.dispatch({
    changes: { from: main.head, insert: more },
    selection: { anchor: main.head + 1 },
    userEvent: "input",
  });
}

export const guard = EditorState.transactionFilter.of(guarded);
