// Moving a row or a column by its handle.
import { moveColumn, moveRow } from "../../editing/table/change.js";
import { apply } from "./commands.js";
import { linesOf } from "./draw.js";

const A_PULL = 4; // px; less is a press

const KINDS = {
  row: {
    along: "clientY",
    edges: (box) =>
      linesOf(box)
        .map((line) => line.getBoundingClientRect())
        .map(({ top, bottom }) => [top, bottom]),
    first: 1, // The head stays.
    move: moveRow,
  },
  column: {
    along: "clientX",
    edges: (box) =>
      [...linesOf(box)[0].children].map((cell) => cell.getBoundingClientRect()).map(({ left, right }) => [left, right]),
    first: 0,
    move: moveColumn,
  },
};

/** The gap nearest to the pointer, as the number of rows or columns before it. */
function gapAt(edges, at, first) {
  const gaps = [...edges.map(([start]) => start), edges.at(-1)[1]];
  const away = gaps.map((gap, index) => (index < first ? Number.POSITIVE_INFINITY : Math.abs(gap - at)));
  return away.indexOf(Math.min(...away));
}

/** Follow the pointer from a handle on; `otherwise()` when it was let go where it was. */
export function pull(down, { cells, kind, otherwise }) {
  const { along, edges, first, move } = KINDS[kind];
  const button = down.currentTarget;
  const box = button.closest(".tbl");
  const mark = document.createElement("div");
  mark.className = `tbl-drop tbl-drop-${kind}`;
  let gap = null;
  const controller = new AbortController();
  const listen = (name, act) => button.addEventListener(name, act, { signal: controller.signal });

  listen("pointermove", (event) => {
    if (gap === null && Math.abs(event[along] - down[along]) < A_PULL) return;
    const found = edges(box);
    gap = gapAt(found, event[along], first);
    const origin = box.getBoundingClientRect()[kind === "row" ? "top" : "left"];
    mark.style.setProperty("--at", `${(found[gap]?.[0] ?? found.at(-1)[1]) - origin}px`);
    if (!mark.parentNode) box.append(mark);
  });
  listen("pointerup", () => end(true));
  listen("pointercancel", () => end(false));
  listen("keydown", ({ key }) => key === "Escape" && end(false));
  button.setPointerCapture(down.pointerId);

  function end(good) {
    controller.abort();
    mark.remove();
    if (good && gap === null) return otherwise();
    const { place } = cells;
    if (!good || !place) return;
    const from = place[kind];
    apply(cells, place.id, (table) => move(table, from, gap > from ? gap - 1 : gap));
    if (Math.abs((gap > from ? gap - 1 : gap) - from) > 1) cells.go({ ...place, [kind]: gap > from ? gap - 1 : gap });
  }
}
