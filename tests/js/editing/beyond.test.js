import assert from "node:assert/strict";
import { test } from "node:test";
import { lineAbove, lineBelow } from "../../../static/editing/beyond.js";
import { run } from "./marked.js";

for (const [what, before, after] of [
  ["a quote", "> [!NOTE]\n> a¦b", "> [!NOTE]\n> ab\n\n¦"],
  ["a quote's first line", "> a¦\n> b", false],
  ["a quote with a line below", "> a¦\n", false],
  ["plain words", "a\n\nb¦", false],
])
  test(`down from ${what}`, () => assert.equal(run(lineBelow, before), after));

for (const [what, before, after] of [
  ["code", "`¦``\nx\n```", "¦\n```\nx\n```"],
  ["code's second line", "```\n¦x\n```", false],
  ["plain words", "¦a\n\n> b", false],
])
  test(`up from ${what}`, () => assert.equal(run(lineAbove, before), after));
