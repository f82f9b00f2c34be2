// Where others' carets and selections are after somebody's change.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet } from "@codemirror/state";
import { mapped } from "../../../static/editor/carets.js";

const inserted = (at, text) => ChangeSet.of({ from: at, insert: text }, 20);
const after = (one, changes) => {
  const { anchor, head } = mapped(one, changes);
  return [anchor, head];
};

test("what comes in at the end of a selection is no part of it", () => {
  assert.deepEqual(after({ anchor: 4, head: 7 }, inserted(7, " three")), [4, 7]);
  assert.deepEqual(after({ anchor: 7, head: 4 }, inserted(7, " three")), [7, 4]);
});

test("what comes in at its beginning moves all of it", () => {
  assert.deepEqual(after({ anchor: 4, head: 7 }, inserted(4, "ab")), [6, 9]);
});

test("a caret goes along with what is typed at it", () => {
  assert.deepEqual(after({ anchor: 7, head: 7 }, inserted(7, "ab")), [9, 9]);
});
