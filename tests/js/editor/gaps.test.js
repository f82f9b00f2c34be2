// The reading page's margins, as the editor keeps them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gapBetween, gapsOfRun, gapWithin } from "../../../static/editor/preview/gaps.js";

for (const [before, next, gap] of [
  ["text", "text", "text"],
  ["text", "code", "code"],
  ["code", "text", "text"],
  ["text", "h2", "h2"],
  ["h2", "text", "under-h2"],
  ["h2", "table", "under-h2"],
  ["h2", "h3", "h3"],
  ["h3", "h2", "under-h3"],
  ["h3", "h4", "h4"],
  ["h5", "text", "under-h4"],
  ["h2", "rule", "rule"],
  ["rule", "h3", "rule"],
])
  test(`between ${before} and ${next}`, () => assert.equal(gapBetween(before, next), gap));

test("within other blocks", () => {
  assert.equal(gapWithin("list", "text", "text"), "item");
  assert.equal(gapWithin("item", "text", "list"), "item");
  assert.equal(gapWithin("item", "loose", "list"), "loose");
  assert.equal(gapWithin("item", "text", "code"), "none");
  assert.equal(gapWithin("quote", "h2", "text"), "quote");
});

const gaps = { whole: "h2", first: "text", last: "h2" };

test("a run of blank lines is as high as the gap, and more of them are lines to write on", () => {
  assert.deepEqual(gapsOfRun(1, gaps), ["h2"]);
  assert.deepEqual(gapsOfRun(2, gaps), ["text", null]);
  assert.deepEqual(gapsOfRun(4, gaps), ["text", null, null, "h2"]);
});

test("before the first block and behind the last one", () => {
  assert.deepEqual(gapsOfRun(2, { ...gaps, atStart: true }), [null, "h2"]);
  assert.deepEqual(gapsOfRun(2, { ...gaps, atEnd: true }), ["text", null]);
  assert.deepEqual(gapsOfRun(1, { ...gaps, atStart: true, atEnd: true }), [null]);
});
