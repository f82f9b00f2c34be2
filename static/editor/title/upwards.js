import { keymap } from "@codemirror/view";

const toTitle = () => document.querySelector("kring-page-title")?.enter() ?? false;

/** Whether the caret stands in the first line as it is seen. */
function isAtTop(view) {
  const [first, caret] = [0, view.state.selection.main.head].map((place) => view.coordsAtPos(place));
  return Boolean(first && caret) && caret.top < first.bottom;
}

const atStart = ({ selection: { main } }) => main.empty && main.head === 0;

/** From the start of the text to the title above it. */
export const upwards = keymap.of([
  { key: "Backspace", run: ({ state }) => atStart(state) && toTitle() },
  { key: "ArrowUp", run: (view) => isAtTop(view) && toTitle() },
]);
