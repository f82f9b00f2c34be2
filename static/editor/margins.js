// What sticks to the screen's edges covers text: what is scrolled to stays clear of it.
import { EditorView } from "@codemirror/view";

const ROOM = 48; // px, so that a row is not cut and what opens below a caret has its place
const BARS = ".bar, .tools"; // on phones the tools are at the bottom

export const margins = EditorView.scrollMargins.of(() => {
  const bars = [...document.querySelectorAll(BARS)].map((bar) => bar.getBoundingClientRect()).filter(isThere);
  const [above, below] = [bars.filter(isAbove), bars.filter((bar) => !isAbove(bar))];
  return {
    top: Math.max(0, ...above.map(({ bottom }) => bottom)),
    bottom: ROOM + Math.max(0, ...below.map(({ top }) => innerHeight - top)),
  };
});

const isThere = ({ height }) => height > 0;
const isAbove = ({ top }) => top < innerHeight / 2;
