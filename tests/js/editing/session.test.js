import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { fromBase64, toBase64 } from "../../../static/editing/bytes.js";
import { Locks, newAccount, pass, stopTheClock, Tab } from "./desk.js";
import { FakeServer } from "./fake-server.js";

let server;
beforeEach(() => {
  mock.timers.reset();
  stopTheClock();
  server = new FakeServer().seed("Walk the pipework once.\n");
});

const updates = () => server.received.filter(([name]) => name === "update").map(([, message]) => message);

test("what alice types reaches the server, and the badge says so", async () => {
  const alice = await new Tab(server).open();
  assert.equal(alice.saved, "saved");
  alice.type(0, "Now: ");
  assert.equal(alice.saved, "saving");
  await pass(100);
  assert.equal(server.text, "Now: Walk the pipework once.\n");
  assert.equal(alice.saved, "saved");
  assert.deepEqual(await alice.store.updates(), []);
});

test("quick typing goes out as one update", async () => {
  const alice = await new Tab(server).open();
  for (const [at, char] of [..."quick"].entries()) alice.type(at, char);
  await pass(100);
  assert.equal(updates().length, 1);
  assert.match(server.text, /^quickWalk/);
});

test("a slow server gets fewer and larger updates", async () => {
  const alice = await new Tab(server).open();
  alice.socket.latency = 1000;
  for (let at = 0; at < 100; at++) {
    alice.type(at, "x");
    await pass(40);
  }
  await pass(8000);
  assert.equal(server.text.length, 100 + 24);
  assert.ok(updates().length < 60, `${updates().length} updates`);
  assert.equal(alice.saved, "saved");
});

test("a loaded page and what comes later are the same text for everyone", async () => {
  const alice = await new Tab(server).open();
  const bob = await new Tab(server).open();
  alice.type(0, "A");
  bob.type(5, "B");
  await pass(200);
  assert.equal(alice.text, bob.text);
  assert.equal(alice.text, server.text);
});

test("offline, writing is kept on this device and sent on return, in order and once", async () => {
  const alice = await new Tab(server).open();
  alice.goOffline();
  for (let at = 0; at < 50; at++) {
    alice.type(at, String(at % 10));
    await pass(50);
  }
  assert.equal(alice.saved, "device");
  assert.equal((await alice.store.updates()).length, 1, "what was never sent grows in one row");
  alice.goOnline();
  await pass(500);
  assert.equal(alice.saved, "saved");
  assert.equal(server.text, `${"0123456789".repeat(5)}Walk the pipework once.\n`);
});

test("an update that was committed but not acknowledged is sent again and counts once", async () => {
  const alice = await new Tab(server).open();
  alice.type(0, "once ");
  await pass(40);
  alice.goOffline();
  await pass(1100);
  assert.match(server.text, /^once /);
  assert.equal(alice.saved, "device");
  alice.goOnline();
  await pass(300);
  assert.equal(alice.saved, "saved");
  assert.equal(updates().length, 2);
  assert.equal(server.log.length, 2);
});

test("a connection that is dead without saying so is noticed and replaced", async () => {
  const alice = await new Tab(server).open();
  alice.socket.silent = true;
  alice.type(0, "still ");
  await pass(4000);
  assert.equal(alice.saved, "device");
  await pass(3000);
  assert.equal(alice.saved, "saved");
  assert.match(server.text, /^still /);
});

test("waking up asks at once whether anybody is there", async () => {
  const alice = await new Tab(server).open();
  alice.socket.silent = true;
  alice.session.wake();
  await pass(8000);
  assert.equal(alice.socket.silent, false);
  assert.equal(alice.session.status.joined, true);
});

test("a server that fails when it is asked counts as one that is not there", async () => {
  const alice = await new Tab(server).open();
  const joined = () => server.received.filter(([name]) => name === "join").length;
  const before = joined();
  server.on_check = (_socket, _message, reply) => reply();
  alice.session.wake();
  await pass(8000);
  assert.ok(joined() > before);
  assert.equal(alice.session.status.joined, true);
});

