// HTML from a clipboard to Markdown: parsed as browsers do, but without a page and without loading a thing.
import { fromParse5 } from "hast-util-from-parse5";
import { parse } from "parse5";
import { withAddresses } from "./addresses.js";
import { withPlainCells } from "./cells.js";
import { withBoxes, withNestedLists, withOfficeLists } from "./lists.js";
import { withLooks, withoutRepeats } from "./looks.js";
import { withMacros } from "./macros.js";
import { markdownOf } from "./markdown.js";
import { pruned, withoutEmpty, withPlainSpaces } from "./pruned.js";

const STEPS = [
  withOfficeLists,
  withMacros,
  pruned,
  withBoxes,
  withNestedLists,
  withLooks,
  withAddresses,
  withPlainSpaces,
  withPlainCells,
  withoutRepeats,
  withoutEmpty,
];

/** The tree of a clipboard's HTML, cleaned of all that is no text. `origin`: this wiki's own. */
export function cleaned(html, origin) {
  return STEPS.reduce((tree, step) => step(tree, origin), fromParse5(parse(html)));
}

/** `{markdown, inline}` of a clipboard's HTML. */
export const fromHtml = (html, { origin } = {}) => markdownOf(cleaned(html, origin));
