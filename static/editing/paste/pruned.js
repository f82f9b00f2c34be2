// What is on a clipboard and is not text: scripts, styles, comments, buttons, hidden things, invisible characters.
import { hasClass, is, mapped, styleOf } from "./tree.js";

const NOT_TEXT =
  /^(?:area|audio|base|button|canvas|clipboard-copy|col|colgroup|embed|head|iframe|link|map|meta|nav|noscript|object|script|select|style|svg|template|textarea|title|tool-tip|video|xml)$/;
const CHROME =
  /^(?:anchor|aui-icon|codeHeader|code-toolbar__|copy-button|headerlink|katex-html|mw-editsection|sr-only|toc-macro|zeroclipboard-container)/;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\ufffc]/g; // joiners (U+200C, U+200D) mean something in words and emoji

/** Stands where a picture will be, and nowhere else once a tree is pruned. */
export const PICTURE = "\ufffc";

function isHidden(node) {
  const style = styleOf(node);
  const { hidden, ariaHidden } = node.properties;
  if (hidden || ariaHidden === "true" || style.get("display") === "none") return true;
  return style.get("mso-hide") === "all" || style.get("mso-list") === "ignore";
}

const isChrome = (node) => hasClass(node, CHROME) || (is(node, "br") && hasClass(node, /^Apple-interchange-newline$/));

function pruneNode(node) {
  if (node.type === "text") return { ...node, value: node.value.replaceAll(INVISIBLE, "") };
  if (node.type === "root") return node;
  if (node.type !== "element") return null;
  if (node.tagName.includes(":")) return node.children; // Office's own elements
  if (NOT_TEXT.test(node.tagName) || isChrome(node) || isHidden(node)) return null;
  return node;
}

export const pruned = (tree) => mapped(tree, pruneNode);

const keepsSpaces = (node) => is(node, "pre", "code", "kring-raw");

/** No-break spaces are how word processors and web pages write spaces; in code they are kept out, too. */
export function withPlainSpaces(node) {
  if (node.type === "text") return { ...node, value: node.value.replaceAll("\u00a0", " ") };
  return node.children ? { ...node, children: node.children.map(withPlainSpaces) } : node;
}

/** Emptied spans, paragraphs and list items leave nothing behind. */
export const withoutEmpty = (tree) =>
  mapped(tree, (node) => {
    if (!is(node, "span", "p", "div", "font", "a", "strong", "em", "del", "u", "b", "i")) return node;
    if (node.children.length || keepsSpaces(node)) return node;
    return null;
  });
