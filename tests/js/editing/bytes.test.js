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

test("a text's hash is the length and CRC-32 of its UTF-8, as the server reckons it", () => {
  assert.equal(textHash(""), "0-00000000");
  assert.equal(textHash("123456789"), "9-cbf43926");
  assert.equal(textHash("é😀"), "6-7f805a06");
});
