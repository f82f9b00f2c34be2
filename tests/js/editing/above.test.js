// The data above a page's text, and terms with what they mean: the server's tests (tests/markup) say the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { treeOf } from "../../../static/editing/dragging/items.js";
import { meaningsIn } from "../../../static/editing/meanings.js";
import { moveUp } from "../../../static/editing/moving.js";
import { outline } from "../../../static/editing/outline.js";
import { dataEnd } from "../../../static/editing/plainwords.js";
import { headingsOf } from "../../../static/editing/sections.js";
import { run, stateOf } from "./marked.js";

for (const [text, end] of [
  ["---\na: b\n---\n\nText", 12],
  ["--- \na:\n  - b\n# c\n...", 21],
  ["---\na: b\n\n---\n", 0],
  ["---\na: b\n", 0],
  ["---\n\na: b\n---\n", 0],
  ["---\nwords\n---\n", 0],
  ["\n---\na: b\n---\n", 0],
])
  test(`data above the text in ${JSON.stringify(text)}`, () => {
    assert.equal(dataEnd(text), end);
    assert.equal(dataEnd(stateOf(text).doc), end);
  });

test("what stands in the data is no heading, and nothing moves above it", () => {
  const text = "---\n# no\na: b\n---\n\n# Yes";
  assert.deepEqual(
    headingsOf(stateOf("---\na: b\n# no\n---\n\n# Yes¦")).map((one) => one.text),
    ["Yes"],
  );
  assert.equal(dataEnd(text), 0, "data begins with a key");
  assert.deepEqual(outline("---\na: b\n# no\n---\n\n# Yes").headings, [{ line: 5, level: 1, text: "Yes" }]);
  assert.equal(run(moveUp, "---\na: b\n---\n\nText¦"), "---\na: b\n---\n\nText¦");
});

function kinds(text) {
  const state = stateOf(text);
  const found = [];
  for (let node = treeOf(state).topNode.firstChild; node; node = node.nextSibling)
    if (node.name === "Paragraph")
      found.push(meaningsIn(state.doc, node)?.map(({ kind, sign }) => kind[0] + sign) ?? null);
  return found;
}

for (const [text, expected] of [
  ["Flow\n: Water\n:  more", [["t", "m: ", "m:  "]]],
  ["Flow\nReturn\n: Water\nout of it", [["t", "t", "m: ", "m"]]],
  ["Flow\n\n: Water\n\nText", [["t"], ["m: "], null]],
  [
    "Flow\n: Water\n\nReturn\n: Back",
    [
      ["t", "m: "],
      ["t", "m: "],
    ],
  ],
  [": alone", [null]],
  ["# Heading\n: text", [null]],
  ["word :smile: word\nnext:\n:no blank", [null]],
])
  test(`terms and meanings in ${JSON.stringify(text)}`, () => assert.deepEqual(kinds(text), expected));
