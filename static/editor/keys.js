import { defaultKeymap, redo, undo } from "@codemirror/commands";
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { lineAbove, lineBelow } from "../editing/beyond.js";
import { toggle } from "../editing/format.js";
import { heading, indent, list, outdent, tick } from "../editing/lines.js";
import { moveDown, moveUp } from "./moving.js";

const showKeys = () => {
  document.querySelector('[data-opens="keys"]')?.click();
  return true;
};

/** Ctrl K makes a link of a selection (menus/) and stays with the palette otherwise; Escape, unless it closes something, leaves for the Done button. */
export const keys = ({ leave }) => [
  Prec.high(
    keymap.of([
      { key: "Mod-b", run: toggle("bold"), preventDefault: true },
      { key: "Mod-i", run: toggle("italic"), preventDefault: true },
      { key: "Mod-e", run: toggle("code"), preventDefault: true },
      { key: "Mod-Shift-x", run: toggle("strike"), preventDefault: true },
      { key: "Mod-Shift-h", run: toggle("mark"), preventDefault: true },
      { key: "Alt-ArrowUp", run: moveUp, preventDefault: true },
      { key: "Alt-ArrowDown", run: moveDown, preventDefault: true },
      { key: "Mod-/", run: showKeys, preventDefault: true },
      { key: "F1", run: showKeys, preventDefault: true },
      { key: "Mod-Enter", run: tick },
      { key: "Ctrl-Shift-0", run: heading(0), preventDefault: true },
      ...[1, 2, 3].map((level) => ({ key: `Ctrl-Shift-${level}`, run: heading(level), preventDefault: true })),
      { key: "Ctrl-Shift-7", run: list("todo"), preventDefault: true },
      { key: "Ctrl-Shift-8", run: list("bullet"), preventDefault: true },
      { key: "Ctrl-Shift-9", run: list("ordered"), preventDefault: true },
      { key: "Tab", run: indent, shift: outdent },
      { key: "Mod-z", run: undo, preventDefault: true },
      { key: "Mod-y", mac: "Mod-Shift-z", run: redo, preventDefault: true },
      { linux: "Ctrl-Shift-z", win: "Ctrl-Shift-z", run: redo, preventDefault: true },
    ]),
  ),
  keymap.of([
    { key: "ArrowDown", run: lineBelow },
    { key: "ArrowUp", run: lineAbove },
  ]),
  keymap.of(defaultKeymap),
  Prec.lowest(keymap.of([{ key: "Escape", run: leave }])),
];
