// The tables of a page, each shown by a widget in place of its text, and the cell one is in.
import { syntaxTree } from "@codemirror/language";
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { follow, instead, placeIn } from "../../editing/table/place.js";
import { tableOf } from "../../editing/table/rows.js";
import { TableWidget } from "./widget.js";

/** Go into a cell, `{id, row, column}`, or out of all with null. */
export const enter = StateEffect.define();
/** Where the words of the cell stand now, `{from, to}`, when one has typed in it. */
export const typed = StateEffect.define({
  map: ({ from, to }, changes) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) }),
});

const CONTAINERS = /^(?:Document|Blockquote|BulletList|OrderedList|ListItem)$/;
let ids = 0;
let visits = 0;

function found(state, tree, known) {
  const list = [];
  tree.iterate({
    enter({ name, node }) {
      if (name === "Table") list.push(recognised(node, state.doc, known));
      return CONTAINERS.test(name);
    },
  });
  return list;
}

/** The table of this node, under the number it had before. */
function recognised(node, doc, known) {
  const old = known.get(node.from);
  for (const [at, table] of known) if (table === old) known.delete(at);
  const spans = span(node, doc);
  const same = old?.text === doc.sliceString(spans.from, spans.to) && old.ends === (spans.to === doc.length);
  return same ? { ...old, ...spans } : { ...tableOf(node, doc), id: old?.id ?? ++ids, ...spans };
}

/** `start` and `end` of what the widget stands for: whole lines, or in a list or quote from the first sign on. */
function span({ from, to: last, parent }, doc) {
  const line = doc.lineAt(from);
  const { to } = doc.lineAt(last);
  const alone = !line.text.slice(0, from - line.from).trim();
  return {
    from,
    to,
    block: alone && parent.name === "Document",
    start: alone ? line.from : from,
    end: doc.lineAt(to).to,
  };
}

/** Where each table can begin after these changes: text may have come right before it. */
function moved(tables, changes) {
  const known = new Map();
  for (const table of tables) for (const side of [1, -1]) known.set(changes.mapPos(table.from, side), table);
  return known;
}

/** What the parser has not reached yet stays as it was. */
function unread(tables, changes, { doc }, read) {
  return tables.flatMap((table) => {
    const by = changes.mapPos(table.from, 1) - table.from;
    const { from, to, start, end } = table;
    if (from + by < read || doc.sliceString(from + by, to + by) !== table.text) return [];
    return [{ ...table, from: from + by, to: to + by, start: start + by, end: end + by }];
  });
}

function placed(before, tables, { changes, docChanged, effects }) {
  let { place, visit } = before;
  const asked = effects.findLast((effect) => effect.is(enter));
  const table = tables.find(({ id }) => id === (asked ? asked.value?.id : place?.id));
  if (asked) return { place: table ? placeIn(table, instead(asked.value, table)) : null, visit: ++visits };
  if (!place || !docChanged) return { place, visit };
  if (!table) return { place: null, visit };
  const own = effects.find((effect) => effect.is(typed));
  const there = own ? { ...place, ...own.value, missing: false } : follow(place, changes, table);
  if (!there) visit = ++visits;
  return { place: there ?? placeIn(table, instead(place, table)), visit };
}

const drawn = (tables) =>
  Decoration.set(
    tables.map((table) => {
      const { block, start, end } = table;
      return Decoration.replace({ widget: new TableWidget(table), block }).range(start, end);
    }),
    true,
  );

const all = (tables, tree) => ({ tree, tables, decorations: drawn(tables) });

/**
 * `{tables, place, visit, decorations}`: a table is that of rows.js with its `id`, and `start` and `end` in the document;
 * `place` is that of place.js, and `visit` another number each time one comes into a cell.
 */
export const tables = StateField.define({
  create(state) {
    const tree = syntaxTree(state);
    return { ...all(found(state, tree, new Map()), tree), place: null, visit: 0 };
  },
  update(before, transaction) {
    const { state, changes, docChanged } = transaction;
    const tree = syntaxTree(state);
    const same = !docChanged && tree === before.tree;
    const now = same ? before : all(current(before, state, tree, changes), tree);
    const { place, visit } = placed(before, now.tables, transaction);
    return same && place === before.place ? before : { ...now, place, visit };
  },
  provide: (self) => [
    EditorView.decorations.from(self, ({ decorations }) => decorations),
    EditorView.atomicRanges.of((view) => view.state.field(self).decorations),
  ],
});

function current({ tables: old }, state, tree, changes) {
  const list = found(state, tree, moved(old, changes));
  return tree.length < state.doc.length ? [...list, ...unread(old, changes, state, tree.length)] : list;
}

export const tableById = (state, id) => state.field(tables).tables.find((table) => table.id === id);

/** The table that a place of the document is in, its ends included. */
export const tableAround = (state, at) =>
  (state.field(tables, false)?.tables ?? []).find(({ start, end }) => start <= at && at <= end);

/** The cell one is in, or null. */
export const placeOf = (state) => state.field(tables, false)?.place ?? null;
