// The title is a second text of the page: it goes the same ways, and never breaks.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { EditorState, Transaction } from "@codemirror/state";
import * as Y from "yjs";
import { LiveDoc } from "../../../static/editing/livedoc.js";
import { full, oneLine } from "../../../static/editing/oneline.js";
import { newAccount, pass, stopTheClock, Tab } from "./desk.js";
import { FakeServer } from "./fake-server.js";

beforeEach(() => {
  mock.timers.reset();
  stopTheClock();
});

const titleOf = (tab) => tab.session.live.title.toString();
const entitle = (tab, at, words) => tab.session.live.title.insert(at, words);

test("two titles typed at once are one, for everybody", async () => {
  const server = new FakeServer().call("Steps");
  const [hers, his] = [await new Tab(server).open(), await new Tab(server).open()];
  entitle(hers, 0, "First ");
  entitle(his, 5, " here");
  await pass(200);
  assert.deepEqual([titleOf(hers), titleOf(his), server.title], Array(3).fill("First Steps here"));
  assert.equal(hers.saved, "saved");
});

test("a title typed offline is sent on return, also after a crash", async () => {
  const server = new FakeServer().call("Steps");
  const tab = await new Tab(server).open();
  tab.goOffline();
  entitle(tab, 5, " to take");
  await pass(2000);
  assert.equal(tab.saved, "device");
  const next = tab.crash();
  next.goOnline();
  await next.open();
  await pass(500);
  assert.equal(server.title, "Steps to take");
});

test("in a new history an unsent title is brought along", async () => {
  const server = new FakeServer().call("Steps").seed("Words.");
  const tab = await new Tab(server, { account: newAccount() }).open();
  tab.goOffline();
  entitle(tab, 5, " to take");
  await pass(100);
  server.cut("Words.");
  server.call("Steps");
  tab.goOnline();
  tab.session.wake();
  await pass(3000);
  assert.deepEqual([server.title, server.text], ["Steps to take", "Words."]);
});

test("a title that differs from the server's is loaded anew", async () => {
  const server = new FakeServer().call("Steps");
  const tab = await new Tab(server).open();
  const { live } = tab.session;
  live.committedTitle = () => "Stairs";
  await pass(31_000);
  assert.notEqual(tab.session.live, live);
  assert.equal(titleOf(tab), "Steps");
});

test("before the server has put a title in there is none to write", () => {
  const nothing = new LiveDoc({ epoch: 1, seq: 0, updates: [] });
  assert.equal(nothing.titled, false);
  const empty = Uint8Array.from([1, 1, 0, 0, 1, 1, 5, ...new TextEncoder().encode("title"), 1, 1, 0, 1, 0, 1]);
  nothing.receive({ from: 1, to: 1, updates: [empty] });
  assert.deepEqual([nothing.titled, nothing.title.toString()], [true, ""]);
});

const typed = (doc, spec) => EditorState.create({ doc, extensions: oneLine }).update(spec);

test("what is typed or pasted into a title is one line", () => {
  const { state } = typed("ab", { changes: { from: 1, insert: "one\n  two\n" }, selection: { anchor: 10 } });
  assert.deepEqual([state.doc.toString(), state.selection.main.head], ["aone two b", 9]);
  assert.equal(typed("ab", { changes: { from: 1, insert: "\n" } }).state.doc.toString(), "a b");
});

test("a title grows no longer than it may, and no character of it is cut", () => {
  const { state } = typed("x".repeat(199), { changes: { from: 199, insert: "😀😀" } });
  assert.equal(state.doc.toString(), "x".repeat(199));
  const { state: filled, effects } = typed("x".repeat(198), { changes: { from: 0, insert: "😀😀" } });
  assert.equal(filled.doc.length, 200);
  assert.ok(effects.some((effect) => effect.is(full)));
  assert.deepEqual(typed("ab", { changes: { from: 1, insert: "\n" } }).effects, []);
});

test("what others made of it is shown as it is", () => {
  const spec = { changes: { from: 0, insert: "two\nlines" }, annotations: Transaction.remote.of(true) };
  assert.equal(typed("", spec).state.doc.toString(), "two\nlines");
});

test("random edits of text and title by three end alike", async () => {
  let seed = 7;
  const dice = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const server = new FakeServer().call("Steps").seed("Words.");
  const tabs = await Promise.all([1, 2, 3].map(() => new Tab(server).open()));
  for (let turn = 0; turn < 60; turn++) {
    const { live } = tabs[dice(3)].session;
    const text = dice(2) ? live.text : live.title;
    const at = dice(text.length + 1);
    if (dice(4)) text.insert(at, ["a", "é", "漢", "word "][dice(4)]);
    else if (at < text.length) text.delete(at, 1);
    if (!dice(3)) await pass(50);
  }
  await pass(1000);
  for (const tab of tabs) assert.deepEqual([tab.text, titleOf(tab)], [server.text, server.title]);
  const whole = new Y.Doc();
  for (const { updates } of [server.state()]) for (const bytes of updates) Y.applyUpdate(whole, bytes);
  assert.equal(whole.getText("title").toString(), server.title);
});
