import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { commonmarkLanguage } from "@codemirror/lang-markdown";
import { syntax } from "../../../../static/editing/syntax.js";
import { asText, asWords, repairs, write } from "../../../../static/editing/table/cells.js";
import { asTsv, cut, gridOf, markdownOf } from "../../../../static/editing/table/grid.js";
import { piecesOf, speak } from "../../../../static/editing/table/inline.js";
import { changed, tableIn, tablesIn, wordsOf } from "./reading.js";

speak(commonmarkLanguage.parser.configure(syntax));

const CORPUS = new URL("../../../markup/corpus/", import.meta.url);
const corpus = (name) => readFileSync(new URL(name, CORPUS), "utf8");
const expected = JSON.parse(corpus("expected.json"));

test("whatever is written, a cell stays one cell", () => {
  for (const text of ["a|b", "\\", "a\\|b", "\\\\|", "two\nlines", "`|`", "", " \t", "x\\\\\\"]) {
    const before = "|a|b|\n|-|-|\n|c|d|";
    const table = tableIn(before);
    const now = changed(before, table, write(table, { row: 1, column: 0 }, asWords(text)));
    assert.deepEqual(wordsOf(tableIn(now))[1], [asWords(text), "d"], now);
  }
});

test("what is typed is mended where it would break the row", () => {
  assert.deepEqual(repairs("a|b"), [{ from: 1, insert: "\\" }]);
  assert.deepEqual(repairs("a\\|b"), []);
  assert.deepEqual(repairs("a\nb"), [{ from: 1, to: 2, insert: "<br>" }]);
  assert.deepEqual(repairs("a\\", "|"), [{ from: 2, insert: " " }]);
  assert.deepEqual(repairs("a\\", " "), []);
  assert.equal(asText(asWords("a|b\nc")), "a|b\nc");
});

test("every table of the corpus is read as when it is shown, and a change of a cell leaves all else as it was", () => {
  for (const name of ["tables.md", "handbook.md", "nested.md", "unicode.md"]) {
    const text = corpus(name);
    const tables = tablesIn(text);
    assert.deepEqual(
      tables.map(({ width, aligns }) => [width, aligns]),
      expected[name].tables.map(({ head, align }) => [head.length, align]),
    );
    for (const table of tables)
      for (const [row, line] of table.rows.entries())
        for (const column of line.cells.slice(0, table.width).keys()) {
          const words = wordsOf(table)[row][column];
          const back = changed(text, table, write(table, { row, column }, words));
          assert.equal(back, text);
          const now = changed(text, table, write(table, { row, column }, `${words}x`));
          assert.equal(now.length, text.length + 1);
        }
  }
});

test("what spreadsheets give is read and given back", () => {
  const plain = 'a\t"two\nlines"\r\n"say ""x"""\t\r\n';
  const grid = [
    ["a", "two\nlines"],
    ['say "x"', ""],
  ];
  assert.deepEqual(gridOf(plain), grid);
  assert.deepEqual(gridOf(asTsv(grid)), grid);
  assert.equal(gridOf("just words\nand more"), null);
  assert.deepEqual(gridOf("one\ntwo\n", true), [["one"], ["two"]]);
  const table = tableIn(markdownOf(grid));
  assert.deepEqual(cut(table, { row: 0, column: 0, rows: 2, columns: 2 }), grid);
});

test("a cell at rest shows what its words mean", () => {
  const shapes = (words) =>
    piecesOf(words).map(({ kind, text, to, pieces }) => [kind, text ?? to ?? pieces?.[0]?.text]);
  assert.deepEqual(shapes("a **b** `c\\|d` <br> - e"), [
    ["text", "a "],
    ["strong", "b"],
    ["text", " "],
    ["code", "c|d"],
    ["text", " "],
    ["br", undefined],
    ["text", " - e"],
  ]);
  assert.deepEqual(shapes("[x](/p/1) [[Page\\|words]] \\* @bob"), [
    ["link", "/p/1"],
    ["text", " "],
    ["link", "words"],
    ["text", " "],
    ["text", "*"],
    ["text", " "],
    ["mention", "@bob"],
  ]);
});
