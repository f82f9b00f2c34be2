// What clipboards say by styles, said by elements: bold, italic, struck out, code.
import { element, find, is, mapped, styleOf, wordsOf } from "./tree.js";

const MONOSPACE = /\b(?:mono|monospace|consolas|courier|menlo|monaco)\b/;
const NORMAL = /^(?:normal|[1-4]00)$/;
const BOLD = /^(?:bold|bolder|[6-9]00)$/;
const INLINE = ["a", "b", "em", "font", "i", "s", "span", "strong", "u", "code"];

const decoration = (style) => `${style.get("text-decoration") ?? ""} ${style.get("text-decoration-line") ?? ""}`;

function looksOf(node) {
  const style = styleOf(node);
  const family = `${style.get("font-family") ?? ""} ${String(node.properties.face ?? "").toLowerCase()}`;
  return {
    strong: BOLD.test(style.get("font-weight") ?? ""),
    em: /^(?:italic|oblique)/.test(style.get("font-style") ?? ""),
    del: decoration(style).includes("line-through"),
    code: MONOSPACE.test(family) && !is(node, "code"),
  };
}

/** `<b style="font-weight: normal">` around all is how Google Docs begins. */
function isUndone(node) {
  const style = styleOf(node);
  if (is(node, "b", "strong")) return NORMAL.test(style.get("font-weight") ?? "");
  return is(node, "i", "em") && style.get("font-style") === "normal";
}

const isOneLine = (node) => !find(node, (inner) => is(inner, "br", "img", "p", "div")) && wordsOf(node).trim();

function said(node) {
  if (!is(node, ...INLINE)) return node;
  const looks = looksOf(node);
  const code = looks.code && isOneLine(node);
  let children =
    isUndone(node) || is(node, "span", "font", "u") ? node.children : [{ ...node, children: node.children }];
  if (code && !is(node, "a")) children = [element("code", {}, children)];
  for (const tag of ["del", "em", "strong"]) if (looks[tag]) children = [element(tag, {}, children)];
  return children;
}

/** Code keeps its characters alone: what is inside a block of it, or is marked up in it, carries no style. */
export function withLooks(node) {
  if (is(node, "pre")) return node;
  if (!node.children) return node;
  return mappedOnce({ ...node, children: node.children.flatMap((child) => withLooks(child)) });
}

const mappedOnce = (node) => (node.type === "element" ? said(node) : node);

const REDUNDANT = {
  strong: ["strong", "b", "h1", "h2", "h3", "h4", "h5", "h6", "th"],
  em: ["em", "i"],
  del: ["del", "s"],
};

/** Bold in bold or in a heading says nothing. */
export function withoutRepeats(tree) {
  return mapped(tree, (node) => {
    for (const [look, around] of Object.entries(REDUNDANT))
      if (is(node, ...around)) return { ...node, children: without(node.children, look) };
    return is(node, "code") ? { ...node, children: [{ type: "text", value: wordsOf(node) }] } : node;
  });
}

function without(children, look) {
  const names = look === "strong" ? ["strong", "b"] : REDUNDANT[look];
  return children.flatMap((child) => {
    const inner = child.children ? { ...child, children: without(child.children, look) } : child;
    return is(child, ...names) ? inner.children : inner;
  });
}
