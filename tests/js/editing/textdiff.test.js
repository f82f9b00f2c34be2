import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { changesBetween, merged, rewrite, splitsPair } from "../../../static/editing/textdiff.js";

const apply = (text, changes) =>
  changes.reduceRight((made, { at, remove, insert }) => made.slice(0, at) + insert + made.slice(at + remove), text);

test("a change of words is a change of those words alone", () => {
  assert.deepEqual(changesBetween("the quick brown fox", "the slow brown fox jumps"), [
    { at: 4, remove: 5, insert: "slow" },
    { at: 19, remove: 0, insert: " jumps" },
  ]);
});

test("no change stands inside a character", () => {
  assert.deepEqual(changesBetween("a😀b", "a😁b"), [{ at: 1, remove: 2, insert: "😁" }]);
  assert.deepEqual(changesBetween("e\u0301 x", "e\u0300 x"), [{ at: 0, remove: 2, insert: "e\u0300" }]);
  assert.equal(splitsPair("a😀b", 2), true);
  assert.equal(splitsPair("a😀b", 1), false);
});

test("applied, the changes give the other text, whatever the two are", () => {
  const pieces = ["a", "b", "cc ", "d\n", "😀", "é", "e\u0301", " ", "漢", "ש"];
  for (let seed = 1; seed < 500; seed++) {
    const text = (step, length) => Array.from({ length }, (_, at) => pieces[(seed * step + at * at * 7) % 10]).join("");
    const [before, after] = [text(3, seed % 17), text(5, seed % 13)];
    assert.equal(apply(before, changesBetween(before, after)), after);
  }
});

test("two very different texts are compared within a moment", () => {
  const words = Array.from({ length: 40_000 }, (_, at) => `word${(at * 7919) % 997} `);
  const started = performance.now();
  const [before, after] = [words.join(""), words.reverse().join("")];
  assert.equal(apply(before, changesBetween(before, after)), after);
  assert.ok(performance.now() - started < 3000);
});

test("a shared text is rewritten by a small edit", () => {
  const doc = new Y.Doc();
  const text = doc.getText("text");
  text.insert(0, "one two three");
  let written = 0;
  doc.on("update", (bytes) => {
    written += bytes.length;
  });
  rewrite(text, "one 2 three four");
  assert.equal(text.toString(), "one 2 three four");
  assert.ok(written < 60);
});

test("what two people made of one text is put together", () => {
  assert.equal(merged("one two three", "one 2 three", "one two three four"), "one 2 three four");
  assert.equal(merged("a\n", "a\nmine\n", "theirs\na\n"), "theirs\na\nmine\n");
  assert.equal(merged("same", "same", "other"), "other");
});