test("a gap in the log is filled by joining again from the last whole row", async () => {
  const alice = await new Tab(server).open();
  const bob = await new Tab(server).open();
  const { toBrowser } = alice.socket;
  alice.socket.toBrowser = () => {};
  bob.type(0, "lost ");
  await pass(100);
  alice.socket.toBrowser = toBrowser;
  bob.type(0, "seen ");
  await pass(200);
  assert.equal(alice.text, server.text);
  const joins = server.received.filter(([name]) => name === "join").map(([, asked]) => asked);
  assert.deepEqual(
    joins.map(({ seq }) => seq),
    [1, 1, 1],
  );
});

test("after a crash the next load sends what was left, under its own client and counter", async () => {
  const alice = await new Tab(server).open();
  alice.goOffline();
  alice.type(0, "before the crash. ");
  await pass(200);
  const { client } = alice.session.live;
  const again = await alice.crash().open();
  await pass(300);
  assert.notEqual(again.session.live.client, client);
  assert.deepEqual(
    updates().map((message) => [message.client, message.n]),
    [[client, 1]],
  );
  assert.equal(server.text, "before the crash. Walk the pipework once.\n");
  assert.equal(again.text, server.text);
  assert.deepEqual(await again.store.updates(), []);
});

test("what stands on adopted text is sent after it", async () => {
  const alice = await new Tab(server).open();
  alice.goOffline();
  alice.type(0, "first ");
  await pass(200);
  const second = alice.crash();
  second.socket.online = false;
  await second.open();
  second.type(6, "second ");
  await pass(200);
  const third = await second.crash().open();
  await pass(300);
  assert.equal(server.text, "first second Walk the pipework once.\n");
  assert.equal(third.text, server.text);
  assert.equal(third.saved, "saved");
});

test("two tabs of one account leave each other's unsent text alone", async () => {
  const [account, locks] = [newAccount(), new Locks()];
  const alice = await new Tab(server, { account, locks }).open();
  alice.goOffline();
  alice.type(0, "tab one ");
  await pass(200);
  await new Tab(server, { account, locks }).open();
  await pass(300);
  assert.deepEqual(updates(), []);
  alice.goOnline();
  await pass(500);
  assert.match(server.text, /^tab one /);
});

test("a tab that ends after another has come leaves its unsent text to that one", async () => {
  const [account, locks] = [newAccount(), new Locks()];
  const alice = await new Tab(server, { account, locks }).open();
  alice.goOffline();
  alice.type(0, "left behind ");
  await pass(200);
  const hers = await new Tab(server, { account, locks }).open();
  assert.equal(hers.text, "Walk the pipework once.\n");
  alice.crash();
  await pass(500);
  assert.match(hers.text, /^left behind /);
  assert.equal(server.text, hers.text);
  assert.deepEqual(await hers.store.updates(), []);
});

test("a server whose disk is full says so until it can write again", async () => {
  const alice = await new Tab(server).open();
  server.full = true;
  alice.type(0, "kept ");
  await pass(200);
  assert.deepEqual([alice.session.status.held, alice.saved], [true, "device"]);
  server.full = false;
  await pass(1500);
  assert.deepEqual([alice.session.status.held, alice.saved], [false, "saved"]);
  assert.match(server.text, /^kept /);
});

test("an update that the server will never take is set aside, and the rest goes on", async () => {
  const alice = await new Tab(server).open();
  server.refuse = ({ u }) => (fromBase64(u).length > 200 ? "size" : null);
  alice.type(0, "x".repeat(300));
  await pass(400);
  assert.equal(alice.text, server.text);
  const [{ text, reason }] = await alice.store.asides();
  assert.match(text, /^x{300}Walk/);
  assert.equal(reason, "size");
  alice.type(0, "short ");
  await pass(200);
  assert.match(server.text, /^short Walk/);
  assert.equal(alice.saved, "saved");
});

