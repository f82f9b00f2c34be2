import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, blockOf, changed, lineAt, withOwnColours } from "../../../static/lib/readers.js";

const joost = { id: "a", name: "Joost", slot: 5, line: 3 };
const mira = { id: "b", name: "Mira", slot: 5, line: 9 };

test("readers come, move and go", () => {
  const came = changed(new Map(), [joost, mira]);
  assert.deepEqual([...came.keys()], ["a", "b"]);
  const moved = changed(came, [{ id: "a", line: 12 }]);
  assert.deepEqual(moved.get("a"), { ...joost, line: 12 });
  assert.deepEqual([...changed(moved, [{ id: "a", gone: true }]).keys()], ["b"]);
  assert.equal(came.get("a").line, 3);
});

test("the later of two with one colour takes the next free one", () => {
  assert.deepEqual(
    withOwnColours([joost, mira, { slot: 7 }, { slot: 7 }]).map(({ slot }) => slot),
    [5, 6, 7, 0],
  );
});

test("more people than colours keep their own", () => {
  const crowd = Array.from({ length: 9 }, () => ({ slot: 2 }));
  assert.equal(withOwnColours(crowd).at(-1).slot, 2);
});

test("a line belongs to the block it stands in", () => {
  const blocks = [{ line: 0 }, { line: 4 }, { line: 9 }];
  assert.equal(blockOf(blocks, 6).line, 4);
  assert.equal(blockOf(blocks, 90).line, 9);
  assert.equal(blockOf([{ line: 2 }], 0).line, 2);
});

test("the line looked at is that of the nearest block", () => {
  const blocks = [
    { line: 0, top: -80, bottom: -20 },
    { line: 3, top: 0, bottom: 90 },
    { line: 8, top: 110, bottom: 300 },
  ];
  assert.equal(lineAt(blocks, 50), 3);
  assert.equal(lineAt(blocks, 108), 8);
  assert.equal(lineAt(blocks, -500), 0);
  assert.equal(lineAt([], 10), 0);
});

test("those at one paragraph stand below each other", () => {
  const wished = [12, 90, 10].map((at) => ({ at }));
  assert.deepEqual(
    apart(wished, 28).map(({ at }) => at),
    [10, 38, 90],
  );
});
