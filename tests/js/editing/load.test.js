import assert from "node:assert/strict";
import test from "node:test";
import { ahead, loadState } from "../../../static/editing/load.js";

test("what is loaded ahead is given once, and later asked for anew", async () => {
  let loads = 0;
  const load = ahead(async () => ++loads);
  assert.equal(loads, 1);
  assert.equal(await load(), 1);
  assert.equal(await load(), 2);
});

test("a state is asked of the server alone when it is said so", async (t) => {
  const asked = [];
  t.mock.method(globalThis, "fetch", async (_url, { cache }) => {
    asked.push(cache);
    return new Response(new ArrayBuffer(0), { headers: { "X-Kring-Epoch": "1", "X-Kring-Seq": "7" } });
  });
  const load = ahead((how) => loadState("/p/1/state", how));
  await load();
  await load({ own: true });
  assert.deepEqual(asked, ["no-store", "reload"]);
});

test("a failure ahead reaches whoever asks, and nobody before", async () => {
  const load = ahead(() => Promise.reject(new Error("no network")));
  await assert.rejects(load(), /no network/);
});
