// What is copied here goes out twice: as the Markdown it is, and as HTML for other programs, marked so that we know it.
import { EditorView } from "@codemirror/view";
import { copyOf } from "../../editing/paste/rendering.js";

function out(event, view) {
  const { main, ranges } = view.state.selection;
  if (!event.clipboardData || ranges.length > 1 || main.empty) return false;
  const text = view.state.sliceDoc(main.from, main.to);
  event.clipboardData.setData("text/plain", text);
  event.clipboardData.setData("text/html", copyOf(text));
  event.preventDefault();
  if (event.type === "cut" && !view.state.readOnly)
    view.dispatch({ ...view.state.replaceSelection(""), userEvent: "delete.cut", scrollIntoView: true });
  return true;
}

export const copying = EditorView.domEventHandlers({ copy: out, cut: out });
