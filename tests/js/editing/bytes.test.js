import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, splitState, textHash, toBase64 } from "../../../static/editing/bytes.js";

test("bytes survive their way as text", () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256);
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
});

test("a state answer holds updates behind their lengths", () => {
  const { buffer } = Uint8Array.of(0, 0, 0, 2, 7, 8, 0, 0, 0, 1, 9);
  assert.deepEqual(splitState(buffer), [Uint8Array.of(7, 8), Uint8Array.of(9)]);
  assert.deepEqual(splitState(new ArrayBuffer(0)), []);
  assert.throws(() => splitState(Uint8Array.of(0, 0, 0, 9, 1).buffer), RangeError);
});

test("a text's hash is the start of the SHA-256 of its UTF-8", async () => {
  assert.equal(await textHash("é😀"), await textHash("é😀"));
  assert.equal(await textHash(""), "e3b0c44298fc1c14");
});
