// Whatever two people do to one table at once: in the end both have the same text, and it is still a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { asWords, write } from "../../../../static/editing/table/cells.js";
import * as change from "../../../../static/editing/table/change.js";
import { fill } from "../../../../static/editing/table/grid.js";
import { dice, tablesIn } from "./reading.js";

const START =
  "Before.\n\n| a | b | c | d |\n|:--|---|--:|---|\n| 1 | **2** | 3 | 4 |\n|5|6|7|8|\n| ragged |\n\n> | q | r | s |\n> |---|---|---|\n> | 1 | 2 | 3 |\n\nBehind.\n";
const WORDS = ["x", "word", "a|b", "\\", "`|`", "😀", "- one", "two\nlines", "[[Page|words]]", ""];

const bodyCell = ({ rows, width }, roll) => ({ row: 1 + roll(rows.length - 1), column: roll(width) });

const EDITS = {
  writeHead: (table, roll) => write(table, { row: 0, column: roll(table.width) }, asWords(WORDS[roll(WORDS.length)])),
  write: (table, roll) =>
    table.rows.length > 1
      ? write(table, bodyCell(table, roll), asWords(WORDS[roll(WORDS.length)]))
      : change.insertRow(table, 1),
  insertRow: (table, roll) => change.insertRow(table, 1 + roll(table.rows.length)),
  deleteRow: (table, roll) => (table.rows.length > 1 ? change.deleteRow(table, 1 + roll(table.rows.length - 1)) : []),
  moveRow(table, roll) {
    const count = table.rows.length - 1;
    return count > 1 ? change.moveRow(table, 1 + roll(count), 1 + roll(count)) : [];
  },
  insertColumn: (table, roll) => change.insertColumn(table, roll(table.width + 1)),
  deleteColumn: (table, roll) => (table.width > 2 ? change.deleteColumn(table, roll(table.width)) : []),
  moveColumn: (table, roll) => change.moveColumn(table, roll(table.width), roll(table.width)),
  align: (table, roll) => change.alignColumn(table, roll(table.width), ["left", "center", "right", null][roll(4)]),
  paste: (table, roll) =>
    fill(table, { row: 1 + roll(table.rows.length), column: roll(table.width) }, [
      ["p", "q|"],
      [WORDS[roll(WORDS.length)]],
    ]),
};
const NAMES = Object.keys(EDITS);
// What breaks in a text when two do it to one column at the same moment: two colons in a row align nothing, and what is written
// in a head or a rule whose cell has gone stays behind the row.
const COLUMN_GOES = ["align", "writeHead"];
const BESIDE = { align: ["align"], moveColumn: COLUMN_GOES, deleteColumn: COLUMN_GOES };
const besides = (name) => NAMES.filter((other) => !BESIDE[name]?.includes(other) && !BESIDE[other]?.includes(name));

class Person {
  constructor(update, clientID) {
    this.doc = new Y.Doc();
    Y.applyUpdate(this.doc, update);
    this.doc.clientID = clientID;
    this.text = this.doc.getText("text");
  }

  edit(roll, names = NAMES) {
    const before = this.text.toString();
    const tables = tablesIn(before);
    const table = tables[roll(tables.length)];
    const name = names[roll(names.length)];
    const changes = EDITS[name](table, roll);
    this.doc.transact(() => {
      for (const { from, to = from, insert } of changes.toReversed()) {
        if (to > from) this.text.delete(table.from + from, to - from);
        if (insert) this.text.insert(table.from + from, insert);
      }
    });
    return { name, said: `${name} ${JSON.stringify(changes)}\n${this.text}` };
  }

  meet(other) {
    for (const [from, to] of [
      [this, other],
      [other, this],
    ])
      Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
  }
}

function people() {
  const root = new Y.Doc();
  root.clientID = 1;
  root.getText("text").insert(0, START);
  return [2, 3].map((id) => new Person(Y.encodeStateAsUpdate(root), id));
}

for (let seed = 1; seed <= 60; seed++)
  test(`one person's edits keep a table, story ${seed}`, () => {
    const roll = dice(seed);
    const [alice] = people();
    for (let step = 0; step < 25; step++) {
      const { said } = alice.edit(roll);
      assert.equal(tablesIn(alice.text.toString()).length, 2, said);
    }
  });

for (let seed = 1; seed <= 60; seed++)
  test(`two people's edits at once keep a table, story ${seed}`, () => {
    const roll = dice(seed * 7919);
    const [alice, bob] = people();
    for (let step = 0; step < 12; step++) {
      const before = alice.text.toString();
      const first = alice.edit(roll);
      const second = bob.edit(roll, besides(first.name));
      alice.meet(bob);
      assert.equal(alice.text.toString(), bob.text.toString());
      assert.equal(
        tablesIn(alice.text.toString()).length,
        2,
        `${before}\n--\n${first.said}\n--\n${second.said}\n--\n${alice.text}`,
      );
    }
  });
