// How the text looks: as it is read, or as the Markdown it is.
import { Compartment } from "@codemirror/state";
import { look } from "../look.js";
import { preview } from "./index.js";

const mode = new Compartment();

/** `context.plain` says which. */
export const textLook = (context) => mode.of(looks(context));

const looks = (context) => (context.plain ? look : preview(context));

export const showPlain = (view, context) => view.dispatch({ effects: mode.reconfigure(looks(context)) });
