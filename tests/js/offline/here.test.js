import assert from "node:assert/strict";
import { test } from "node:test";
import { prove } from "../../../static/offline/here.js";

const element = { content: "1" };
globalThis.document = { querySelector: () => element, querySelectorAll: () => [] };

/** A server that answers when it is told to. */
function server() {
  const waiting = [];
  globalThis.fetch = () => new Promise((resolve) => waiting.push(resolve));
  const answer = { ok: true, status: 200, json: async () => ({ account: 1, csrf: "c", live: "token" }) };
  return () => {
    for (const resolve of waiting.splice(0)) resolve(answer);
  };
}

const socketOn = (engine) => ({ io: { engine }, active: true });

test("a socket is opened with what the server gives", async () => {
  const answer = server();
  const given = [];
  const proving = prove(socketOn("one"), (proof) => given.push(proof));
  answer();
  await proving;
  assert.deepEqual(given, [{ token: "token" }]);
});

test("one that has another connection meanwhile is opened once, on that", async () => {
  const answer = server();
  const given = [];
  const socket = socketOn("one");
  const first = prove(socket, () => given.push("first"));
  socket.io.engine = "other";
  const second = prove(socket, () => given.push("second"));
  answer();
  await Promise.all([first, second]);
  assert.deepEqual(given, ["second"]);
});

test("one that is on its way to another connection waits for that", async () => {
  const answer = server();
  const given = [];
  const socket = socketOn("one");
  const proving = prove(socket, (proof) => given.push(proof));
  socket.io.engine = "other";
  answer();
  await proving;
  assert.deepEqual(given, []);
});
