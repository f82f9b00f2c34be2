import assert from "node:assert/strict";
import { test } from "node:test";
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { EditorState } from "@codemirror/state";
import { syntax } from "../../../static/editing/syntax.js";
import { enter, placeOf, tables } from "../../../static/editor/table/field.js";
import { guard } from "../../../static/editor/table/guard.js";

const DOC = "| a | b |\n|---|---|\n| c | d |\n\nBelow";
const WORDS = { insert: "new" };
const start = EditorState.create({
  doc: DOC,
  extensions: [markdown({ base: commonmarkLanguage, extensions: syntax }), tables, guard],
});
const id = start.field(tables).tables[0].id;
const inCell = start.update({ effects: enter.of({ id, row: 0, column: 0 }), selection: { anchor: 2 } }).state;
const pasted = (state, at) =>
  state.update({ changes: { from: at, ...WORDS }, userEvent: "input.paste" }).state.doc.toString();

test("what is written in the open cell stays in it", () => {
  assert.ok(placeOf(inCell));
  assert.ok(pasted(inCell, 3).startsWith("| anew"));
});

test("while one is in a cell, nothing of one's own goes beside it", () => {
  assert.equal(pasted(inCell, DOC.indexOf("d")), DOC);
});

test("who went elsewhere in the table loses nothing, though the cell is still open", () => {
  const at = DOC.indexOf("d");
  const gone = inCell.update({ selection: { anchor: at } }).state;
  assert.ok(placeOf(gone));
  assert.ok(pasted(gone, at).includes("newd"));
});
