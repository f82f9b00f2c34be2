import assert from "node:assert/strict";
import { test } from "node:test";
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { styleAt, toggle } from "../../../static/editing/format.js";
import { heading, indent, lineStyle, list, outdent, tick } from "../../../static/editing/lines.js";
import { syntax } from "../../../static/editing/syntax.js";

/** A state from a text in which `‹` and `›` stand around the selection, or `|` at the caret. */
function stateOf(marked) {
  const doc = marked.replaceAll(/[‹›|]/g, "");
  const caret = marked.indexOf("|");
  const [anchor, head] = caret < 0 ? [marked.indexOf("‹"), marked.indexOf("›") - 1] : [caret, caret];
  const extensions = [markdown({ base: commonmarkLanguage, extensions: syntax, completeHTMLTags: false })];
  const state = EditorState.create({ doc, selection: { anchor, head }, extensions });
  ensureSyntaxTree(state, doc.length, 1000);
  return state.update({}).state; // which takes the finished tree over
}

function show({ doc, selection: { main } }) {
  const text = doc.toString();
  if (main.empty) return `${text.slice(0, main.head)}|${text.slice(main.head)}`;
  return `${text.slice(0, main.from)}‹${text.slice(main.from, main.to)}›${text.slice(main.to)}`;
}

function run(command, marked) {
  let state = stateOf(marked);
  const dispatch = (transaction) => {
    state = transaction.state;
  };
  const done = command({ state, dispatch });
  return done ? show(state) : false;
}

for (const [what, command, before, after] of [
  ["bold around a selection", toggle("bold"), "a ‹b› c", "a **‹b›** c"],
  ["bold off again", toggle("bold"), "a **‹b›** c", "a ‹b› c"],
  ["bold around the word at the caret", toggle("bold"), "one tw|o", "one **tw|o**"],
  ["bold where nothing is yet", toggle("bold"), "one |", "one **|**"],
  ["bold line by line, behind list signs", toggle("bold"), "‹- a\n- b›", "‹- **a**\n- **b›**"],
  ["no signs around spaces", toggle("italic"), "‹a ›b", "*‹a* ›b"],
  ["code off", toggle("code"), "a `|b` c", "a |b c"],
  ["out at its end", toggle("bold"), "a **b|**", "a **b**|"],
  ["nothing between signs is nothing", toggle("bold"), "a **|**", "a |"],
  ["strike", toggle("strike"), "‹a›", "~~‹a›~~"],
  ["a heading", heading(2), "a|b", "## a|b"],
  ["another heading", heading(1), "### a|b", "# a|b"],
  ["plain text again", heading(0), "## a|b", "a|b"],
  ["plain text from a list", heading(0), "- [ ] a|b", "a|b"],
  ["a list", list("bullet"), "‹a\n\nb›", "- ‹a\n\n- b›"],
  ["a list of to-dos from a list", list("todo"), "- a|", "- [ ] a|"],
  ["numbers", list("ordered"), "‹- a\n- b›", "‹1. a\n2. b›"],
  ["no list any more", list("bullet"), "- a|", "a|"],
  ["a tick", tick, "- [ ] a|", "- [x] a|"],
  ["a tick taken back", tick, "> 1. [X] a|", "> 1. [ ] a|"],
  ["no tick elsewhere", tick, "a|", false],
  ["Tab behind a sign", indent, "- a\n- |b", "- a\n  - |b"],
  ["Tab behind a number", indent, "1. a\n2. |b", "1. a\n   1. |b"],
  ["the rest counts on", indent, "1. a\n2. |b\n3. c\n4. d", "1. a\n   1. |b\n2. c\n3. d"],
  [
    "Shift Tab joins the numbers outside",
    outdent,
    "1. a\n   1. b\n   2. |c\n   3. d\n2. e",
    "1. a\n   1. b\n2. |c\n   1. d\n3. e",
  ],
  ["numbers go on below words and blank lines", indent, "3. a\n\n4. |b\n\n5. c", "3. a\n\n   1. |b\n\n4. c"],
  ["ones that repeat stay", indent, "1. a\n1. b\n1. |c\n1. d", "1. a\n1. b\n   1. |c\n1. d"],
  ["no number grows past its children", outdent, "9. a\n   1. |b\n   2. c", "9. a\n1. |b\n   1. c"],
  ["Tab on the first item leaves", indent, "- |a", false],
  ["Tab in the words leaves", indent, "- a\n- b|", false],
  ["Shift Tab behind a sign", outdent, "- a\n  - |b", "- a\n- |b"],
  ["Shift Tab at the margin leaves", outdent, "- |a", false],
])
  test(what, () => {
    const shown = run(command, before);
    assert.equal(typeof shown === "string" ? shown : false, after);
  });

test("the tool bar knows where the caret stands", () => {
  assert.deepEqual(styleAt(stateOf("a **b|** c")), {
    bold: true,
    italic: false,
    strike: false,
    code: false,
    link: false,
    mark: false,
  });
  assert.equal(styleAt(stateOf("[[Pa|ge]]")).link, true);
  assert.deepEqual(lineStyle(stateOf("## a|")), { heading: 2, list: null });
  assert.deepEqual(lineStyle(stateOf("- [x] a|")), { heading: 0, list: "todo" });
});
