import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { claims } from "../../../static/editing/claims.js";

const ASKED = 500; // ms
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** The tabs of a browser on plain HTTP: `tab()` is one, with no locks but a channel to the others. */
function browser() {
  const open = new Set();
  return (tabs = open) => {
    const channel = { postMessage: (data) => tabs.forEach((one) => one !== channel && one.onmessage({ data })) };
    tabs.add(channel);
    const claim = claims({ account: 1, page: 42, locks: null, channel: () => channel });
    return { claim, close: () => tabs.delete(channel) };
  };
}

async function answer(asked) {
  await settled();
  mock.timers.tick(ASKED);
  return asked;
}

test("without locks a client belongs to the tab that asked first, and others hear so", async () => {
  const tab = browser();
  const [one, two] = [tab(), tab()];
  assert.equal(await answer(one.claim(7)), true);
  assert.equal(await answer(two.claim(7)), false);
  assert.equal(await answer(one.claim(7)), true, "still");
  assert.equal(await answer(two.claim(8)), true);
});

test("of two tabs that ask at once one has it", async () => {
  const tab = browser();
  const [one, two] = [tab(), tab()];
  const asked = Promise.all([one.claim(7), two.claim(7)]);
  assert.deepEqual((await answer(asked)).toSorted(), [false, true]);
});

test("a fresh client needs no question", async () => {
  const tab = browser();
  const [one, two] = [tab(), tab()];
  assert.equal(await one.claim(7, { fresh: true }), true);
  assert.equal(await answer(two.claim(7)), false);
});

test("whoever was refused hears when it may ask again, and then gets what an ended tab had", async () => {
  const tab = browser();
  const [one, two] = [tab(), tab()];
  await one.claim(7, { fresh: true });
  let freed = 0;
  assert.equal(await two.claim(7, { freed: () => freed++ }), false);
  one.close();
  mock.timers.tick(10_000);
  assert.equal(freed, 1);
  assert.equal(await answer(two.claim(7)), true);
});
