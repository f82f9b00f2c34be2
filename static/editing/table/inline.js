// What a cell's words mean, in pieces to draw: `{kind, text}` or `{kind, pieces}`.
import { defineLanguageFacet, Language } from "@codemirror/language";
import { address, pageLink, words as plain, said } from "../plainwords.js";

const BLOCKS = [
  "LinkReference",
  "IndentedCode",
  "FencedCode",
  "Blockquote",
  "HorizontalRule",
  "BulletList",
  "OrderedList",
  "ATXHeading",
  "HTMLBlock",
  "SetextHeading",
  "Table",
  "TaskList",
];

/** Markdown without blocks, as it holds within a cell: a CodeMirror language. */
export let inline = null;

/** The page's parser is given and not imported: what two parts import stands in a third one, which costs bytes. */
export function speak(parser) {
  inline ??= new Language(defineLanguageFacet(), parser.configure({ remove: BLOCKS }));
}

const KINDS = {
  StrongEmphasis: "strong",
  Emphasis: "em",
  Strikethrough: "del",
  Mark: "mark",
  Mention: "mention",
  Tag: "tag",
};
const BREAK = /^<br\s*\/?>$/i;

/** The pieces of a cell's words. */
export function piecesOf(words) {
  const text = words.replaceAll("\\|", "|");
  const { topNode } = inline.parser.parse(text);
  return inside(topNode, text);
}

function inside(node, text, from = node.from, to = node.to) {
  const pieces = [];
  const add = (...more) => pieces.push(...more.filter((piece) => piece.kind !== "text" || piece.text));
  let at = from;
  for (let child = node.childAfter(from); child && child.from < to; child = child.nextSibling) {
    add({ kind: "text", text: text.slice(at, child.from) }, ...drawn(child, text));
    at = child.to;
  }
  add({ kind: "text", text: text.slice(at, to) });
  return pieces;
}

const DRAWN = {
  Paragraph: inside,
  InlineCode: ({ firstChild, lastChild }, text) => [{ kind: "code", text: text.slice(firstChild.to, lastChild.from) }],
  WikiLink: ({ from, to }, text) => [{ kind: "link", pieces: textOf(pageLink(text.slice(from + 2, to - 2)).text) }],
  Link: link,
  URL: (node, text) => [{ kind: "link", to: address(node, text), pieces: textOf(text.slice(node.from, node.to)) }],
  Autolink: (node, text) => inside(node, text),
  Image: (node, text) => [{ kind: "image", text: plain(node, text), to: target(node, text) }],
  HTMLTag: ({ from, to }, text) => (BREAK.test(text.slice(from, to)) ? [{ kind: "br" }] : []),
};

const textOf = (text) => [{ kind: "text", text }];

function drawn(node, text) {
  const { name } = node;
  if (KINDS[name]) return [{ kind: KINDS[name], pieces: inside(node, text) }];
  if (DRAWN[name]) return DRAWN[name](node, text);
  return /Mark$/.test(name) ? [] : textOf(said(node, text));
}

function target(node, text) {
  const url = node.getChild("URL");
  return url ? address(url, text) : undefined;
}

/** `[words]` alone may be anything. */
function link(node, text) {
  const marks = node.getChildren("LinkMark");
  if (marks.length < 3 && !node.getChild("LinkLabel")) return textOf(text.slice(node.from, node.to));
  return [{ kind: "link", to: target(node, text), pieces: inside(node, text, marks[0].to, marks[1].from) }];
}