test("in a new history, unsent text is replayed and a copy set aside", async () => {
  const alice = await new Tab(server).open();
  alice.goOffline();
  alice.type(23, " Then open the bypass.");
  await pass(200);
  server.cut("Restored: Walk the pipework once.\n");
  alice.goOnline();
  await pass(600);
  assert.equal(server.text, "Restored: Walk the pipework once. Then open the bypass.\n");
  assert.equal(alice.text, server.text);
  assert.deepEqual(
    alice.told.map(([name]) => name),
    ["document", "document", "aside"],
  );
  const [{ text, reason }] = await alice.store.asides();
  assert.equal(text, "Walk the pipework once. Then open the bypass.\n");
  assert.equal(reason, "epoch");
  assert.equal(alice.saved, "saved");
});

test("what the server has and did not acknowledge is there once, though this device kept an older copy", async () => {
  const alice = await new Tab(server).open();
  alice.copy = server.state();
  alice.socket.latency = 5000;
  alice.type(0, "Now: ");
  await pass(100);
  alice.goOffline();
  alice.socket.latency = 0;
  const [{ client, n, bytes }] = await alice.store.updates();
  server.log.push({ client, n, u: toBase64(bytes) });
  alice.type(5, "please, ");
  await pass(100);
  let refusals = 1;
  server.answer = () => (refusals-- > 0 ? "epoch" : null);
  alice.goOnline();
  await pass(1500);
  assert.deepEqual(alice.loads, ["any", "own"]);
  assert.equal(server.text, "Now: please, Walk the pipework once.\n");
  assert.equal(alice.text, server.text);
  assert.equal(alice.saved, "saved");
});

test("a new history meets what a crash left behind, once", async () => {
  const alice = await new Tab(server).open();
  alice.goOffline();
  alice.type(23, " Then open the bypass.");
  await pass(2500);
  const again = alice.crash();
  server.cut("Restored: Walk the pipework once.\n");
  await again.open();
  await pass(400);
  assert.equal(server.text, "Restored: Walk the pipework once. Then open the bypass.\n");
  assert.deepEqual(await again.store.updates(), []);
  await (await again.crash().open()).session.flush();
  await pass(400);
  assert.equal(server.text, "Restored: Walk the pipework once. Then open the bypass.\n");
});

test("withdrawn rights end the session at once and keep the unsent text", async () => {
  const alice = await new Tab(server).open();
  server.answer = () => "rights";
  alice.socket.silent = true;
  alice.type(0, "mine ");
  await pass(100);
  alice.socket.silent = false;
  server.close("rights");
  await pass(100);
  assert.equal(alice.session.status.closed, "rights");
  assert.match(alice.text, /^mine /);
  assert.equal((await alice.store.updates()).length, 1);
  await pass(10_000);
  assert.equal(alice.socket.connected, false);
});

test("a browser that keeps nothing says that unsent text is not saved", async () => {
  const alice = await new Tab(server, { keeps: false }).open();
  assert.equal(alice.session.status.stored, false);
  alice.goOffline();
  alice.type(0, "nowhere ");
  await pass(200);
  assert.equal(alice.saved, "unsaved");
  alice.goOnline();
  await pass(500);
  assert.equal(alice.saved, "saved");
});

test("a write that the browser refuses is said and tried again", async () => {
  const alice = await new Tab(server).open();
  alice.goOffline();
  const { keep } = alice.store;
  alice.store.keep = async () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  alice.type(0, "full ");
  await pass(200);
  assert.equal(alice.saved, "unsaved");
  alice.store.keep = keep;
  await pass(1000);
  assert.equal(alice.saved, "device");
});

test("a text that differs from the server's is loaded anew", async () => {
  const alice = await new Tab(server).open();
  server.log[0] = new FakeServer().seed("Another text.\n").log[0];
  await pass(36_000);
  assert.equal(alice.text, "Another text.\n");
  alice.type(0, "Yes: ");
  await pass(200);
  assert.equal(server.text, "Yes: Another text.\n");
});

test("a server that lost rows without a new history is noticed on return", async () => {
  const alice = await new Tab(server).open();
  alice.type(0, "gone ");
  await pass(200);
  server.log.pop();
  alice.socket.drop();
  await pass(400);
  assert.equal(alice.text, server.text);
});
