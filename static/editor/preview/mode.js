// How the text looks: as it is read, or as the Markdown it is.
import { Compartment } from "@codemirror/state";
import { tableCells } from "../table/index.js";
import { preview } from "./index.js";

const mode = new Compartment();
let wanted = null;

const asRead = (context) => [preview(context), tableCells(context)];

/** `context.plain` says which; what plain text looks like is loaded by those who want it, and comes a moment later. */
export const textLook = (context) => mode.of(context.plain ? [] : asRead(context));

export async function showLook(view, context) {
  wanted = context;
  const look = context.plain ? (await import("../look.js")).look : asRead(context);
  if (wanted === context) view.dispatch({ effects: mode.reconfigure(look) });
}
