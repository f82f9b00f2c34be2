// The browser's parser and the server's find the same in the same text.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { outline } from "../../../static/editing/outline.js";

const corpus = new URL("../../markup/corpus/", import.meta.url);
const read = (name) => readFileSync(new URL(name, corpus), "utf8");
const expected = JSON.parse(read("expected.json"));

for (const [name, found] of Object.entries(expected))
  for (const kind of ["headings", "links", "tables", "tasks"])
    test(`${kind} of ${name}`, () => {
      assert.deepEqual(outline(read(name))[kind], found[kind]);
    });
