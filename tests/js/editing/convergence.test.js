// Whatever happens to the network: in the end all have one text, and every acknowledged marker stands in it once.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Locks, newAccount, pass, stopTheClock, Tab } from "./desk.js";
import { FakeServer } from "./fake-server.js";

const PIECES = ["a", "word ", "\n", "é", "e\u0301", "漢字", "😀", "👩‍👩‍👧", "שלום", "**", "- [ ] ", "| x | y |\n"];
const MARKER = /⟦\d+:\d+⟧/gu;

/** Mulberry32: small, seeded, good enough to shake a protocol. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** A place between two characters of `text`, where no marker and no character is cut apart. */
function placeIn(text, roll) {
  const places = [0];
  for (const [char] of text.matchAll(
    /⟦\d+:\d+⟧|\p{Extended_Pictographic}(?:\p{M}|\u200d|\p{Extended_Pictographic})*|[\s\S]/gu,
  ))
    places.push(places.at(-1) + char.length);
  return places[roll(places.length)];
}

const acts = {
  type: ({ tab, roll, marker }) => tab.type(placeIn(tab.text, roll), roll(3) ? PIECES[roll(PIECES.length)] : marker()),
  drop: ({ tab }) => tab.socket.drop(),
  offline: ({ tab }) => tab.goOffline(),
  online: ({ tab }) => tab.goOnline(),
  silent: ({ tab }) => Object.assign(tab.socket, { silent: true }),
  slow: ({ tab, roll }) => Object.assign(tab.socket, { latency: 5 + roll(200) }),
};
const CHANCES = [
  "type",
  "type",
  "type",
  "type",
  "type",
  "type",
  "drop",
  "offline",
  "online",
  "online",
  "silent",
  "slow",
];

async function story({ seed, people, steps }) {
  const roll = dice(seed);
  const server = new FakeServer().seed("Walk the pipework once.\n");
  const tabs = [];
  for (let who = 0; who < people; who++)
    tabs.push(await new Tab(server, { account: newAccount(), locks: new Locks() }).open());
  const markers = [];
  for (let step = 0; step < steps; step++) {
    const who = roll(people);
    const marker = () => markers[markers.push(`⟦${who}:${markers.length}⟧`) - 1];
    if (roll(25) === 0) {
      await pass(60); // The last keystrokes have reached the store.
      tabs[who] = await tabs[who].crash().open();
    } else acts[CHANCES[roll(CHANCES.length)]]({ tab: tabs[who], roll, marker });
    await pass(10 * roll(20));
  }
  for (const tab of tabs) Object.assign(tab.socket, { online: true, latency: 5 });
  await pass(25_000);
  return { server, tabs, markers };
}

function agreed({ server, tabs, markers }) {
  for (const tab of tabs) {
    assert.equal(tab.text, server.text);
    assert.equal(tab.saved, "saved");
  }
  assert.deepEqual([...server.text.matchAll(MARKER)].map(([marker]) => marker).sort(), markers.sort());
}

beforeEach(() => {
  mock.timers.reset();
  stopTheClock();
});

for (const people of [2, 5])
  for (let seed = 1; seed <= 6; seed++)
    test(`${people} people, random cuts and crashes, story ${seed}`, async () => {
      agreed(await story({ seed: seed * 7919 + people, people, steps: 80 }));
    });
