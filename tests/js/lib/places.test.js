import assert from "node:assert/strict";
import { test } from "node:test";
import { placeAt, placeNow, placesOf } from "../../../static/lib/places.js";

const leaf = (id) => ({ id, children: [] });
const ROWS = [leaf("1"), { id: "2", children: [leaf("3"), leaf("4")] }, leaf("5")];
const said = ({ id, where, parent, after }) => `${where} ${id}: ${parent}/${after}`;

test("the arrows come by every place once, from the top down", () => {
  assert.deepEqual(placesOf(ROWS, "5").map(said), [
    "before 1: null/null",
    "into 1: 1/last",
    "after 1: null/1",
    "into 2: 2/last",
    "before 3: 2/null",
    "into 3: 3/last",
    "after 3: 2/3",
    "into 4: 4/last",
    "after 4: 2/4",
    "after 2: null/2",
  ]);
});

test("nothing lands within itself", () => {
  const places = placesOf(ROWS, "2");
  assert.ok(places.every(({ id, parent }) => !["2", "3", "4"].includes(id) && !["2", "3", "4"].includes(parent)));
});

test("the way begins where the page stands", () => {
  for (const [moving, expected] of [
    ["5", "after 2: null/2"],
    ["4", "after 3: 2/3"],
    ["1", "before 2: null/null"],
    ["3", "before 4: 2/null"],
  ]) {
    const places = placesOf(ROWS, moving);
    assert.equal(said(places[placeNow(places, ROWS, moving)]), expected);
  }
});

test("a pointer stands above, on or below a row", () => {
  const places = placesOf(ROWS, "1");
  const at = (id, part) => said(placeAt(places, id, part));
  assert.equal(at("5", 0.1), "before 5: null/2");
  assert.equal(at("5", 0.5), "into 5: 5/last");
  assert.equal(at("5", 0.9), "after 5: null/5");
  assert.equal(at("2", 0.9), "before 3: 2/null");
  assert.equal(at("4", 0.1), "before 4: 2/3");
  assert.equal(placeAt(places, "1", 0.5), undefined);
});
