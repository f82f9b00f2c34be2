// A clipboard's HTML beside its plain text: turned into Markdown, unless the plain text says it better.
import { cleaned } from "./html.js";
import { markdownOf } from "./markdown.js";
import { PICTURE } from "./pruned.js";
import { find, is, mapped, styleOf, text, wordsOf } from "./tree.js";

const SIGNS = [
  [/^#{1,6} \S/m, 1],
  [/^\s*(?:[-*+]|\d+\.) \S/m, 1],
  [/^> /m, 1],
  [/^\s*[-*+] \[[ xX]\] /m, 2],
  [/\*\*\S[^*\n]*\*\*/, 2],
  [/\[[^\]\n]+\]\([^)\s]+\)/, 2],
  [/^(?:```|~~~)/m, 2],
  [/^\|?(?:\s*:?-{3,}:?\s*\|)+/m, 2],
];
const ENOUGH = 2;
const STRUCTURE =
  /^(?:a|blockquote|code|del|details|em|h[1-6]|hr|i|img|input|kbd|kring-raw|li|mark|pre|strong|b|s|table)$/;

const score = (text, but = () => false) =>
  SIGNS.reduce((sum, [sign, worth]) => sum + (sign.test(text) && !but(sign) ? worth : 0), 0);

/** Programs for code put what looks like a page of theirs on the clipboard: one block of fixed width. */
function isCodeView(tree) {
  const body = find(tree, (node) => is(node, "body"));
  const [only, ...more] = body.children.filter((node) => node.type === "element" || node.value.trim());
  if (more.length || !only || only.type !== "element") return false;
  return is(only, "pre") || styleOf(only).get("white-space") === "pre";
}

/** A program that knows Markdown gives its source as plain text: signs that the other form has turned into looks. */
function isSource(plain, tree) {
  const shown = wordsOf(tree);
  return score(plain, (sign) => sign.test(shown)) >= ENOUGH;
}

const fence = (code, language) => {
  const sign = "`".repeat(Math.max(3, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length + 1)));
  return { markdown: `${sign}${language}\n${code.replace(/\n$/, "")}\n${sign}`, inline: false };
};

const isDrawnOut = (node) => is(node, "img") && String(node.properties.src).startsWith("data:");

function kept({ properties }, pictures) {
  pictures.push(properties.src);
  return text(PICTURE);
}

/** Pictures that are written out on the clipboard are files, and no part of a text: a sign in it keeps the place of each. */
function withoutPictures(tree) {
  const pictures = [];
  const left = mapped(tree, (node) => (isDrawnOut(node) ? kept(node, pictures) : node));
  return [left, pictures];
}

/**
 * `{markdown, inline, pictures}` in place of the plain text, or null to leave that as it is; `pictures` are data: addresses, whose
 * places in the Markdown a sign (`PICTURE`) holds.
 */
export function turned(plain, html, origin) {
  const [tree, pictures] = withoutPictures(cleaned(html, origin));
  if (isCodeView(tree)) return score(plain) >= ENOUGH || !plain.trim().includes("\n") ? null : fence(plain, "");
  const says = pictures.length || find(tree, (node) => is(node) && STRUCTURE.test(node.tagName));
  if (plain.trim() && (isSource(plain, tree) || !says)) return null;
  const { markdown, inline } = markdownOf(tree);
  const words = markdown.replaceAll(PICTURE, "").trim() ? "" : plain;
  if (words.trim()) return pictures.length ? { markdown: `${words}\n\n${markdown}`, inline: false, pictures } : null;
  return markdown && markdown !== plain ? { markdown, inline, pictures } : null;
}

export const asCode = (plain, language) => fence(plain, language);
