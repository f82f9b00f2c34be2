import assert from "node:assert/strict";
import { test } from "node:test";
import { around, closeFence, endList, removeSign, ruleFor } from "../../../static/editing/rules.js";
import { apply, run, stateOf } from "./marked.js";

/** The rule that follows typing, on the text before the character is there. */
const typed = (text) => (marked) => {
  const state = stateOf(marked);
  return apply(state, ruleFor(state, text));
};

for (const [what, rule, before, after] of [
  ["a box becomes a to-do", typed(" "), "[]¦", "- [ ] ¦"],
  ["a box with a blank", typed(" "), "[ ]¦", "- [ ] ¦"],
  ["a ticked one", typed(" "), "  [x]¦", "  - [x] ¦"],
  ["in a quote", typed(" "), "> []¦", "> - [ ] ¦"],
  ["no to-do behind a sign", typed(" "), "- [ ]¦", null],
  ["no to-do inside words", typed(" "), "see []¦", null],
  ["a line below a paragraph", typed("-"), "a\n--¦", "a\n\n---¦"],
  ["two dashes are no line", typed("-"), "a\n-¦", null],
  ["one that stands alone needs no help", typed("-"), "a\n\n--¦", null],
  ["nor below a table", typed("-"), "| a |\n--¦", null],
  ["nothing while words are chosen", typed(" "), "‹[]›", null],
])
  test(`typing: ${what}`, () => assert.equal(rule(before), after));

for (const [what, command, before, after] of [
  ["Enter closes a block of code", closeFence, "```js¦", "```js\n¦\n```"],
  ["with its indent", closeFence, "  ~~~¦", "  ~~~\n  ¦\n  ~~~"],
  ["but not one that is closed", closeFence, "```js¦\na\n```", false],
  ["nor behind its end", closeFence, "```\na\n```¦", false],
  ["Enter in an empty item ends the list", endList, "- a\n- ¦", "- a\n\n¦"],
  ["in an empty to-do", endList, "- [x] a\n- [ ] ¦", "- [x] a\n\n¦"],
  ["in an empty quoted line", endList, "> a\n> ¦", "> a\n\n¦"],
  ["in an empty number", endList, "1. a\n2. ¦", "1. a\n\n¦"],
  ["one level at a time", endList, "- a\n  - ¦", "- a\n- ¦"],
  ["but not in one with words", endList, "- a¦", false],
  ["Backspace removes a heading's sign", removeSign, "## ¦a", "¦a"],
  ["a to-do's", removeSign, "- [ ] ¦a", "¦a"],
  ["a number", removeSign, "12. ¦a", "¦a"],
  ["but nothing in the words", removeSign, "# a¦", false],
  ["and leaves an indented one to its level", removeSign, "- a\n  - ¦b", false],
])
  test(what, () => assert.equal(run(command, before), after));

for (const [sign, before, after] of [
  ["*", "a ‹b› c", "a *‹b›* c"],
  ["[", "‹b›", "[‹b›]"],
  ["`", "‹b›", "`‹b›`"],
  ["x", "‹b›", null],
  ["*", "‹b ›c", null],
  ["*", "‹a\nb›", null],
])
  test(`${sign} typed over ${JSON.stringify(before)}`, () => {
    const state = stateOf(before);
    assert.equal(apply(state, around(state, sign)), after);
  });
