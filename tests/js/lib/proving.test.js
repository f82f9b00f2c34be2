import assert from "node:assert/strict";
import { test } from "node:test";
import { prove } from "../../../static/lib/proving.js";

let token = null;
const element = (selector) => (selector.includes("live-token") ? token && { content: token } : { content: "1" });
const head = { appendChild: (added) => added };
globalThis.document = { querySelector: element, querySelectorAll: () => [], createElement: () => ({}), head };

/** A server that answers when it is told to. */
function server() {
  const waiting = [];
  globalThis.fetch = () => new Promise((resolve) => waiting.push(resolve));
  const answer = { ok: true, status: 200, json: async () => ({ account: 1, csrf: "c", live: "token" }) };
  return async () => {
    while (!waiting.length) await new Promise(setImmediate);
    for (const resolve of waiting.splice(0)) resolve(answer);
  };
}

const socketOn = (engine) => ({ io: { engine }, active: true });

test("a socket is opened with what the server gives", async () => {
  const answer = server();
  const given = [];
  const proving = prove.call(socketOn("one"), (proof) => given.push(proof));
  await answer();
  await proving;
  assert.deepEqual(given, [{ token: "token" }]);
});

test("one that has another connection meanwhile is opened once, on that", async () => {
  const answer = server();
  const given = [];
  const socket = socketOn("one");
  const first = prove.call(socket, () => given.push("first"));
  socket.io.engine = "other";
  const second = prove.call(socket, () => given.push("second"));
  await answer();
  await Promise.all([first, second]);
  assert.deepEqual(given, ["second"]);
});

test("one that is on its way to another connection waits for that", async () => {
  const answer = server();
  const given = [];
  const socket = socketOn("one");
  const proving = prove.call(socket, (proof) => given.push(proof));
  socket.io.engine = "other";
  await answer();
  await proving;
  assert.deepEqual(given, []);
});

test("one that has a token by now is opened with that alone", async () => {
  const answer = server();
  const given = [];
  const socket = socketOn("one");
  const first = prove.call(socket, () => given.push("first"));
  token = "from elsewhere";
  prove.call(socket, () => given.push("second"));
  token = null;
  await answer();
  await first;
  assert.deepEqual(given, ["second"]);
});

test("one whose server cannot say who is signed in is broken off, to be tried again", async () => {
  globalThis.fetch = async () => ({ ok: false, status: 503 });
  let broken = 0;
  await prove.call(socketOn({ close: () => broken++ }), () => assert.fail("nothing to give"));
  assert.equal(broken, 1);
});
