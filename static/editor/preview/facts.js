// What has to be known of the whole page to show a part of it.
import { syntaxTree } from "@codemirror/language";
import { StateField } from "@codemirror/state";
import { dataEnd, labelOf } from "../../editing/plainwords.js";

const CALL = /\[\^([^\s[\]\\^]{1,100})\](:?)/g;

/**
 * `{tree, data, shift, labels, notes, folds}`: where the data above the text ends, how many levels headings are drawn deeper than
 * written (the page's title alone is an `h1`), the names that `[name]: address` lines define, the numbers of the footnotes by name,
 * and where `<details>` begin and end.
 */
function factsOf({ doc }, tree) {
  const found = { tree, data: dataEnd(doc), shift: 0, labels: new Set(), notes: new Map(), folds: [], open: [] };
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    if (node.from < found.data) continue;
    if (node.name === "ATXHeading1" || node.name === "SetextHeading1") found.shift = 1;
    if (node.name === "HTMLBlock") fold(doc.sliceString(node.from, node.to), node, found);
    if (node.name === "LinkReference") found.labels.add(labelOf(doc.sliceString(node.from, node.firstChild.to)));
  }
  number(doc.toString(), found.notes);
  return found;
}

/** Blank lines cut `<details>` into blocks of HTML with the page's own blocks between. */
function fold(html, { from, to }, { open, folds }) {
  for (const [tag] of html.matchAll(/<\/?details\b/gi)) {
    if (tag[1] !== "/") open.push(from);
    else if (open.length) folds.push({ from: open.pop(), to });
  }
}

/** In the order in which they are called, those alone that stand somewhere. */
function number(text, notes) {
  if (!text.includes("[^")) return;
  const found = [...text.matchAll(CALL)];
  const standing = new Set(found.filter(([, , colon]) => colon).map(([, name]) => name.toLowerCase()));
  for (const [, name, colon] of found) {
    const key = name.toLowerCase();
    if (!colon && standing.has(key) && !notes.has(key)) notes.set(key, notes.size + 1);
  }
}

export const facts = StateField.define({
  create: (state) => factsOf(state, syntaxTree(state)),
  update(before, { docChanged, state }) {
    const tree = syntaxTree(state);
    return docChanged || tree !== before.tree ? factsOf(state, tree) : before;
  },
});
