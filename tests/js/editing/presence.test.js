import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import * as Y from "yjs";
import { cursorAt, Presence, rangeOf } from "../../../static/editing/presence.js";

const text = new Y.Doc().getText("text");
text.insert(0, "Walk the pipework once.");

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("a caret stays at its words when others write before them", () => {
  const cursor = cursorAt(text, { anchor: 9, head: 17 });
  text.insert(0, "Now: ");
  assert.deepEqual(rangeOf(text, cursor), { anchor: 14, head: 22 });
  assert.ok(JSON.stringify(cursor).length < 200);
});

test("a caret that makes no sense, or points at what has not come, is nowhere", () => {
  assert.equal(rangeOf(text, { a: "!", h: "%" }), null);
  const other = new Y.Doc().getText("text");
  other.insert(0, "elsewhere");
  assert.equal(rangeOf(text, cursorAt(other, { anchor: 3, head: 3 })), null);
});

test("a caret in another text of the page is not in this one", () => {
  const title = text.doc.getText("title");
  title.insert(0, "Pipes");
  assert.deepEqual(rangeOf(text, cursorAt(title, { anchor: 2, head: 2 })), {});
  assert.deepEqual(rangeOf(title, cursorAt(title, { anchor: 2, head: 4 })), { anchor: 2, head: 4 });
});

test("the own caret goes out now and then, and only when it moved", () => {
  const sent = [];
  const presence = new Presence((cursor) => sent.push(cursor) > 0);
  for (const at of [1, 2, 3]) presence.show(() => ({ at }));
  mock.timers.tick(100);
  presence.show(() => ({ at: 3 }));
  mock.timers.tick(100);
  assert.deepEqual(sent, [{ at: 3 }]);
});

test("others come, move and go; this tab is not among them", () => {
  const presence = new Presence(() => true);
  presence.reset([{ id: "b", name: "Bob", slot: 1, cursor: null }], "me");
  presence.change([
    { id: "me", name: "Alice", slot: 0, cursor: null },
    { id: "c", name: "Carol", slot: 2, cursor: null },
  ]);
  assert.deepEqual([...presence.others.keys()], ["b", "c"]);
  presence.change([{ id: "b", gone: true }]);
  assert.deepEqual([...presence.others.keys()], ["c"]);
});
