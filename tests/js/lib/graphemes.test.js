import assert from "node:assert/strict";
import test from "node:test";
import { findClusterBreak } from "../../../static/lib/graphemes.js";

const ONE = ["a", "é", "e\u0301", "👍", "👍🏽", "👩🏽‍🚀", "👨‍👩‍👧", "🇳🇱", "1️⃣", "字", "ש"];

test("each character is one step there and one back", () => {
  for (const one of ONE) {
    const text = `x${one}y`;
    assert.equal(findClusterBreak(text, 1), 1 + one.length, one);
    assert.equal(findClusterBreak(text, 1 + one.length, false), 1, one);
  }
});

test("Backspace takes an emoji whole, and a mark before what it stands on", () => {
  const back = (text) => text.slice(0, findClusterBreak(text, text.length, false, false));
  for (const emoji of ONE.slice(3, 9)) assert.equal(back(`x${emoji}`), "x", emoji);
  assert.equal(back("xe\u0301"), "xe");
  assert.equal(back("x𝒳"), "x");
});

test("flags in a row stay apart, however many", () => {
  const flags = "🇳🇱🇩🇪🇫🇷";
  assert.deepEqual(
    [0, 4, 8].map((at) => findClusterBreak(flags, at)),
    [4, 8, 12],
  );
  assert.equal(findClusterBreak(flags, 12, false, false), 8);
});

test("nothing lies beyond the ends", () => {
  assert.equal(findClusterBreak("é", 0, false), 0);
  assert.equal(findClusterBreak("é", 1), 1);
});
