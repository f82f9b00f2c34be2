// CodeMirror's search with its panel and keys, and how many places there are.
import { getSearchQuery, openSearchPanel, search, searchKeymap, searchPanelOpen } from "@codemirror/search";
import { Prec, StateField } from "@codemirror/state";
import { keymap, ViewPlugin } from "@codemirror/view";
import { fill } from "../lib/page.js";
import { words } from "../lib/words.js";

const MOST = 999;

const marker = StateField.define({ create: () => true, update: (value) => value });

/** `{all, at}`: how many places are found, and which of them is chosen, counted from 1; 0 for none. */
function counted(state) {
  const query = getSearchQuery(state);
  let [all, at] = [0, 0];
  if (!query.valid) return { all, at };
  const cursor = query.getCursor(state);
  for (let found = cursor.next(); !found.done && all < MOST; found = cursor.next()) {
    all += 1;
    if (found.value.from === state.selection.main.from && found.value.to === state.selection.main.to) at = all;
  }
  return { all, at };
}

class Count {
  constructor(view) {
    this.view = view;
    this.dom = document.createElement("span");
    this.dom.className = "search-count";
    this.dom.role = "status";
  }

  update({ state, docChanged, selectionSet, transactions }) {
    if (!searchPanelOpen(state)) return;
    if (docChanged || selectionSet || transactions.some(({ effects }) => effects.length)) this.draw(state);
  }

  draw(state) {
    const panel = this.view.dom.querySelector(".cm-search");
    if (!panel) return void queueMicrotask(() => this.view.dom.querySelector(".cm-search")?.append(this.dom));
    if (!panel.contains(this.dom)) panel.append(this.dom);
    const { all, at } = counted(state);
    const { of, none, some } = words().found;
    this.dom.textContent = getSearchQuery(state).search ? fill(at ? of : all ? some : none, { all, at }) : "";
  }
}

export { openSearchPanel };

export const searching = {
  all: [marker, search({ top: true }), ViewPlugin.fromClass(Count), Prec.high(keymap.of(searchKeymap))],
  isIn: (state) => state.field(marker, false) === true,
};
