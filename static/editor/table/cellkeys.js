import { Prec } from "@codemirror/state";
import { EditorView, keymap, runScopeHandlers } from "@codemirror/view";
import { empty, extend } from "./chosen.js";
import { COMMANDS, perform } from "./commands.js";
import { openMenu } from "./menu.js";
import { back, below, far, forth, out, sideways, upright } from "./ways.js";

const OWN = /^(?:Arrow.*|Backspace|Delete|Home|End|Enter|Page.*|[acvx])$/i;

/** An open menu at the caret has these first. */
const MENU = /^(?:ArrowUp|ArrowDown|Enter|Tab|Escape)$/;
const hasMenu = ({ contentDOM }) => contentDOM.hasAttribute("aria-activedescendant");

/** Keys with Ctrl or Cmd mean the same as in the text: the page's editor has the selection, too. */
function passed(event, page) {
  const { ctrlKey, metaKey, altKey, key } = event;
  if (MENU.test(key) && hasMenu(page)) return runScopeHandlers(page, event, "editor");
  if (OWN.test(key) || !(ctrlKey || metaKey || /^F\d/.test(key)) || (altKey && key.length > 1)) return false;
  return runScopeHandlers(page, event, "editor");
}

const breakLine = (inner) => {
  inner.dispatch(inner.state.replaceSelection("<br>"), { scrollIntoView: true, userEvent: "input" });
  return true;
};

/** The cell first, then the page. */
function selectAll(cells) {
  const { doc, selection } = cells.inner.state;
  const some = selection.main.from > 0 || selection.main.to < doc.length;
  return !some && cells.leave(0, cells.view.state.doc.length);
}

export function cellKeys(cells) {
  const does = (name) => () => perform(cells, name, cells.place) || name in COMMANDS;
  const menu = () => openMenu(cells) || true;
  return [
    Prec.highest(EditorView.domEventHandlers({ keydown: (event) => passed(event, cells.view) })),
    Prec.high(
      keymap.of([
        { key: "Tab", run: () => forth(cells), shift: () => back(cells) },
        { key: "Enter", run: () => below(cells), shift: breakLine },
        { key: "Mod-a", run: () => selectAll(cells) },
        { key: "Escape", run: () => out(cells, 1) },
        { key: "Mod-Home", mac: "Cmd-ArrowUp", run: () => far(cells, -1) },
        { key: "Mod-End", mac: "Cmd-ArrowDown", run: () => far(cells, 1) },
        { key: "ArrowUp", run: () => upright(cells, -1) },
        { key: "ArrowDown", run: () => upright(cells, 1) },
        { key: "ArrowLeft", run: () => sideways(cells, -1) },
        { key: "ArrowRight", run: () => sideways(cells, 1) },
        { key: "Shift-ArrowUp", run: () => extend(cells, { row: -1 }) },
        { key: "Shift-ArrowDown", run: () => extend(cells, { row: 1 }) },
        { key: "Shift-ArrowLeft", run: () => extend(cells, { column: -1 }) },
        { key: "Shift-ArrowRight", run: () => extend(cells, { column: 1 }) },
        { key: "Delete", run: () => empty(cells) },
        { key: "Backspace", run: () => empty(cells) },
        { key: "Alt-ArrowUp", run: does("rowUp") },
        { key: "Alt-ArrowDown", run: does("rowDown") },
        { key: "Alt-ArrowLeft", run: does("columnLeft") },
        { key: "Alt-ArrowRight", run: does("columnRight") },
        { key: "Shift-F10", run: menu },
        { key: "ContextMenu", run: menu },
      ]),
    ),
  ];
}
