// Markdown as simple HTML for other programs' clipboards. What readers see is made by the server; this is for pasting.
import { parser } from "@lezer/markdown";
import { address, pageLink } from "../plainwords.js";
import { syntax } from "../syntax.js";
import { OURS } from "./kinds.js";

const markdown = parser.configure(syntax);
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign]);

const SILENT = /Mark$|^(?:CodeInfo|LinkLabel|LinkTitle|LinkReference|TableDelimiter|TaskMarker|ListMark)$/;
const AROUND = {
  Blockquote: "blockquote",
  BulletList: "ul",
  Emphasis: "em",
  ListItem: "li",
  Mark: "mark",
  OrderedList: "ol",
  Paragraph: "p",
  Strikethrough: "s",
  StrongEmphasis: "strong",
  Table: "table",
  TableRow: "tr",
};

const inside = (node, text) => {
  let [html, at] = ["", node.from];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    html += escaped(text.slice(at, child.from)) + rendered(child, text);
    at = child.to;
  }
  return html + escaped(text.slice(at, node.to));
};

const element = (tag, content, attributes = "") => `<${tag}${attributes}>${content}</${tag}>`;
const href = (url) => (/^(?:https?:|mailto:)/.test(url) ? ` href="${escaped(url)}"` : "");

function code(node, text) {
  const language = node.getChild("CodeInfo");
  const said = language ? ` class="language-${escaped(text.slice(language.from, language.to))}"` : "";
  const lines = node.getChildren("CodeText").map(({ from, to }) => text.slice(from, to));
  return `<pre>${element("code", escaped(lines.join("")), said)}</pre>`;
}

function link(node, text) {
  const url = node.getChild("URL");
  const words = inside(node, text).replace(/^\[|\]$/g, "");
  return url ? element("a", words, href(address(url, text))) : words;
}

function cells(node, text, tag) {
  return node
    .getChildren("TableCell")
    .map((cell) => element(tag, inside(cell, text)))
    .join("");
}

function task(node, text) {
  const { from } = node.getChild("TaskMarker");
  const box = `<input type="checkbox"${text[from + 1] === " " ? "" : " checked"}> `;
  return box + inside(node, text).trimStart();
}

const PARTS = {
  Escape: ({ from, to }, text) => escaped(text.slice(from + 1, to)),
  FencedCode: code,
  CodeBlock: code,
  HardBreak: () => "<br>\n",
  HorizontalRule: () => "<hr>",
  Image: (node, text) => escaped(text.slice(node.from, node.to)),
  InlineCode: (node, text) => element("code", escaped(text.slice(node.firstChild.to, node.lastChild.from))),
  Link: link,
  URL: (node, text) =>
    node.parent.name === "Link" ? "" : element("a", escaped(text.slice(node.from, node.to)), href(address(node, text))),
  Autolink: (node, text) => inside(node, text),
  TableHeader: (node, text) => element("tr", cells(node, text, "th")),
  TableRow: (node, text) => element("tr", cells(node, text, "td")),
  Task: task,
  WikiLink: ({ from, to }, text) => escaped(pageLink(text.slice(from + 2, to - 2)).text),
};

function rendered(node, text) {
  const level = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1];
  if (level) return element(`h${level}`, inside(node, text).trim());
  if (PARTS[node.name]) return PARTS[node.name](node, text);
  if (SILENT.test(node.name)) return "";
  const tag = AROUND[node.name];
  return tag ? element(tag, inside(node, text)) : inside(node, text);
}

/** A piece of a page's Markdown as HTML that carries our mark. */
export const copyOf = (text) => `<div ${OURS}>${rendered(markdown.parse(text).topNode, text)}</div>`;
