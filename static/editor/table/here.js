// Who is in which cell: an outline in their colour, and their name for a moment.
import { cellAt } from "../../editing/table/rows.js";
import { around } from "./context.js";
import { cellIn } from "./draw.js";
import { tableAround } from "./field.js";

const marked = new WeakMap(); // by view, the cells that show somebody

const people = (state) => state.facet(around).lent.carets(state);

/** The drawn cells that somebody is in, with the one who moved last. */
function found({ state, contentDOM }) {
  const cells = new Map();
  for (const one of [...people(state).values()].sort((a, b) => a.move - b.move)) {
    const table = tableAround(state, one.head);
    const where = table && cellAt(table, one.head);
    const box = where && contentDOM.querySelector(`[data-table="${table.id}"]`);
    const cell = box && cellIn(box, where);
    if (cell) cells.set(cell, one);
  }
  return cells;
}

export function showPeople(view) {
  const before = marked.get(view) ?? new Map();
  const { stir } = view.state.facet(around).lent;
  if (!before.size && !people(view.state).size) return;
  const now = found(view);
  for (const [cell, { slot, id }] of before) if (now.get(cell)?.id !== id) clear(cell, slot);
  for (const [cell, one] of now) if (before.get(cell)?.move !== one.move) stir(named(cell, one));
  marked.set(view, now);
}

function clear(cell, slot) {
  cell.classList.remove("tbl-here", "rc-calm", `p${slot & 7}`);
  for (const name of ["of", "who"]) delete cell.dataset[name];
}

/** carets.js lets the name show again when its person types. */
function named(cell, { id, name, slot }) {
  cell.classList.add("tbl-here", `p${slot & 7}`);
  Object.assign(cell.dataset, { who: name, of: id });
  return cell;
}
