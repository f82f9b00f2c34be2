// What a page's text holds, as the browser's parser sees it: headings, links, tables and tasks. The server finds the same.
import { parser } from "@lezer/markdown";
import { address, dataEnd, labelOf, pageLink, words } from "./plainwords.js";
import { syntax } from "./syntax.js";

const markdown = parser.configure(syntax);
const HEADING = /^(?:ATX|Setext)Heading(\d)$/;
const ALIGN = { ":-": "left", "-:": "right", "::": "center" };

/** `{headings, links, tables, tasks}` of a Markdown text; lines count from 0. */
export function outline(text) {
  const data = dataEnd(text);
  const tree = markdown.parse(" ".repeat(data) + text.slice(data));
  const page = { text, lineAt: lineCounter(text), definitions: definitions(tree, text) };
  const found = { headings: [], links: [], tables: [], tasks: [] };
  tree.iterate({ enter: ({ name, node }) => collect(found, page, name, node) });
  return found;
}

function collect(found, page, name, node) {
  const level = HEADING.exec(name)?.[1];
  if (level) found.headings.push({ line: page.lineAt(node.from), level: Number(level), text: words(node, page.text) });
  if (name === "Table") found.tables.push(table(node, page));
  if (name === "Task") found.tasks.push(task(node, page));
  const link = LINKS[name]?.(node, page);
  if (link) found.links.push(link);
}

function lineCounter(text) {
  const ends = Array.from(text.matchAll(/\n/g), ({ index }) => index);
  return (at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** The addresses that `[label]: address` lines define, by label. The first of a name counts. */
function definitions(tree, text) {
  const found = new Map();
  tree.iterate({
    enter({ name, node }) {
      if (name !== "LinkReference") return;
      const label = labelOf(node.getChild("LinkLabel"), text);
      if (!found.has(label)) found.set(label, address(node.getChild("URL"), text));
    },
  });
  return found;
}

/** The address of a link or picture, written out or by reference; null when it leads nowhere and so is none. */
function target(node, { text, definitions: known }) {
  const [, closing, ...parentheses] = node.getChildren("LinkMark");
  const url = node.getChild("URL");
  if (url) return address(url, text);
  if (parentheses.length) return "";
  const label = node.getChild("LinkLabel");
  const own = text.slice(node.firstChild.from, closing.to).replace(/^!/, "");
  return known.get(label && label.to - label.from > 2 ? labelOf(label, text) : labelOf(own)) ?? null;
}

const written = (kind) => (node, page) => {
  const url = target(node, page);
  return url === null ? null : { kind, url, text: words(node, page.text) };
};

function bare(node, page) {
  if (/^(?:Link|Image|LinkReference)$/.test(node.parent.name)) return null;
  const said = page.text.slice(node.from, node.to);
  return { kind: "link", url: address(node, page.text), text: said };
}

const LINKS = {
  Link: written("link"),
  Image: written("image"),
  URL: bare,
  WikiLink: ({ from, to }, { text }) => pageLink(text.slice(from + 2, to - 2)),
};

function task(node, { text, lineAt }) {
  const marker = node.getChild("TaskMarker");
  return { line: lineAt(node.from), done: text[marker.from + 1] !== " ", text: words(node, text) };
}

/** The cells of a row; where nothing stands between two lines there is no node, but a cell all the same. */
function cells(row, text) {
  const found = [""];
  let after = null;
  for (let part = row.firstChild; part; part = part.nextSibling) {
    if (part.name === "TableCell") found[found.length - 1] = words(part, text);
    else if (after !== null || part.from > row.from) found.push("");
    after = part;
  }
  return after?.name === "TableDelimiter" && after.to === row.to ? found.slice(0, -1) : found;
}

function table(node, { text, lineAt }) {
  const head = cells(node.getChild("TableHeader"), text);
  const { from, to } = node.getChild("TableDelimiter");
  const signs = text
    .slice(from, to)
    .replaceAll(/^\s*\||\|\s*$|\s/g, "")
    .split("|");
  const align = signs.map((sign) => ALIGN[sign.length > 1 ? sign[0] + sign.at(-1) : sign] ?? null);
  const rows = node.getChildren("TableRow").map((row) => {
    const filled = cells(row, text);
    return head.map((_, column) => filled[column] ?? "");
  });
  return { line: lineAt(node.from), align, head, rows };
}
