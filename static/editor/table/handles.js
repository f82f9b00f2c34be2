// The handles of a row and a column, at the cell under the pointer or else the open one: a press opens what can be done, a
// pull moves them.
import { icon } from "../../lib/icon.js";
import { around } from "./context.js";
import { cellIn, whereIs } from "./draw.js";
import { pull } from "./pull.js";

function handle(name, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `tbl-handle tbl-${name}`;
  button.tabIndex = -1; // Shift-F10 in a cell opens the same.
  button.ariaLabel = label;
  button.title = label;
  button.ariaHasPopup = "menu";
  button.append(icon("grip-vertical"));
  button.addEventListener("mousedown", (event) => event.preventDefault()); // The focus stays in the cell.
  return button;
}

export class Handles {
  #over = null; // the drawn cell under the pointer

  constructor(cells, openMenu) {
    const { row, column } = cells.view.state.facet(around).words.tables.handles;
    Object.assign(this, { cells, openMenu, row: handle("row", row), column: handle("column", column) });
    for (const kind of ["row", "column"])
      this[kind].addEventListener("pointerdown", (event) => event.button || this.press(event, kind));
    for (const kind of ["row", "column"])
      this[kind].addEventListener("click", (event) => event.detail || this.open(kind, whereIs(this.cell)));
  }

  over(cell) {
    if (cell === this.#over || (!cell && !this.#over)) return;
    this.#over = cell;
    this.place();
  }

  /** Beside the cell, when all is laid out. */
  place() {
    this.cells.view.requestMeasure({
      key: this,
      read: () => this.measured(),
      write: (found) => this.put(found),
    });
  }

  measured() {
    const { cells } = this;
    const { place } = cells;
    const box = place && cells.view.contentDOM.querySelector(`[data-table="${place.id}"]`);
    const cell = this.#over?.isConnected ? this.#over : box && cellIn(box, place);
    if (!cell || cells.view.state.readOnly) return null;
    const home = cell.closest(".tbl");
    const [outer, inner] = [home.getBoundingClientRect(), cell.getBoundingClientRect()];
    return {
      cell,
      home,
      x: inner.left - outer.left,
      y: inner.top - outer.top,
      width: inner.width,
      height: inner.height,
    };
  }

  put(found) {
    this.cell = found?.cell ?? null;
    if (!found) return [this.row, this.column].map((button) => button.remove());
    const { home, x, y, width, height } = found;
    if (this.row.parentNode !== home) home.append(this.row, this.column);
    this.row.hidden = whereIs(found.cell).row === 0;
    this.row.style.setProperty("--at", `${y + height / 2}px`);
    this.column.style.setProperty("--at", `${Math.min(Math.max(x, 0), home.clientWidth - width) + width / 2}px`);
  }

  press(event, kind) {
    event.preventDefault();
    const { cells, cell } = this;
    const where = { id: Number(cell.closest(".tbl").dataset.table), ...whereIs(cell) };
    const { place } = cells;
    const same = place?.id === where.id && place[kind] === where[kind];
    if (!same) cells.go(where);
    pull(event, { cells, kind, otherwise: () => this.open(kind) });
  }

  open(kind, where) {
    if (where) this.cells.go({ id: Number(this.cell.closest(".tbl").dataset.table), ...where });
    this.openMenu(this.cells, [kind], this[kind]);
  }

  remove() {
    this.row.remove();
    this.column.remove();
  }
}
