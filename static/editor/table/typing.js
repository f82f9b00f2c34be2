// What is typed in the open cell, carried into the page's text.
import { Annotation } from "@codemirror/state";
import { repairs, written } from "../../editing/table/cells.js";
import { tableById, typed } from "./field.js";

/** Marks what a table does to its own text: "cell" for what the open cell shows already, "command" for all else. */
export const byTable = Annotation.define();
/** Marks in the open cell what the page's text has already. */
export const fromPage = Annotation.define();

function piecesOf(changes) {
  const pieces = [];
  changes.iterChanges((from, to, _fromB, _toB, insert) => pieces.push({ from, to, insert: insert.toString() }), true);
  return pieces;
}

/** The page's transaction for one of the cell's; null when nothing is to be told. */
export function forwarded({ changes, docChanged, newDoc, selection, newSelection }, page, place, userEvent) {
  const { anchor, head } = newSelection.main;
  const at = (from) => ({ anchor: from + anchor, head: from + head });
  if (!docChanged) return selection ? { selection: at(place.from), annotations: byTable.of("cell"), userEvent } : null;
  const table = tableById(page, place.id);
  const range = { from: place.from - table.from, to: place.to - table.from };
  const done = written(table, place, range, piecesOf(changes), newDoc.toString());
  const onPage = (one) => ({ ...one, from: table.from + one.from, to: table.from + (one.to ?? one.from) });
  return {
    changes: done.changes.map(onPage),
    selection: at(table.from + done.from),
    effects: typed.of({ from: table.from + done.from, to: table.from + done.to }),
    annotations: byTable.of("cell"),
    userEvent,
  };
}

/** What keeps a cell one cell, as changes after these. */
export function kept(transaction, next) {
  const changes = repairs(transaction.newDoc.toString(), next);
  return changes.length ? [transaction, { changes, sequential: true }] : transaction;
}
