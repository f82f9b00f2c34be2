import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { send } from "../../../static/offline/returning.js";
import { Locks, newAccount, pass, stopTheClock, Tab } from "../editing/desk.js";
import { FakeServer, FakeSocket } from "../editing/fake-server.js";

let server;
beforeEach(() => {
  mock.timers.reset();
  stopTheClock();
  server = new FakeServer().seed("Walk the pipework once.\n");
});

/** Somebody has written "Offline. " in a tab that has ended before the server had it; answers their next tab. */
async function left(account = newAccount(), locks = new Locks()) {
  const tab = await new Tab(server, { account, locks }).open();
  tab.goOffline();
  tab.type(0, "Offline. ");
  await pass(2000);
  tab.crash();
  await pass(50);
  return { account, locks };
}

async function returned({ account, locks }, options = {}) {
  const next = {};
  const socket = new FakeSocket(server);
  const all = { account, page: 42, socket, locks: locks.of(next), load: async () => server.state(), ...options };
  const sending = send(all);
  await pass(3000);
  return sending;
}

test("what a closed tab left goes to the server, and nothing of it stays on the device", async () => {
  const before = await left();
  assert.equal(await returned(before), null);
  assert.equal(server.text, "Offline. Walk the pipework once.\n");
  const tab = await new Tab(server, before).open();
  assert.deepEqual(await tab.store.updates(), []);
  assert.equal(tab.text, server.text);
});

test("it is merged where the history was cut meanwhile, and set aside as it was", async () => {
  const before = await left();
  server.cut("Walk the pipework twice.\n");
  assert.equal(await returned(before), null);
  assert.equal(server.text, "Offline. Walk the pipework twice.\n");
  const tab = await new Tab(server, before).open();
  assert.deepEqual(
    (await tab.store.asides()).map(({ text, reason }) => [text, reason]),
    [["Offline. Walk the pipework once.\n", "epoch"]],
  );
});

test("who may write no more is told so and keeps it, for the page's next tab to send", async () => {
  const before = await left();
  server.answer = () => "rights";
  assert.equal(await returned(before), "rights");
  const refused = async () => Promise.reject(Object.assign(new Error("no"), { reason: "gone" }));
  assert.equal(await returned(before, { load: refused }), "gone");
  server.answer = () => null;
  await new Tab(server, before).open();
  await pass(500);
  assert.equal(server.text, "Offline. Walk the pipework once.\n");
});

test("a tab that is just ending is waited for", async () => {
  const [account, locks] = [newAccount(), new Locks()];
  const tab = await new Tab(server, { account, locks }).open();
  tab.goOffline();
  tab.type(0, "Offline. ");
  await pass(2000);
  const sending = returned({ account, locks });
  await pass(500);
  tab.crash();
  await sending;
  assert.equal(server.text, "Offline. Walk the pipework once.\n");
});

test("what another tab has open is left to that tab, also when it ends later", async () => {
  const [account, locks] = [newAccount(), new Locks()];
  const tab = await new Tab(server, { account, locks }).open();
  tab.goOffline();
  tab.type(0, "Offline. ");
  await pass(2000);
  assert.equal(await returned({ account, locks }), null);
  assert.equal(server.text, "Walk the pipework once.\n");
  tab.crash();
  await pass(50);
  await new Tab(server, { account, locks }).open();
  await pass(500);
  assert.equal(server.text, "Offline. Walk the pipework once.\n");
});
