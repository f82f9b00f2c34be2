import assert from "node:assert/strict";
import { test } from "node:test";
import { Letters, lettersOf } from "../../../static/margin/letters.js";

const TEXTS = [
  "Bring the ",
  "key",
  " of the plant room 🔑.",
  "Wait for the sound 漢字",
  "and wait for the sound again.",
];

test("words are found across the pieces of a page", () => {
  const found = new Letters(TEXTS).find({ words: "key of the plant room 🔑. Wait" });
  assert.deepEqual(found, { from: { text: 1, at: 0 }, to: { text: 3, at: 4 } });
});

test("of equal words those are meant that stand in the same surroundings, or near", () => {
  const letters = new Letters(TEXTS);
  assert.equal(letters.find({ words: "for the sound", suffix: "again." }).from.text, 4);
  assert.equal(letters.find({ words: "for the sound", prefix: "and wait" }).from.text, 4);
  assert.equal(letters.find({ words: "for the sound" }, (text) => Math.abs(4 - text)).from.text, 4);
  assert.equal(letters.find({ words: "for the sound" }).from.text, 3);
  assert.equal(letters.find({ words: "nothing" }), null);
});

test("what stands around a selection", () => {
  const letters = new Letters(TEXTS);
  const [from, to] = [letters.before(1, 0), letters.before(1, 3)];
  assert.equal(letters.letters.slice(from, to), "key");
  const { prefix, suffix } = letters.around(from, to);
  assert.equal(prefix, "Bringthe");
  assert.ok(suffix.startsWith("oftheplantroom🔑.Waitfor"));
  assert.equal(lettersOf("**a** [b](c)"), "abc");
});
