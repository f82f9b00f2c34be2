// What tables need in the editor.
import { Prec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { speak } from "../../editing/table/inline.js";
import { cells, settling } from "./cells.js";
import { textClipboard } from "./clipboard.js";
import { around } from "./context.js";
import { tables } from "./field.js";
import { guard, makeRoom } from "./guard.js";
import { know } from "./inline.js";
import { textKeys } from "./textkeys.js";

const composing = EditorView.domEventHandlers({ compositionstart: (_event, view) => makeRoom(view) });

export function parts(context) {
  speak(context.lent.parser);
  know(context.members);
  return [around.of(context), tables, cells, settling, guard, composing, textKeys, Prec.high(textClipboard)];
}
