// CodeMirror's search with our panel and its keys.
import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Prec, StateField } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { searchPanel } from "./searchpanel.js";

const marker = StateField.define({ create: () => true, update: (value) => value });

export { openSearchPanel };

export const searching = {
  all: [marker, search({ top: true, createPanel: searchPanel }), Prec.high(keymap.of(searchKeymap))],
  isIn: (state) => state.field(marker, false) === true,
};
