// The pointer over a drawn table.
import { whereIs } from "./draw.js";

/** The handles come to the cell it is over. */
export function hover(cells, { type, target, pointerType }) {
  if (pointerType === "touch") return;
  if (type === "pointerleave") return cells.handles.over(null);
  const cell = target.closest("td, th");
  if (cell) cells.handles.over(cell);
}

/** A press on a cell opens it and goes on in there; with Ctrl or Cmd it follows a link. */
export function press(cells, event) {
  const cell = event.target.closest("td, th");
  if (!cell || event.button || cell.classList.contains("tbl-open")) return;
  event.preventDefault();
  const { to } = event.target.closest("[data-to]")?.dataset ?? {};
  if (to && (event.ctrlKey || event.metaKey)) return open(to, "_blank", "noopener");
  if (cells.go({ id: Number(cell.closest(".tbl").dataset.table), ...whereIs(cell) }))
    cells.inner?.contentDOM.dispatchEvent(new MouseEvent("mousedown", event));
}
