import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { touched, touching, withButton, withFocus } from "../../../static/editor/preview/touching.js";

const state = EditorState.create({ doc: "one two three", selection: { anchor: 4 }, extensions: touching });
const after = (from, ...specs) => specs.reduce((now, spec) => now.update(spec).state, from);
const focus = { effects: withFocus(true) };
const down = { effects: withButton(true) };
const up = { effects: withButton(false) };

test("without the focus the selection is nowhere", () => {
  assert.equal(touched(state, 4, 7), false);
  assert.equal(touched(after(state, focus), 4, 7), true);
  assert.equal(touched(after(state, focus, { effects: withFocus(false) }), 4, 7), false);
});

test("both ends count", () => {
  assert.equal(touched(after(state, focus), 0, 4), true);
  assert.equal(touched(after(state, focus), 0, 3), false);
  assert.equal(touched(after(state, focus, { selection: { anchor: 8, head: 10 } }), 10, 13), true);
});

test("while a button is down the selection counts where it was", () => {
  const pressed = after(state, focus, down, { selection: { anchor: 10 } });
  assert.equal(touched(pressed, 4, 7), true);
  assert.equal(touched(pressed, 9, 13), false);
  assert.equal(touched(after(pressed, up), 9, 13), true);
});

test("the first press into the text shows nothing before the button is up", () => {
  const pressed = after(state, down, focus);
  assert.equal(touched(pressed, 4, 7), false);
  assert.equal(touched(after(pressed, up), 4, 7), true);
});

test("what others write moves the place", () => {
  const pressed = after(state, focus, down, { changes: { from: 0, insert: "zero " } });
  assert.equal(touched(pressed, 9, 12), true);
  assert.equal(touched(pressed, 4, 8), false);
});
