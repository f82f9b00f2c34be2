// The lines of the outline: press one to go there, drag it or use Alt and the arrows to move its section.

let dragged = null;

/** List items for `[{text, sub}]`; `does` has `go(place)`, `move(place, before)` and `step(place, by)`. */
export function drawn(headings, does) {
  return headings.map(({ text, sub }, place) => {
    const item = document.createElement("li");
    item.classList.toggle("sub", sub);
    item.append(line(text, place, does));
    takeDrops(item, place, does);
    return item;
  });
}

function line(text, place, does) {
  const link = document.createElement("a");
  link.href = "#contents";
  link.dir = "auto";
  link.textContent = text || "…";
  link.draggable = true;
  link.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    does.go(place);
  });
  link.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !by) return;
    event.preventDefault();
    does.step(place, by);
  });
  link.addEventListener("dragstart", ({ dataTransfer }) => {
    dragged = place;
    dataTransfer.effectAllowed = "move";
    dataTransfer.setData("text/plain", text);
  });
  link.addEventListener("dragend", () => {
    dragged = null;
  });
  return link;
}

/** The upper half of a line is the place before it, the lower half the one behind. */
function takeDrops(item, place, does) {
  const behind = (event) => {
    const { top, height } = item.getBoundingClientRect();
    return event.clientY > top + height / 2;
  };
  const clear = () => item.classList.remove("drop-before", "drop-behind");
  item.addEventListener("dragover", (event) => {
    if (dragged === null) return;
    event.preventDefault();
    clear();
    item.classList.add(behind(event) ? "drop-behind" : "drop-before");
  });
  item.addEventListener("dragleave", clear);
  item.addEventListener("drop", (event) => {
    clear();
    if (dragged === null) return;
    event.preventDefault();
    does.move(dragged, behind(event) ? place + 1 : place);
    dragged = null;
  });
}
