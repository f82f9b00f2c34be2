// A list item dragged elsewhere: where it can go, and what the text is then.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gapsFor } from "../../../static/editing/dragging/gaps.js";
import { itemAt, put } from "../../../static/editing/dragging/taking.js";
import { show, stateOf } from "./marked.js";

/** What there is to choose from: `depth of the line` for each gap, by the words next to it. */
function choices(marked) {
  const state = stateOf(marked);
  const item = itemAt(state, state.selection.main.head);
  return gapsFor(state, item).map(({ at, own, places }) => [
    state.doc.lineAt(at).text.trim(),
    own,
    places.map(({ prefix, apart }) => (apart ? "apart" : prefix.length)).join(),
  ]);
}

/** The item at the caret put into the gap at these words, `deep` columns in. */
function dragged(marked, words, deep = 0, below = false) {
  const state = stateOf(marked);
  const item = itemAt(state, state.selection.main.head);
  const gap = gapsFor(state, item).find((one) => state.doc.lineAt(one.at).text.includes(words) && one.below === below);
  const place = gap.places.find(({ prefix }) => prefix.length === deep);
  const spec = put(state, item, gap, place);
  return spec && show(state.update(spec).state);
}

test("an item goes between others, and as deep as there is one to hang below", () => {
  assert.deepEqual(choices("Lead\n\n- a\n  - b\n- x¦\n  - y\n- c\n\nEnd\n\nLast"), [
    ["- a", false, "0"],
    ["- b", false, "2"],
    ["- c", true, "4,2,0"],
    ["- c", false, "2,0"],
    ["Lead", false, "apart"],
    ["Last", false, "apart"],
    ["Last", false, "apart"],
  ]);
});

for (const [what, before, words, deep, after, below] of [
  ["up", "- a\n- b\n- x¦", "- a", 0, "- x¦\n- a\n- b"],
  ["down to the end", "- x¦\n- a\n- b", "- b", 0, "- a\n- b\n- x¦", true],
  ["below another", "- x¦\n- a\n- b", "- b", 2, "- a\n  - x¦\n- b"],
  ["with its children, deeper", "- x¦\n  - y\n\n    more\n- a", "- a", 2, "- a\n  - x¦\n    - y\n\n      more", true],
  ["out", "- a\n  - x¦\n    - y\n- b", "- b", 0, "- a\n- x¦\n  - y\n- b"],
  ["deeper where it stands", "- a\n- x¦\n- b", "- b", 2, "- a\n  - x¦\n- b"],
  ["nowhere else", "- a\n- x¦\n- b", "- b", 0, null],
  ["numbers count anew", "1. a\n2. b\n3. x¦\n4. d", "a", 0, "1. x¦\n2. a\n3. b\n4. d"],
  ["from where they began", "4. x¦\n5. b\n6. c", "c", 0, "4. b\n5. c\n6. x¦", true],
  ["in the list that is left, too", "1. a\n2. x¦\n3. c\n\nt\n\n- d", "d", 0, "1. a\n2. c\n\nt\n\n- x¦\n- d"],
  ["all with one number stay so", "1. a\n1. b\n1. x¦", "a", 0, "1. x¦\n1. a\n1. b"],
  ["a bullet among numbers", "- x¦\n  - y\n\nt\n\n1) a\n2) b", "b", 0, "t\n\n1) a\n2) x¦\n   - y\n3) b"],
  ["a to-do keeps its tick", "- [x] x¦\n\nt\n\n* [ ] a", "a", 0, "t\n\n* [ ] a\n* [x] x¦", true],
  ["into a quote", "- x¦\n  y\n\n> - a\n> - b", "> - b", 2, "> - a\n> - x¦\n>   y\n> - b"],
  ["out of one", "> - a\n> - x¦\n>   y\n\nt\n\n- b", "- b", 0, "> - a\n\nt\n\n- x¦\n  y\n- b"],
  ["between blank lines where the others are", "- a\n\n- b\n\n- x¦", "a", 0, "- x¦\n\n- a\n\n- b"],
  ["to where no list is", "t\n\n- a\n- x¦\n\n# H\nu", "u", 0, "t\n\n- a\n\n# H\n\n- x¦\n\nu"],
  ["the only one", "t\n\n- x¦\n\nu\n\nv", "v", 0, "t\n\nu\n\n- x¦\n\nv"],
])
  test(`dragged ${what}`, () => assert.equal(dragged(before, words, deep, below), after));

test("deeper where it stands is no taking out: what others write in it stays", () => {
  const state = stateOf("- a\n- x¦\n");
  const item = itemAt(state, state.selection.main.head);
  const gap = gapsFor(state, item).find(({ own }) => own);
  const { changes } = put(state, item, gap, gap.places[0]);
  assert.equal(changes.touchesRange(item.to - 1, item.to), false);
});
