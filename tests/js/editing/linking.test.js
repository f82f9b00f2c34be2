import assert from "node:assert/strict";
import { test } from "node:test";
import { linkAt, linked, wholeAddress } from "../../../static/editing/linking.js";
import { apply, stateOf } from "./marked.js";

const link = (address) => (state) => linked(state, state.selection.main, address);

for (const [what, address, before, after] of [
  ["words become a link", "/p/1", "a ‹b› c", "a [b](/p/1)¦ c"],
  ["without words the address stands for them", "x.org", "a ¦", "a [x.org](https://x.org)¦"],
  ["another address", "/p/2", "[b¦](/p/1) c", "[b](/p/2)¦ c"],
  ["one in angles", "/p/2", "[b¦](</a b>)", "[b](/p/2)¦"],
  ["a link with a title keeps it", "/p/2", '[b¦](/p/1 "t")', '[b](/p/2 "t")¦'],
  ["none any more", "", "see [b¦](/p/1) c", "see b¦ c"],
])
  test(`linking: ${what}`, () => {
    const state = stateOf(before);
    assert.equal(apply(state, link(address)(state)), after);
  });

test("a new address does not touch the words, in which others may be writing", () => {
  const state = stateOf("[words¦](/p/1)");
  assert.equal(link("/p/2")(state).changes.touchesRange(1, 6), false);
  assert.equal(link("")(state).changes.touchesRange(2, 5), false);
});

test("the address of a link is read as it leads", () => {
  const { address } = linkAt(stateOf("[b¦](</a b>)"), { from: 2, to: 2 });
  assert.equal(address, "/a b");
  assert.equal(linkAt(stateOf("b¦"), { from: 1, to: 1 }), null);
});

for (const [typed, whole] of [
  ["example.org/a", "https://example.org/a"],
  [" ann@example.org ", "mailto:ann@example.org"],
  ["tel:123", "tel:123"],
  ["#below", "#below"],
  ["/p/1", "/p/1"],
  ["/a (b)", "</a (b)>"],
  ["a<b> c", "<a%3Cb%3E c>"],
])
  test(`an address: ${typed}`, () => assert.equal(wholeAddress(typed), whole));
