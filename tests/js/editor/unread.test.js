// What was drawn before a change, where the text is not read again yet.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet, EditorState } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import { carried } from "../../../static/editor/unread.js";

const doc = "See [words](address) here";
const HIDDEN = Decoration.replace({}).range(11, 20);
const MARKED = Decoration.mark({ class: "link" }).range(4, 20);

function after(insert, from) {
  const changes = ChangeSet.of({ from, insert }, doc.length);
  const state = EditorState.create({ doc }).update({ changes }).state;
  const found = [];
  for (const at = carried(Decoration.set([MARKED, HIDDEN], true), changes, state).iter(); at.value; at.next())
    found.push([at.from, at.to]);
  return found;
}

test("what is hidden moves along, and is hidden no more once a line ends in it", () => {
  assert.deepEqual(after("x\n", 0), [
    [6, 22],
    [13, 22],
  ]);
  assert.deepEqual(after("x", 15), [
    [4, 21],
    [11, 21],
  ]);
  assert.deepEqual(after("\n", 15), [[4, 21]]);
  assert.deepEqual(after("a\nb", 20), [
    [4, 20],
    [11, 20],
  ]);
});
