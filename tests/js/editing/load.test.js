import assert from "node:assert/strict";
import test from "node:test";
import { ahead } from "../../../static/editing/load.js";

test("what is loaded ahead is given once, and later asked for anew", async () => {
  let loads = 0;
  const load = ahead(async () => ++loads);
  assert.equal(loads, 1);
  assert.equal(await load(), 1);
  assert.equal(await load(), 2);
});

test("a failure ahead reaches whoever asks, and nobody before", async () => {
  const load = ahead(() => Promise.reject(new Error("no network")));
  await assert.rejects(load(), /no network/);
});
