// Keys in the text beside a table: the caret goes into it, and a line is not joined to it by mistake.
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { tables } from "./field.js";
import { into, neighbour } from "./ways.js";
import { keepers } from "./widget.js";

/** Beyond the line's last or first row on the screen. */
const leavesLine = (view, by) => {
  const { main } = view.state.selection;
  const line = view.state.doc.lineAt(main.head);
  const { head } = view.moveVertically(main, by > 0);
  return head === main.head || head > line.to || head < line.from;
};

const atEdge = ({ state }, by) => {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return head === (by > 0 ? line.to : line.from);
};

const going = (by, ready) => (view) => {
  const table = view.state.selection.main.empty ? neighbour(view.state, by) : null;
  return Boolean(table) && ready(view, by) && into(keepers.get(view), table, by);
};

/** Deleting the line feed would make this line a row, or the next one when this is empty. */
const joining = (by) => (view) => {
  const { doc, selection, readOnly } = view.state;
  if (readOnly || !selection.main.empty || !atEdge(view, by)) return false;
  const line = doc.lineAt(selection.main.head);
  const near = neighbour(view.state, by);
  if (near) return (by < 0 || line.length > 0) && into(keepers.get(view), near, by);
  const gap = by < 0 && line.number > 2 && line.length > 0 && !doc.line(line.number - 1).text.trim();
  const over = gap && view.state.field(tables).tables.find(({ end }) => end === doc.line(line.number - 2).to);
  return Boolean(over) && into(keepers.get(view), over, by);
};

export const textKeys = Prec.high(
  keymap.of([
    { key: "ArrowDown", run: going(1, leavesLine) },
    { key: "ArrowUp", run: going(-1, leavesLine) },
    { key: "ArrowRight", run: going(1, atEdge) },
    { key: "ArrowLeft", run: going(-1, atEdge) },
    { key: "Backspace", run: joining(-1) },
    { key: "Delete", run: joining(1) },
  ]),
);
