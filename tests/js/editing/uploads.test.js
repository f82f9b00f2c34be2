import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { openUploads } from "../../../static/editing/upload-store.js";
import { Upload, Uploads } from "../../../static/editing/uploads.js";

const PLACE = () => ({ a: "here", h: "here" });

/** Uploads whose answers the test gives: `desk.answer(name, told)` and `desk.fail(name, reason)`. */
async function desk({ indexedDB = new IDBFactory(), largest = 100 } = {}) {
  const open = new Map();
  const arrived = [];
  const store = indexedDB && (await openUploads({ account: 1, page: 2, indexedDB }));
  const uploads = new Uploads({
    send: (upload, sent) => new Promise((resolve, reject) => open.set(upload.name, { resolve, reject, sent })),
    arrived: (upload, told) => arrived.push([upload.name, told]),
    store,
    largest,
  });
  let count = 0;
  return {
    arrived,
    open,
    store,
    uploads,
    add(name, size = 3) {
      const upload = new Upload({ id: `tab-${++count}`, file: new Blob(["x".repeat(size)]), name });
      uploads.add(upload, PLACE);
      return upload;
    },
    answer: (name, told = {}) => open.get(name).resolve(told),
    fail: (name, reason) => open.get(name).reject({ reason }),
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 10)); // fake-indexeddb answers by timers

async function rows({ store }) {
  await turn();
  return (await store.rows()).map(({ name }) => name);
}

test("One goes after the other, in the order in which they came", async () => {
  const one = await desk();
  const [a, b] = [one.add("a"), one.add("b")];
  assert.deepEqual([a.state, b.state], ["sending", "waiting"]);
  one.open.get("a").sent(0.5);
  assert.equal(a.sent, 0.5);
  one.answer("a");
  await turn();
  assert.deepEqual([a.state, b.state], ["done", "sending"]);
  one.answer("b");
  await turn();
  assert.deepEqual(
    one.arrived.map(([name]) => name),
    ["a", "b"],
  );
  assert.deepEqual(await rows(one), [], "nothing is kept of what has arrived");
});

test("What is refused says why, lets the next go on and can be tried again", async () => {
  const one = await desk();
  const [a, b] = [one.add("a"), one.add("b")];
  one.fail("a", "No room.");
  await turn();
  assert.deepEqual([a.state, a.why, b.state], ["refused", "No room.", "sending"]);
  assert.deepEqual(await rows(one), ["a", "b"], "it is still here");
  one.answer("b");
  await turn();
  one.uploads.retry(a);
  assert.equal(a.state, "sending");
});

test("Too large a file is not even sent", async () => {
  const one = await desk();
  const a = one.add("a", 101);
  assert.deepEqual([a.state, a.why, one.open.size], ["refused", "large", 0]);
});

test("Without a network all wait, on this device, and go when it is back", async () => {
  const indexedDB = new IDBFactory();
  const one = await desk({ indexedDB });
  const [a, b] = [one.add("a"), one.add("b")];
  one.fail("a", "offline");
  await turn();
  assert.deepEqual([a.state, b.state], ["offline", "offline"]);
  const kept = await openUploads({ account: 1, page: 2, indexedDB }).then((store) => store.rows());
  assert.deepEqual(
    kept.map(({ id, name, place }) => ({ id, name, place })),
    [
      { id: "tab-1", name: "a", place: PLACE() },
      { id: "tab-2", name: "b", place: PLACE() },
    ],
  );
  assert.equal(await kept[0].file.text(), "xxx");
  one.uploads.wake();
  assert.equal(a.state, "sending");
});

test("What was cancelled leaves nothing, even when it arrives", async () => {
  const one = await desk();
  const [a, b] = [one.add("a"), one.add("b")];
  await turn();
  one.uploads.cancel(a);
  assert.ok(a.ending.signal.aborted);
  one.answer("a");
  await turn();
  assert.deepEqual([a.state, b.state, one.arrived.length], ["gone", "sending", 0]);
  assert.deepEqual(await rows(one), ["b"]);
});

test("Another account and another page see nothing of it", async () => {
  const indexedDB = new IDBFactory();
  const one = await desk({ indexedDB });
  one.add("a");
  await turn();
  for (const other of [
    { account: 9, page: 2 },
    { account: 1, page: 9 },
  ])
    assert.deepEqual(await (await openUploads({ ...other, indexedDB })).rows(), []);
});

test("Where the browser keeps nothing, files are sent all the same", async () => {
  const one = await desk({ indexedDB: null });
  const a = one.add("a");
  one.answer("a");
  await turn();
  assert.equal(a.state, "done");
});
