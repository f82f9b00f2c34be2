// Drawing a table, and drawing it anew where it changed.
import { wordsAt } from "../../editing/table/rows.js";
import { nodesOf } from "./inline.js";

const shown = new WeakMap(); // the words that a drawn cell shows

function element(owner, name, ...classes) {
  const made = owner.createElement(name);
  made.classList.add(...classes);
  return made;
}

/** An empty table in its frame. */
export function frame(owner, { id, block }) {
  const box = element(owner, "div", "tbl", block ? "tbl-block" : "tbl-within");
  box.dataset.table = id;
  const scroll = element(owner, "div", "table-frame");
  const table = owner.createElement("table");
  table.append(owner.createElement("thead"), owner.createElement("tbody"));
  scroll.append(table);
  box.append(scroll);
  return box;
}

const lineOf = (cell) => cell.parentNode;
const indexIn = (node) => [...node.parentNode.children].indexOf(node);

/** `open` is `{cell, row, column}` of the cell that is being edited: it stays as it is, and all is fitted around it. */
export function draw(box, table, open = null) {
  const [thead, tbody] = box.querySelector("table").children;
  const line = (name) => () => box.ownerDocument.createElement(name);
  fit(thead, 1, null, line("tr"));
  const keep = open && open.row > 0 && tbody.contains(open.cell) ? { node: lineOf(open.cell), at: open.row - 1 } : null;
  fit(tbody, table.rows.length - 1, keep, line("tr"));
  for (const [row, tr] of linesOf(box).entries()) {
    const kept = open && tr === lineOf(open.cell) ? { node: open.cell, at: open.column } : null;
    fit(tr, table.width, kept, line(row ? "td" : "th"));
    for (const [column, cell] of [...tr.children].entries()) dress(cell, table, { row, column });
  }
}

/** As many children as wanted; the kept one comes to stand at its place without being moved. */
function fit(parent, count, keep, make) {
  const node = keep?.node.parentNode === parent ? keep.node : null;
  const before = node ? indexIn(node) : 0;
  for (let more = node ? keep.at - before : 0; more > 0; more--) parent.insertBefore(make(), node);
  for (let less = node ? before - keep.at : 0; less > 0; less--) node.previousSibling.remove();
  while (parent.children.length < count) parent.append(make());
  while (parent.children.length > count) parent.lastChild.remove();
}

function dress(cell, table, place) {
  const align = table.aligns[place.column];
  if (align) cell.setAttribute("align", align);
  else cell.removeAttribute("align");
  if (cell.nodeName === "TH") cell.scope = "col";
  cell.dir = "auto";
  if (!cell.classList.contains("tbl-open")) rest(cell, wordsAt(table, place));
}

/** Show a cell's words as they are read. */
export function rest(cell, words, anew = false) {
  if (!anew && shown.get(cell) === words) return;
  shown.set(cell, words);
  cell.replaceChildren(...nodesOf(words, cell.ownerDocument));
}

export const linesOf = (box) => [...box.querySelectorAll(":scope > .table-frame > table > * > tr")];

export const cellIn = (box, { row, column }) => linesOf(box)[row]?.children[column] ?? null;

/** `{row, column}` of a drawn cell. */
export const whereIs = (cell) => ({
  row: linesOf(cell.closest(".tbl")).indexOf(lineOf(cell)),
  column: indexIn(cell),
});
