import assert from "node:assert/strict";
import { test } from "node:test";
import { moveDown, moveUp } from "../../../static/editing/moving.js";
import { run, stateOf } from "./marked.js";

for (const [what, command, before, after] of [
  ["an item up", moveUp, "- a\n- b¦", "- b¦\n- a"],
  ["an item with its children", moveDown, "- a¦\n  - b\n- c", "- c\n- a¦\n  - b"],
  ["a child among its own", moveUp, "- a\n  - b\n  - c¦", "- a\n  - c¦\n  - b"],
  ["numbers stay where they are", moveUp, "1. a\n2. b¦", "1. b¦\n2. a"],
  ["also from nine to ten", moveDown, "9. a¦\n10. b", "9. b\n10. a¦"],
  ["a to-do keeps its tick", moveDown, "- [x] a¦\n- [ ] b", "- [ ] b\n- [x] a¦"],
  ["in a quote", moveUp, "> - a\n> - b¦", "> - b¦\n> - a"],
  ["the last item stays", moveDown, "- a\n- b¦", "- a\n- b¦"],
  ["a section with all below it", moveUp, "# A\n\na\n\n# B¦\n\nb\n\n## C", "# B¦\n\nb\n\n## C\n\n# A\n\na"],
  ["a section among its own", moveDown, "# A\n\n## B¦\n\nb\n\n# C", "# A\n\n## B¦\n\nb\n\n# C"],
  ["a paragraph past a table", moveDown, "a¦\n\n| t |\n| - |", "| t |\n| - |\n\na¦"],
  ["a paragraph past a heading", moveUp, "# A\n\nb¦", "b¦\n\n# A"],
  ["a block of code as one", moveUp, "a\n\n```\nb¦\n\nc\n```", "```\nb¦\n\nc\n```\n\na"],
  ["a selection goes along", moveDown, "‹a›\n\nb", "b\n\n‹a›"],
  ["nothing in an empty page", moveUp, "¦", false],
])
  test(`moving: ${what}`, () => assert.equal(run(command, before), after));

test("moving leaves alone what it passes, in which others may be writing", () => {
  const state = stateOf("one\n\ntwo¦\n");
  moveUp({
    state,
    dispatch: ({ changes }) => assert.equal(changes.touchesRange(1, 2), false),
  });
});
