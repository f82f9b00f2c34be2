// Tables out of Markdown, for tests: as the editor reads them.
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { syntax } from "../../../../static/editing/syntax.js";
import { tableOf } from "../../../../static/editing/table/rows.js";

const extensions = [
  markdown({ base: commonmarkLanguage, extensions: syntax, completeHTMLTags: false }),
  EditorState.lineSeparator.of("\n"),
];

export function tablesIn(text) {
  const state = EditorState.create({ doc: text, extensions });
  const found = [];
  ensureSyntaxTree(state, text.length, 5000).iterate({
    enter({ name, node }) {
      if (name === "Table") found.push({ id: found.length, ...tableOf(node, state.doc) });
    },
  });
  return found;
}

export const tableIn = (text) => tablesIn(text)[0];

/** The text with these changes of a table, which are in order. */
export function changed(text, table, changes) {
  return EditorState.create({ doc: text, extensions })
    .update({
      changes: changes.map(({ from, to = from, insert }) => ({ from: table.from + from, to: table.from + to, insert })),
    })
    .newDoc.toString();
}

export const wordsOf = ({ text, rows, width }) =>
  rows.map(({ cells }) =>
    Array.from({ length: width }, (_, at) => (cells[at] ? text.slice(cells[at].from, cells[at].to) : "")),
  );

/** Mulberry32: small and seeded. */
export function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
