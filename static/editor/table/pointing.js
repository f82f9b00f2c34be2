// The pointer over a drawn table.
import { choose, drag } from "./chosen.js";
import { whereIs } from "./draw.js";

let [lastX, lastY] = [0, 0];

/** The handles come to the cell it is over. When a cell comes under a pointer that rests, it was the keyboard that did it. */
export function hover(cells, event) {
  const { type, target, pointerType, clientX, clientY } = event;
  drag(cells, event);
  if (pointerType === "touch" || (clientX === lastX && clientY === lastY)) return;
  [lastX, lastY] = [clientX, clientY];
  if (type === "pointerleave") return cells.handles.over(null);
  const cell = target.closest("td, th");
  if (cell) cells.handles.over(cell);
}

/** A press on a cell opens it and goes on in there; with Ctrl or Cmd it follows a link. */
export function press(cells, event) {
  choose(cells, null);
  cells.pressed = Boolean(event.target.closest("td, th"));
  const cell = event.target.closest("td, th");
  if (!cell || event.button || cell.classList.contains("tbl-open")) return;
  event.preventDefault();
  const { to } = event.target.closest("[data-to]")?.dataset ?? {};
  if (to && (event.ctrlKey || event.metaKey)) return open(to, "_blank", "noopener");
  if (cells.go({ id: Number(cell.closest(".tbl").dataset.table), ...whereIs(cell) }))
    cells.inner?.contentDOM.dispatchEvent(new MouseEvent("mousedown", event));
}
