// What a page's Markdown has beside CommonMark and GFM: [[pages]], @members, #tags, ==marks==, formulas and footnotes.
import { tags } from "@lezer/highlight";
import { GFM } from "@lezer/markdown";
import { math } from "./syntax/math.js";
import { notes } from "./syntax/notes.js";

const [BRACKET, CLOSING, AT, HASH, EQUALS, BANG, LINE_FEED] = [..."[]@#=!\n"].map((char) => char.charCodeAt(0));
const MARK = { resolve: "Mark", mark: "MarkMark" };

const afterWord = (cx, at) => at > cx.offset && /[\p{L}\p{N}_./@#&]/u.test(cx.slice(at - 1, at));

/** `[[page]]`; the sign before one that is shown in place of a link belongs to the text. */
function wikiLink(cx, next, at) {
  if (next === BANG) return cx.char(at + 1) === BRACKET ? wikiLink(cx, BRACKET, at + 1) : -1;
  if (next !== BRACKET || cx.char(at + 1) !== BRACKET) return -1;
  for (let end = at + 2; end < cx.end - 1; end++) {
    const char = cx.char(end);
    if (char === LINE_FEED || char === BRACKET) return -1;
    if (char !== CLOSING || cx.char(end + 1) !== CLOSING) continue;
    if (!cx.slice(at + 2, end).trim()) return -1;
    const signs = [cx.elt("WikiMark", at, at + 2), cx.elt("WikiMark", end, end + 2)];
    return cx.addElement(cx.elt("WikiLink", at, end + 2, signs));
  }
  return -1;
}

const named = (node, sign, name) => (cx, next, at) => {
  if (next !== sign || afterWord(cx, at)) return -1;
  const found = name.exec(cx.slice(at + 1, cx.end));
  return found ? cx.addElement(cx.elt(node, at, at + 1 + found[0].length)) : -1;
};

function mark(cx, next, at) {
  if (next !== EQUALS || cx.char(at + 1) !== EQUALS || cx.char(at + 2) === EQUALS) return -1;
  const [before, after] = [cx.slice(at - 1, at), cx.slice(at + 2, at + 3)];
  return cx.addDelimiter(MARK, at, at + 2, /\S/.test(after), /\S/.test(before));
}

const wiki = {
  defineNodes: [
    { name: "WikiLink", style: { "WikiLink/...": tags.link } },
    { name: "WikiMark", style: tags.processingInstruction },
    { name: "Mention", style: tags.special(tags.name) },
    { name: "Tag", style: tags.tagName },
    { name: "Mark", style: { "Mark/...": tags.special(tags.content) } },
    { name: "MarkMark", style: tags.processingInstruction },
  ],
  parseInline: [
    { name: "WikiLink", before: "Link", parse: wikiLink },
    { name: "Mention", parse: named("Mention", AT, /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/i) },
    { name: "Tag", parse: named("Tag", HASH, /^(?=[\p{N}_-]*\p{L})[\p{L}\p{N}_-]+/u) },
    { name: "Mark", parse: mark, after: "Emphasis" },
  ],
};

export const syntax = [GFM, wiki, math, notes];
