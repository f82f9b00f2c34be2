// What is copied here goes out twice: as the Markdown it is, and as HTML for other programs, marked so that we know it.
import { EditorView } from "@codemirror/view";

let renderer = null;

/** Loaded with the first selection: a copy cannot wait. */
const ready = EditorView.updateListener.of(({ selectionSet, state }) => {
  if (!selectionSet || renderer || state.selection.main.empty) return;
  renderer = {};
  import("../../editing/paste/rendering.js").then(
    (module) => Object.assign(renderer, module),
    () => {
      renderer = null;
    },
  );
});

function out(event, view) {
  const { main, ranges } = view.state.selection;
  if (!event.clipboardData || ranges.length > 1 || main.empty || !renderer?.copyOf) return false;
  const text = view.state.sliceDoc(main.from, main.to);
  event.clipboardData.setData("text/plain", text);
  event.clipboardData.setData("text/html", renderer.copyOf(text));
  event.preventDefault();
  if (event.type === "cut" && !view.state.readOnly)
    view.dispatch({ ...view.state.replaceSelection(""), userEvent: "delete.cut", scrollIntoView: true });
  return true;
}

export const copying = [ready, EditorView.domEventHandlers({ copy: out, cut: out })];
