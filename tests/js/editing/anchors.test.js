import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as Y from "yjs";
import { spanOf } from "../../../static/editing/anchors.js";

const said = JSON.parse(readFileSync(new URL("anchors.json", import.meta.url), "utf8"));

test("the browser finds passages where the server finds them, with emoji and ideographs", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(said.state, "base64"));
  const text = doc.getText("text");
  assert.equal(text.toString(), said.text);
  assert.ok(said.spans.length > 20);
  for (const { marks, from, to } of said.spans) assert.deepEqual(spanOf(text, marks), from < to ? { from, to } : null);
});

test("units that nobody wrote, and words that are gone, are nowhere", () => {
  const doc = new Y.Doc();
  const text = doc.getText("text");
  text.insert(0, "gone");
  const { clientID } = doc;
  text.delete(0, 4);
  assert.equal(spanOf(text, [clientID, 0, clientID, 3]), null);
  assert.equal(spanOf(text, [5, 0, 5, 3]), null);
});
