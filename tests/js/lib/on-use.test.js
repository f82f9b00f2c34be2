import assert from "node:assert/strict";
import { test } from "node:test";
import { onUse } from "../../../static/lib/on-use.js";

const near = { closest: (selector) => (selector === "kring-tree" ? near : null) };
const far = { closest: () => null };

function reaching(name, target) {
  const event = new Event(name);
  Object.defineProperty(event, "target", { value: target });
  return event;
}

test("a part is loaded once, when somebody first reaches for what needs it", async (t) => {
  globalThis.document = new EventTarget();
  t.after(() => delete globalThis.document);
  const begun = [];
  let loads = 0;
  onUse("kring-tree", async () => {
    loads += 1;
    return { begin: (element, { type }) => begun.push([element, type]) };
  });
  for (const [name, target] of [
    ["pointerover", far],
    ["click", {}],
    ["focusin", near],
    ["click", near],
  ]) {
    document.dispatchEvent(reaching(name, target));
    await new Promise(setImmediate);
  }
  assert.equal(loads, 1);
  assert.deepEqual(begun, [[near, "focusin"]]);
});
