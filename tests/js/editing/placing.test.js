import assert from "node:assert/strict";
import { test } from "node:test";
import { Text } from "@codemirror/state";
import { placed } from "../../../static/editing/placing.js";

const PICTURE = "![Pump](/f/1/pump.png)";

/** The text with the Markdown put where the bar stands; `at` must name where it begins. */
function put(text, { markdown = PICTURE, picture = true } = {}) {
  const pos = text.indexOf("¦");
  const whole = text.replace("¦", "");
  const { insert, at } = placed(Text.of(whole.split("\n")), pos, markdown, { picture });
  assert.ok(insert.slice(at).startsWith(markdown));
  return whole.slice(0, pos) + insert + whole.slice(pos);
}

for (const [what, before, after] of [
  ["on an empty page", "¦", PICTURE],
  ["on a blank line", "One.\n\n¦\n\nTwo.", `One.\n\n${PICTURE}\n\nTwo.`],
  ["on a blank line between lines", "One.\n¦\nTwo.", `One.\n\n${PICTURE}\n\nTwo.`],
  ["at the end of a paragraph", "One.¦", `One.\n\n${PICTURE}`],
  ["at the end of a line within a paragraph", "One.¦\nTwo.", `One.\n\n${PICTURE}\n\nTwo.`],
  ["at the start of a paragraph", "One.\n\n¦Two.", `One.\n\n${PICTURE}\n\nTwo.`],
  ["among words", "See ¦here.", `See ${PICTURE} here.`],
  ["in the middle of a word", "He¦re.", `He ${PICTURE} re.`],
  ["in a list", "- One¦\n- Two", `- One ${PICTURE}\n- Two`],
  ["in a table", "| One¦ | Two |", `| One ${PICTURE} | Two |`],
  ["behind one that came just before", `![A](/f/1/a.png)¦`, `![A](/f/1/a.png)\n\n${PICTURE}`],
])
  test(`A picture ${what}`, () => assert.equal(put(before), after));

test("A file stays among the words", () => {
  const file = { markdown: "[plan.pdf](/f/2/plan.pdf)", picture: false };
  assert.equal(put("See ¦", file), "See [plan.pdf](/f/2/plan.pdf)");
  assert.equal(put("See¦ too", file), "See [plan.pdf](/f/2/plan.pdf) too");
  assert.equal(put("[a.pdf](/f/1/a.pdf)¦", file), "[a.pdf](/f/1/a.pdf)\n\n[plan.pdf](/f/2/plan.pdf)");
});
