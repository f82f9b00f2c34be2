// One's own undo. It is CodeMirror's and not the shared document's: what others write is mapped through it and no part of
// it, and it goes on when another copy of the page is shown, where ids of the old one would mean nothing.
import { history, isolateHistory, redo, undo } from "@codemirror/commands";

const ONE_STEP = 600; // ms of typing that one undo takes back

export const ownHistory = history({ newGroupDelay: ONE_STEP });

export const ownUndo = (view) => ({
  undo: () => undo(view),
  redo: () => redo(view),
  stopCapturing: () => view.dispatch({ annotations: isolateHistory.of("full") }),
});
