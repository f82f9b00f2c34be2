import { WidgetType } from "@codemirror/view";
import { draw, frame } from "./draw.js";
import { hover, press } from "./pointing.js";

const HEAD_HEIGHT = 38; // px, as estimates for tables off the screen
const ROW_HEIGHT = 41; // px
const homes = new WeakMap(); // the editor of each drawn table

/** What keeps the open cell of an editor, as Cells registers it. */
export const keepers = new WeakMap();

/** A table as it looks when read. Which cell is open, and who is where, is Cells' to show. */
export class TableWidget extends WidgetType {
  constructor(table) {
    super();
    this.table = table;
  }

  eq({ table }) {
    return table.id === this.table.id && table.text === this.table.text;
  }

  get estimatedHeight() {
    return HEAD_HEIGHT + ROW_HEIGHT * (this.table.rows.length - 1);
  }

  toDOM(view) {
    const dom = frame(view.dom.ownerDocument, this.table);
    draw(dom, this.table);
    homes.set(dom, view);
    listen(dom, view);
    return dom;
  }

  updateDOM(dom, view, { table }) {
    if (table.id !== this.table.id || table.block !== this.table.block) return false;
    draw(dom, this.table, openIn(dom, view, this.table));
    return true;
  }

  /** For whatever stands beside the caret in the cell one is in. */
  coordsAt(dom, at, side) {
    return keepers.get(homes.get(dom))?.coordsAt(dom, at, side) ?? null;
  }
}

function listen(dom, view) {
  const tell = (act) => (event) => keepers.has(view) && act(keepers.get(view), event);
  dom.addEventListener("mousedown", tell(press));
  dom.addEventListener("pointerover", tell(hover));
  dom.addEventListener("pointerleave", tell(hover));
}

/** The drawn cell that is being edited, and where it stands now: it must not be drawn anew nor moved. */
function openIn(dom, view, table) {
  const cell = dom.querySelector(".tbl-open");
  const place = cell ? keepers.get(view)?.placeFor(table.id) : null;
  return place ? { cell, ...place } : null;
}
