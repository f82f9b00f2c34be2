// Find and replace, loaded when somebody first looks for something.
import { StateEffect } from "@codemirror/state";
import { keymap } from "@codemirror/view";

let loads = null;

/** Open the search panel; a command. */
export function find(view) {
  loads ??= import("./searching.js");
  loads.then(
    ({ searching, openSearchPanel }) => {
      if (!searching.isIn(view.state)) view.dispatch({ effects: StateEffect.appendConfig.of(searching.all) });
      openSearchPanel(view);
    },
    () => {
      loads = null; // Without a network; whoever asks again may have one.
    },
  );
  return true;
}

export const finding = keymap.of([{ key: "Mod-f", run: find, preventDefault: true }]);
