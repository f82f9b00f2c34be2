import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import * as Y from "yjs";
import { inParts, wholeCharacters, withLineFeeds } from "../../../static/editing/characters.js";
import { changesOf, write } from "../../../static/editing/sharing.js";

function shared(text) {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, text);
  return doc.getText("text");
}

function typed(text, changes) {
  const state = EditorState.create({ doc: text.toString(), extensions: EditorState.lineSeparator.of("\n") });
  const transaction = state.update({ changes });
  write(text, wholeCharacters(transaction.changes, state.doc, transaction.newDoc), "here");
  return transaction.newDoc.toString();
}

test("several changes of one edit reach the shared text", () => {
  const text = shared("one two three");
  const wanted = typed(text, [
    { from: 0, to: 3, insert: "1" },
    { from: 4, insert: "and " },
    { from: 8, to: 13 },
  ]);
  assert.equal(text.toString(), wanted);
  assert.equal(wanted, "1 and two ");
});

test("an edit between the halves of an emoji takes the whole emoji", () => {
  const text = shared("a😀b");
  const half = { from: 2, to: 3, insert: "😁".slice(1) };
  assert.equal(typed(text, [half]), "a😁b");
  assert.equal(text.toString(), "a😁b");
  assert.doesNotMatch(JSON.stringify(text.toDelta()), /\ufffd/);
});

test("a long text goes out in parts, none of which ends inside a character", () => {
  const text = shared("start end");
  let updates = 0;
  text.doc.on("update", (bytes) => {
    updates++;
    assert.ok(bytes.length < 100_000);
  });
  const long = "x😀".repeat(30_000);
  assert.equal(typed(text, [{ from: 6, insert: long }]), text.toString());
  assert.ok(updates > 4);
  for (const part of inParts(long, 10)) assert.doesNotMatch(part, /[\ud800-\udbff]$/);
});

test("what others write becomes changes at the right places", () => {
  const text = shared("one two three");
  const state = EditorState.create({ doc: text.toString() });
  let shown = state;
  text.observe(({ delta }) => {
    shown = shown.update({ changes: changesOf(delta) }).state;
  });
  text.doc.transact(() => {
    text.delete(0, 4);
    text.insert(4, "and ");
    text.insert(text.length, "!");
  });
  assert.equal(shown.doc.toString(), text.toString());
});

test("pasted lines end as the page's lines do", () => {
  assert.equal(withLineFeeds("a\r\nb\rc\nd"), "a\nb\nc\nd");
});
