import assert from "node:assert/strict";
import { test } from "node:test";
import { asWords } from "../../../../static/editing/table/cells.js";
import { fill } from "../../../../static/editing/table/grid.js";
import { changed, dice, tableIn, tablesIn, wordsOf } from "./reading.js";

const TIMES = 400;
const WRITTEN = ["a", "b\\|", "", "`x`", "- h", "# t", "**q**"];
const PASTED = ["X", "", "y|z", "two\nlines", "- k", "\\"];

const many = (length, make) => Array.from({ length }, make);

/** A row in one of the ways that people write one. */
function line(roll, words) {
  const style = roll(3);
  const whole = !style || words.length === 1 || !words[0] || !words.at(-1) || /^[#-] /.test(words[0]);
  return whole ? `| ${words.join(" | ")} |` : `${style === 1 ? "| " : ""}${words.join(" | ")}`;
}

/** Rows may have fewer cells than the head, and more, which nobody sees. */
function written(roll) {
  const width = 1 + roll(3);
  const row = (length) =>
    line(
      roll,
      many(length, () => WRITTEN[roll(WRITTEN.length)]),
    );
  const rule = line(
    roll,
    many(width, () => "---"),
  );
  return ["p", "", row(width), rule, ...many(roll(4), () => row(1 + roll(width + 2))), "", "q"].join("\n");
}

function expected(table, place, grid) {
  const width = Math.max(table.width, place.column + Math.max(...grid.map(({ length }) => length)));
  const before = wordsOf({ ...table, width });
  return many(Math.max(before.length, place.row + grid.length), (_, row) =>
    many(width, (__, column) => {
      const text = grid[row - place.row]?.[column - place.column];
      return text === undefined ? (before[row]?.[column] ?? "") : asWords(text);
    }),
  );
}

test("cells of any number, pasted anywhere into any table, stand where they were put and move nothing else", () => {
  const roll = dice(7);
  for (let time = 0; time < TIMES; time++) {
    const text = written(roll);
    const table = tableIn(text);
    if (!table || tablesIn(text).length > 1) continue;
    const place = { row: roll(table.rows.length), column: roll(table.width) };
    const grid = many(1 + roll(4), () => many(1 + roll(4), () => PASTED[roll(PASTED.length)]));
    const after = changed(text, table, fill(table, place, grid));
    assert.deepEqual(tablesIn(after).map(wordsOf), [expected(table, place, grid)], `${text}\n${JSON.stringify(grid)}`);
    assert.ok(after.startsWith("p\n\n") && after.endsWith("\n\nq"));
  }
});
