// Sections of a page: which there are, and one taken elsewhere; and how much is written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { counted } from "../../../static/editing/counting.js";
import { headingsOf, sectionMoved, shownOf } from "../../../static/editing/sections.js";
import { syntax } from "../../../static/editing/syntax.js";

function stateOf(doc) {
  const extensions = [markdown({ base: commonmarkLanguage, extensions: syntax, completeHTMLTags: false })];
  const state = EditorState.create({ doc, extensions });
  ensureSyntaxTree(state, doc.length, 1000);
  return state.update({}).state; // which takes the finished tree over
}

test("headings by their words, two levels shown", () => {
  const headings = headingsOf(stateOf("## A *b*\n\ntext\n\nC\n---\n\n```\n# no\n```\n\n> ### D\n\n#### E\n"));
  assert.deepEqual(
    headings.map(({ text, level }) => [text, level]),
    [
      ["A b", 2],
      ["C", 2],
      ["D", 3],
      ["E", 4],
    ],
  );
  assert.deepEqual(
    shownOf(headings).map(({ text, sub }) => [text, sub]),
    [
      ["A b", false],
      ["C", false],
      ["D", true],
    ],
  );
});

const PAGE = "Lead.\n\n## A\n\na\n\n### A1\n\na1\n\n## B\n\nb\n\n## C\n\nc\n";
for (const [what, section, before, expected] of [
  ["up, with all below its heading", "## B", "## A", "Lead.\n\n## B\n\nb\n\n## A\n\na\n\n### A1\n\na1\n\n## C\n\nc\n"],
  ["down", "## A", "## C", "Lead.\n\n## B\n\nb\n\n## A\n\na\n\n### A1\n\na1\n\n## C\n\nc\n"],
  ["to the end", "## A", null, "Lead.\n\n## B\n\nb\n\n## C\n\nc\n\n## A\n\na\n\n### A1\n\na1\n"],
  ["from the end", "## C", "## A", "Lead.\n\n## C\n\nc\n\n## A\n\na\n\n### A1\n\na1\n\n## B\n\nb\n"],
  ["a part of one into another", "### A1", "## C", "Lead.\n\n## A\n\na\n\n## B\n\nb\n\n### A1\n\na1\n\n## C\n\nc\n"],
  ["to where it is", "## B", "## C", null],
  ["into itself", "## A", "### A1", null],
])
  test(`a section ${what}`, () => {
    const state = stateOf(PAGE);
    const spec = sectionMoved(state, PAGE.indexOf(section), before && PAGE.indexOf(before));
    assert.equal(spec && state.update(spec).state.doc.toString(), expected);
  });

test("words as a reader counts them", () => {
  assert.deepEqual(counted(""), { words: 0, characters: 0, minutes: 1 });
  assert.equal(
    counted("## Don't *stop*\n\n- [ ] one [two](https://example.org/three-four)\n\n```js\nconst a = 1;\n```\n").words,
    4,
  );
  assert.equal(counted("| a | b |\n|---|:-:|\n| c | [[D d|e]] |\n").words, 4);
  assert.equal(counted("naïve **日本語** 👩‍👩‍👧").characters, Array.from("naïve 日本語 👩‍👩‍👧").length);
});
