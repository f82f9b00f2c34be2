import assert from "node:assert/strict";
import { test } from "node:test";
import { badge } from "../../../static/editing/badge.js";

const status = { ready: true, joined: true, pending: true, kept: true, waitingSince: 1000 };

for (const [says, change, now] of [
  ["loading", { ready: false }, 1000],
  ["saved", { pending: false }, 9000],
  ["saving", {}, 1500],
  ["device", {}, 2500],
  ["device", { joined: false }, 1500],
  ["saving", { kept: false }, 1500],
  ["unsaved", { kept: false }, 2500],
  ["unsaved", { kept: false, joined: false }, 1500],
])
  test(`${says} when ${JSON.stringify(change)} after ${now - 1000} ms`, () => {
    assert.equal(badge({ ...status, ...change }, now), says);
  });
