// What can be done to a row, a column and the table, as a menu.
import { icon } from "../../lib/icon.js";
import { deleteTable, may, perform } from "./commands.js";
import { around } from "./context.js";
import { tableById } from "./field.js";

const PARTS = {
  row: [
    ["rowBefore", "plus"],
    ["rowAfter", "plus"],
    ["rowUp", "arrow-up"],
    ["rowDown", "arrow-down"],
    ["rowDelete", "trash-2"],
  ],
  column: [
    ["columnBefore", "plus"],
    ["columnAfter", "plus"],
    ["columnLeft", "arrow-left"],
    ["columnRight", "arrow-right"],
    ["alignLeft", "align-left"],
    ["alignCenter", "align-center"],
    ["alignRight", "align-right"],
    ["columnDelete", "trash-2"],
  ],
  table: [["tableDelete", "trash-2"]],
};
const KEYS = { rowUp: "Alt ↑", rowDown: "Alt ↓", columnLeft: "Alt ←", columnRight: "Alt →" };
const closed = new WeakSet();
const MARGIN = 8; // px to the edge of the screen

function item(name, sign, words, { checked, disabled }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = /Delete$/.test(name) ? "opt danger" : "opt";
  button.dataset.does = name;
  button.tabIndex = -1;
  button.role = checked === undefined ? "menuitem" : "menuitemcheckbox";
  if (checked !== undefined) button.ariaChecked = String(checked);
  button.ariaDisabled = disabled ? "true" : null;
  const label = document.createElement("span");
  label.textContent = words;
  button.append(icon(sign), label);
  if (KEYS[name]) button.append(keys(KEYS[name]));
  return button;
}

function keys(name) {
  const key = document.createElement("kbd");
  key.textContent = name;
  key.ariaHidden = "true";
  return key;
}

function itemsOf(cells, parts) {
  const { place, view } = cells;
  const { menu } = view.state.facet(around).words.tables;
  const align = tableById(view.state, place.id).aligns[place.column];
  return [...parts, "table"].flatMap((part, index) => {
    const items = PARTS[part].map(([name, sign]) => {
      const checked = name.startsWith("align") ? align === name.slice(5).toLowerCase() : undefined;
      return item(name, sign, menu[name], { checked, disabled: name !== "tableDelete" && !may(cells, name, place) });
    });
    return index ? [document.createElement("hr"), ...items] : items;
  });
}

/** For the open cell: all of it, or some parts, beside a handle. */
export function openMenu(cells, parts = ["row", "column"], beside = null) {
  const { place, inner, view } = cells;
  const box = inner?.dom.closest(".tbl");
  if (!place || !box || view.state.readOnly) return;
  const menu = document.createElement("div");
  menu.className = "pop tbl-menu";
  menu.role = "menu";
  menu.ariaLabel = view.state.facet(around).words.tables.handles[parts.length > 1 ? "table" : parts[0]];
  menu.append(...itemsOf(cells, parts));
  for (const rule of menu.querySelectorAll("hr")) rule.role = "separator";
  box.append(menu);
  stand(menu, box, beside ?? inner.dom.parentNode);
  listen(menu, cells);
  choices(menu)[0].focus();
}

/** Below what it belongs to, or above where there is no room, and within the screen. */
function stand(menu, box, beside) {
  const [outer, anchor, own] = [box, beside, menu].map((one) => one.getBoundingClientRect());
  const left = Math.max(MARGIN, Math.min(anchor.left, innerWidth - own.width - MARGIN));
  const room = innerHeight - anchor.bottom - MARGIN >= own.height || anchor.top < own.height + MARGIN;
  menu.style.setProperty("--x", `${left - outer.left}px`);
  menu.style.setProperty("--y", `${(room ? anchor.bottom + 4 : anchor.top - own.height - 4) - outer.top}px`);
}

const choices = (menu) => [...menu.querySelectorAll("button:not([aria-disabled])")];

function listen(menu, cells) {
  menu.addEventListener("mousedown", (event) => event.preventDefault());
  menu.addEventListener("click", ({ target }) => choose(menu, cells, target.closest("button")));
  menu.addEventListener("keydown", (event) => walk(menu, cells, event));
  menu.addEventListener("focusout", ({ relatedTarget }) => menu.contains(relatedTarget) || close(menu, cells, false));
}

function choose(menu, cells, button) {
  if (!button || button.ariaDisabled) return;
  close(menu, cells, true);
  const { place } = cells;
  if (!place) return;
  if (button.dataset.does === "tableDelete") deleteTable(cells, place);
  else perform(cells, button.dataset.does, place);
}

/** Taking the menu away takes the focus out of it, which closes it, too. */
function close(menu, cells, back) {
  if (closed.has(menu)) return;
  closed.add(menu);
  menu.remove();
  if (back) cells.inner?.focus();
  else cells.blurred();
}

function walk(menu, cells, event) {
  const all = choices(menu);
  const at = all.indexOf(event.target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined) all.at(next % all.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close(menu, cells, true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
