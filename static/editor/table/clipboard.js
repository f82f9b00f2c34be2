// Cells on the clipboard: as spreadsheets give and take them.
import { EditorView } from "@codemirror/view";
import { withLineFeeds } from "../../editing/characters.js";
import { asTsv, cut, fill, gridOf, markdownOf } from "../../editing/table/grid.js";
import { chosenArea, empty } from "./chosen.js";
import { apply } from "./commands.js";
import { placeOf, tableById } from "./field.js";
import { byTable } from "./typing.js";

let plainly = false; // Ctrl Shift V

const listenForPlain = (event) => {
  plainly = event.shiftKey && event.key.toLowerCase() === "v";
  return false;
};

function gridFrom(data) {
  if (plainly) return null;
  return gridOf(data.getData("text/plain"), /<table[\s>]/i.test(data.getData("text/html")));
}

function pasteCells(cells, event) {
  const grid = event.clipboardData && !cells.view.state.readOnly ? gridFrom(event.clipboardData) : null;
  if (!grid || (grid.length === 1 && grid[0].length === 1)) return false;
  const { id, row, column } = cells.place;
  apply(cells, id, (table) => fill(table, { row, column }, grid));
  cells.go({ id, row, column });
  event.preventDefault();
  return true;
}

function markup(grid, owner) {
  const table = owner.createElement("table");
  for (const row of grid) {
    const line = table.insertRow();
    for (const text of row) line.insertCell().textContent = text;
  }
  return table.outerHTML;
}

function copyCells(cells, event) {
  const area = chosenArea(cells);
  if (!area || !event.clipboardData) return false;
  const grid = cut(tableById(cells.view.state, cells.place.id), area);
  event.clipboardData.setData("text/plain", asTsv(grid));
  event.clipboardData.setData("text/html", markup(grid, cells.view.dom.ownerDocument));
  if (event.type === "cut") empty(cells);
  event.preventDefault();
  return true;
}

/** In the open cell. What is plain stays in the cell: its lines become breaks there. */
export const cellClipboard = (cells) => [
  EditorView.domEventHandlers({
    keydown: listenForPlain,
    paste: (event) => pasteCells(cells, event),
    copy: (event) => copyCells(cells, event),
    cut: (event) => copyCells(cells, event),
  }),
  EditorView.clipboardInputFilter.of((text) => withLineFeeds(text).replace(/\n+$/, "")),
];

/** In the text: rows of cells without markup, from a terminal or a database, become a table. */
export const textClipboard = EditorView.domEventHandlers({
  keydown: listenForPlain,
  paste(event, view) {
    const { state } = view;
    const data = event.clipboardData;
    const { main } = state.selection;
    if (!data || plainly || data.getData("text/html") || data.files.length || state.readOnly) return false;
    const grid = placeOf(state) || state.doc.lineAt(main.from).text.trim() ? null : gridOf(data.getData("text/plain"));
    if (!grid || grid.length < 2 || !isEven(grid)) return false;
    const insert = `${lineAbove(state, main.from) ? "\n" : ""}${markdownOf(grid)}\n`;
    view.dispatch({ ...state.replaceSelection(insert), annotations: byTable.of("command"), userEvent: "input.paste" });
    event.preventDefault();
    return true;
  },
});

/** Code has tabs, too, but at the start of its lines and not as many in each. */
const isEven = (grid) => grid.every((row) => row.length === grid[0].length && row[0].trim());

function lineAbove({ doc }, at) {
  const line = doc.lineAt(at);
  return line.number > 1 && doc.line(line.number - 1).length > 0;
}
