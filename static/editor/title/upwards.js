import { keymap } from "@codemirror/view";

const toTitle = () => document.querySelector("kring-page-title")?.enter() ?? false;

/** Whether the caret stands in the first line as it is seen. */
function isAtTop(view) {
  const [first, caret] = [0, view.state.selection.main.head].map((place) => view.coordsAtPos(place));
  return Boolean(first && caret) && caret.top < first.bottom;
}

const isEmptyStart = ({ doc, selection: { main } }) => main.empty && main.head === 0 && doc.line(1).length === 0;

/** Only what is pressed anew: whoever holds the key down to clear the text means the text alone. */
const isBackspace = ({ key, repeat }) => key === "Backspace" && !repeat;

/** From the start of the text to the title above it. */
export const upwards = keymap.of([
  { any: ({ state }, event) => isBackspace(event) && isEmptyStart(state) && toTitle() },
  { key: "ArrowUp", run: (view) => isAtTop(view) && toTitle() },
]);
