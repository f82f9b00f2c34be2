// A title is one line, and no longer than fits. What others write comes as it is: the server shows a line of it.
import { EditorState, StateEffect, Transaction } from "@codemirror/state";
import { asLine } from "../lib/line.js";
import { splitsPair } from "./textdiff.js";

const LONGEST = 200; // UTF-16 units

/** Something did not fit. */
export const full = StateEffect.define();

/** Text as a title may hold it, with so much room for it. */
function fitting(text, room) {
  const line = asLine(text);
  if (line.length <= room) return line;
  const end = Math.max(0, room);
  return line.slice(0, splitsPair(line, end) ? end - 1 : end);
}

/** What is typed, pasted or dropped, made one line. */
export const oneLine = EditorState.transactionFilter.of((transaction) => {
  const { docChanged, newDoc, changes, startState } = transaction;
  if (!docChanged || transaction.annotation(Transaction.remote)) return transaction;
  if (newDoc.lines === 1 && newDoc.length <= LONGEST) return transaction;
  const pieces = [];
  let room = LONGEST - startState.doc.length;
  changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    room += to - from;
    pieces.push({ from, to, insert: inserted.toString() });
  });
  let fits = true;
  for (const piece of pieces) {
    const whole = asLine(piece.insert).length;
    piece.insert = fitting(piece.insert, room);
    fits &&= piece.insert.length === whole;
    room -= piece.insert.length;
  }
  const { from, insert } = pieces.at(-1);
  const anchor = startState.changes(pieces).mapPos(from, -1) + insert.length;
  return {
    changes: pieces,
    selection: { anchor },
    effects: fits ? [] : full.of(null),
    scrollIntoView: true,
    userEvent: transaction.annotation(Transaction.userEvent),
  };
});
