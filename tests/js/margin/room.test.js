import assert from "node:assert/strict";
import { test } from "node:test";
import { arranged } from "../../../static/margin/room.js";

const three = [
  { id: 1, at: 100, height: 80 },
  { id: 2, at: 120, height: 80 },
  { id: 3, at: 400, height: 80 },
];

test("threads that would overlap make room downwards", () => {
  assert.deepEqual(
    [...arranged(three)],
    [
      [1, 100],
      [2, 192],
      [3, 400],
    ],
  );
  assert.deepEqual(
    [...arranged(three, { least: 150 })],
    [
      [1, 150],
      [2, 242],
      [3, 400],
    ],
  );
});

test("the chosen one keeps its place and the others give way", () => {
  assert.deepEqual(
    [...arranged(three, { chosen: 2 })],
    [
      [1, 28],
      [2, 120],
      [3, 400],
    ],
  );
  assert.deepEqual(
    [...arranged(three, { chosen: 2, least: 90 })],
    [
      [1, 90],
      [2, 182],
      [3, 400],
    ],
  );
});

test("none over another, however many there are", () => {
  const many = Array.from({ length: 300 }, (_, id) => ({ id, at: (id * 37) % 900, height: 40 + (id % 7) * 9 }));
  for (const chosen of [undefined, 0, 150, 299]) {
    const tops = arranged(many, { chosen });
    const placed = many.map((one) => ({ ...one, top: tops.get(one.id) })).sort((a, b) => a.top - b.top);
    for (const [index, { top }] of placed.entries())
      if (index) assert.ok(top >= placed[index - 1].top + placed[index - 1].height, `${chosen}: ${index}`);
  }
});
