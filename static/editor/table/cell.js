// The editor in the open cell.
import { syntaxHighlighting } from "@codemirror/language";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { asText } from "../../editing/table/cells.js";
import { inline } from "../../editing/table/inline.js";
import { wordsAt } from "../../editing/table/rows.js";
import { words } from "../wordlook.js";
import { cellKeys } from "./cellkeys.js";
import { signs } from "./cellsigns.js";
import { cellClipboard } from "./clipboard.js";
import { around } from "./context.js";
import { tableById } from "./field.js";
import { guests } from "./guests.js";
import { forwarded, fromPage, kept } from "./typing.js";

const theme = EditorView.theme({
  "&": { color: "inherit", fontSize: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflow: "visible" },
  // Twice, so that it counts more than the page's own.
  ".cm-content.cm-content": { padding: "0", minWidth: "1ch", caretColor: "var(--ink)" },
  ".cm-line.cm-line": { padding: "0" },
  ".cm-lineWrapping.cm-lineWrapping": { overflowWrap: "normal", wordBreak: "normal" },
});

/** `{inner}` of a cell: `cells` is the keeper, `place` where it is. */
export function makeCell(cells, place) {
  const page = cells.view;
  const { nonce, lent } = page.state.facet(around);
  const doc = place.missing ? "" : page.state.sliceDoc(place.from, place.to);
  const extensions = [
    EditorView.cspNonce.of(nonce),
    EditorState.lineSeparator.of("\n"),
    EditorState.readOnly.of(page.state.readOnly),
    EditorView.editable.of(page.state.facet(EditorView.editable)),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorView.contentAttributes.of(() => attributes(page, cells.place ?? place)),
    EditorState.transactionFilter.of((one) => (foreign(one) ? one : kept(one, nextTo(cells)))),
    EditorView.domEventHandlers({ blur: () => cells.blurred() }),
    inline,
    syntaxHighlighting(words),
    theme,
    signs,
    lent.typingOver,
    guests(cells),
    cellClipboard(cells),
    cellKeys(cells),
    keymap.of(lent.keys),
  ];
  return new EditorView({
    state: EditorState.create({ doc, extensions }),
    dispatchTransactions: (all, view) => carry(all, view, cells),
  });
}

const foreign = (one) => !one.docChanged || one.annotation(fromPage);

function nextTo({ view, place }) {
  return place.missing ? " " : view.state.sliceDoc(place.to, place.to + 1);
}

function carry(transactions, inner, cells) {
  inner.update(transactions);
  for (const one of transactions) {
    if (one.annotation(fromPage) || cells.inner !== inner || !cells.place) continue;
    const told = forwarded(one, cells.view.state, cells.place, one.annotation(Transaction.userEvent));
    if (told) cells.view.dispatch(told);
  }
}

/** A cell is called by its row and its column. */
function attributes(page, { id, row, column }) {
  const table = tableById(page.state, id);
  const { cell, head } = page.state.facet(around).words.tables;
  const name = (table && asText(wordsAt(table, { row: 0, column }))) || String(column + 1);
  const said = (row ? cell : head).replace("{row}", row).replace("{column}", name);
  return {
    "aria-label": said,
    spellcheck: "true",
    autocapitalize: "sentences",
    dir: "auto",
    "aria-multiline": "false",
  };
}
