// Whoever is in a cell stays there, whatever others do to the table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import * as change from "../../../../static/editing/table/change.js";
import { follow, placeIn, within } from "../../../../static/editing/table/place.js";
import { tableIn } from "./reading.js";

const TEXT = "Before.\n\n| a | b |\n|---|---|\n| 1 | two |\n| 3 |\n\nBehind.\n";
const TWO = { row: 1, column: 1 };
const MISSING = { row: 2, column: 1 };

function after(edit, at) {
  const table = tableIn(TEXT);
  const found = edit(table);
  const changes = found.map(({ from, to = from, insert }) => ({
    from: table.from + from,
    to: table.from + to,
    insert,
  }));
  const transaction = EditorState.create({ doc: TEXT }).update({ changes });
  const text = transaction.newDoc.toString();
  return { text, place: follow(placeIn({ id: 1, ...table }, at), transaction.changes, { id: 1, ...tableIn(text) }) };
}

const words = ({ text, place }) => place && text.slice(place.from, place.to);

for (const [what, edit, where] of [
  ["a row above", (t) => change.insertRow(t, 1), { row: 2, column: 1 }],
  ["a row below", (t) => change.insertRow(t, 2), TWO],
  ["a column before", (t) => change.insertColumn(t, 1), { row: 1, column: 2 }],
  ["a column behind", (t) => change.insertColumn(t, 2), TWO],
  ["a column moved over it", (t) => change.moveColumn(t, 1, 0), { row: 1, column: 0 }],
  ["the row moved down by one", (t) => change.moveRow(t, 1, 2), { row: 2, column: 1 }],
  ["another column gone", (t) => change.deleteColumn(t, 0), { row: 1, column: 0 }],
])
  test(`with ${what} one stays in the cell`, () => {
    const { text, place } = after(edit, TWO);
    assert.deepEqual({ row: place.row, column: place.column }, where);
    assert.equal(words({ text, place }), "two");
  });

test("when the row or the column is gone, so is the place", () => {
  assert.equal(after((t) => change.deleteRow(t, 1), TWO).place, null);
  assert.equal(after((t) => change.deleteColumn(t, 1), TWO).place, null);
});

test("a cell that its row leaves out is one as soon as somebody writes in it", () => {
  const { text, place } = after((t) => [change.appended(t.rows[2], ["x"])], MISSING);
  assert.equal(place.missing, false);
  assert.equal(words({ text, place }), "x");
  assert.equal(after((t) => change.insertRow(t, 1), MISSING).place.row, 3);
});

test("the cell's own editor is told the part of a change that falls in it", () => {
  const state = EditorState.create({ doc: "0123456789" });
  const part = (changes) => within(state.update({ changes }).changes, { from: 3, to: 6 });
  assert.deepEqual(part({ from: 4, to: 5, insert: "x" }), [{ from: 1, to: 2, insert: "x" }]);
  assert.deepEqual(part({ from: 0, to: 4, insert: "y" }), [{ from: 0, to: 1, insert: "" }]);
  assert.deepEqual(part({ from: 8, insert: "z" }), []);
});
