import assert from "node:assert/strict";
import { test } from "node:test";
import { write } from "../../../../static/editing/table/cells.js";
import * as change from "../../../../static/editing/table/change.js";
import { fill } from "../../../../static/editing/table/grid.js";
import { changed, tableIn } from "./reading.js";

const { insertRow, deleteRow, moveRow, insertColumn, deleteColumn, moveColumn, alignColumn } = change;

const PIPED = "| a | b |\n|:--|--:|\n| 1 | 2 |\n| 3 | 4 |";
const BARE = "a | b\n--|--\n1 | 2\n3 | 4";
const RAGGED = "| a | b | c |\n|---|---|---|\n| 1 |\n| 1 | 2 | 3 | 4 |\n||x|";
const QUOTED = "> | a | b |\n> |---|---|\n> | 1 | 2 |";

for (const [what, edit, before, after] of [
  ["a row at the end", (t) => insertRow(t, 3), PIPED, `${PIPED}\n|   |   |`],
  ["a row below the head", (t) => insertRow(t, 1), BARE, "a | b\n--|--\n|   |   |\n1 | 2\n3 | 4"],
  ["a row in a quote", (t) => insertRow(t, 2), QUOTED, `${QUOTED}\n> |   |   |`],
  ["a row gone", (t) => deleteRow(t, 1), PIPED, "| a | b |\n|:--|--:|\n| 3 | 4 |"],
  ["a row down", (t) => moveRow(t, 1, 2), BARE, "a | b\n--|--\n3 | 4\n1 | 2"],
  ["a row up", (t) => moveRow(t, 2, 1), PIPED, "| a | b |\n|:--|--:|\n| 3 | 4 |\n| 1 | 2 |"],
  ["a row far up", (t) => moveRow(t, 3, 1), RAGGED, "| a | b | c |\n|---|---|---|\n||x|\n| 1 |\n| 1 | 2 | 3 | 4 |"],
  ["a column first", (t) => insertColumn(t, 0), BARE, "|   | a | b\n| --- | --|--\n|   | 1 | 2\n|   | 3 | 4"],
  ["a column between", (t) => insertColumn(t, 1), BARE, "a |   | b\n--| --- |--\n1 |   | 2\n3 |   | 4"],
  ["a column last", (t) => insertColumn(t, 2), BARE, "a | b |   |\n--|-- | --- |\n1 | 2 |   |\n3 | 4 |   |"],
  [
    "a column in a ragged table",
    (t) => insertColumn(t, 2),
    RAGGED,
    "| a | b |   | c |\n|---|---| --- |---|\n| 1 |\n| 1 | 2 |   | 3 | 4 |\n||x|   |",
  ],
  ["a column in a quote", (t) => insertColumn(t, 1), QUOTED, "> | a |   | b |\n> |---| --- |---|\n> | 1 |   | 2 |"],
  ["the first column gone", (t) => deleteColumn(t, 0), PIPED, "| b |\n|--:|\n| 2 |\n| 4 |"],
  ["pipes put where one bare column is left", (t) => deleteColumn(t, 1), BARE, "| a |\n| -- |\n1\n3"],
  ["a ragged column gone", (t) => deleteColumn(t, 1), RAGGED, "| a | c |\n|---|---|\n| 1 |\n| 1 | 3 | 4 |\n||"],
  ["a column right", (t) => moveColumn(t, 0, 1), PIPED, "| b | a |\n|--:|:--|\n| 2 | 1 |\n| 4 | 3 |"],
  ["a bare column left", (t) => moveColumn(t, 1, 0), BARE, "b | a\n--|--\n2 | 1\n4 | 3"],
  [
    "a column over two",
    (t) => moveColumn(t, 2, 0),
    RAGGED,
    "| c | a | b |\n|---|---|---|\n|  | 1 |\n| 3 | 1 | 2 | 4 |\n||| x |",
  ],
  ["an alignment", (t) => alignColumn(t, 0, "center"), BARE, "a | b\n:-:|--\n1 | 2\n3 | 4"],
  ["another alignment", (t) => alignColumn(t, 0, "right"), PIPED, PIPED.replace(":--", "--:")],
  ["no alignment", (t) => alignColumn(t, 1, null), PIPED, PIPED.replace("--:", "---")],
  ["words", (t) => write(t, { row: 1, column: 1 }, "22"), PIPED, PIPED.replace("2", "22")],
  [
    "words in a cell that the row leaves out",
    (t) => write(t, { row: 1, column: 2 }, "x"),
    RAGGED,
    RAGGED.replace("| 1 |\n", "| 1 |   | x |\n"),
  ],
  ["a bare cell emptied", (t) => write(t, { row: 1, column: 0 }, ""), BARE, BARE.replace("1 |", "|  |")],
  ["a bare head emptied", (t) => write(t, { row: 0, column: 1 }, ""), BARE, BARE.replace("b", " |")],
  [
    "a bare cell that would be a list",
    (t) => write(t, { row: 1, column: 0 }, "- 1"),
    BARE,
    BARE.replace("1 |", "| - 1 |"),
  ],
  [
    "cells from a spreadsheet, beyond the edges",
    (t) => fill(t, { row: 2, column: 1 }, [["x|y", "z"], ["q"]]),
    PIPED,
    "| a | b |   |\n|:--|--:| --- |\n| 1 | 2 |\n| 3 | x\\|y | z |\n|   | q |   |",
  ],
  [
    "cells over the head of a bare table",
    (t) => fill(t, { row: 0, column: 0 }, [["", "- h"]]),
    BARE,
    BARE.replace("a | b", "|  | - h"),
  ],
])
  test(what, () => {
    const table = tableIn(before);
    const now = changed(before, table, edit(table));
    assert.equal(now, after);
    assert.ok(tableIn(now), "still a table");
  });
