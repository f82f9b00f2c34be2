// Typing over a selection. Left to itself the browser keeps the look of what it replaces by an inline style, which the
// page's policy refuses.
import { EditorView } from "@codemirror/view";
import { around } from "../editing/rules.js";

export const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    if (event.inputType !== "insertText" || !event.data || state.readOnly || state.selection.main.empty) return false;
    event.preventDefault();
    const typed = { scrollIntoView: true, userEvent: "input.type" };
    view.dispatch(around(state, event.data) ?? { ...state.replaceSelection(event.data), ...typed });
    return true;
  },
});
