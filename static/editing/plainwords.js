// The words of Markdown without its signs.

const SILENT = /Mark$|^(?:URL|LinkTitle|LinkLabel|TaskMarker|CodeInfo|NoteCall|HTMLTag|Comment)$/;
const WIDTH = /\|[1-9]\d{1,3}$/; // how wide a picture is drawn, in CSS pixels
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", copy: "©" };

const DATA = /^---[ \t]*\n(?=[\w-]+:\s)(?:(?![ \t]*\n)[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?=\n|$)/;
const MOST_DATA = 20_000; // characters

const unescaped = (text) => text.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
const inAscii = (url) => url.replaceAll(/[^!-~]+/g, encodeURIComponent);
const oneLine = (text) => text.replaceAll(/\s+/g, " ").trim();

function entity(text) {
  const [, number, name] = /^&(?:#(\w+)|(\w+));$/.exec(text);
  if (name) return NAMED[name] ?? text;
  return String.fromCodePoint(Number.parseInt(number.replace(/^x/i, ""), /^x/i.test(number) ? 16 : 10));
}

/** What one node within a line says. */
export function said(node, text) {
  if (node.name === "Escape") return text.slice(node.from + 1, node.to);
  if (node.name === "Entity") return entity(text.slice(node.from, node.to));
  if (node.name === "HardBreak") return " ";
  if (node.name === "WikiLink") return pageLink(text.slice(node.from + 2, node.to - 2)).text;
  if (node.name === "InlineCode") return code(node, text);
  if (SILENT.test(node.name) && !isBare(node)) return "";
  return inside(node, text);
}

const isBare = ({ name, parent }) => name === "URL" && !/^(?:Link|Image|LinkReference)$/.test(parent.name);

function code({ firstChild, lastChild, parent }, text) {
  const within = text.slice(firstChild.to, lastChild.from);
  return parent.name === "TableCell" ? within.replaceAll("\\|", "|") : within;
}

/** Behind the words of a link stands where it leads; that is not said. */
const endOf = (node) => (/^(?:Link|Image)$/.test(node.name) ? node.getChildren("LinkMark")[1].from : node.to);

function inside(node, text) {
  let [words, at] = ["", node.from];
  for (let child = node.firstChild; child && child.from < endOf(node); child = child.nextSibling) {
    const before = text.slice(at, child.from);
    words += (child.name === "WikiLink" ? before.replace(/!$/, "") : before) + said(child, text);
    at = child.to;
  }
  words += text.slice(at, endOf(node));
  return node.name === "Image" ? words.replace(WIDTH, "") : words;
}

/** What a node says, in one line. */
export const words = (node, text) => oneLine(inside(node, text));

/** Where a URL node leads. */
export function address({ from, to }, text) {
  const url = text.slice(from, to).replace(/^<(.*)>$/, "$1");
  if (/^www\./i.test(url)) return `http://${url}`;
  if (/^[^\s:/?#@]+@[^\s/]+\.[^\s/]+$/.test(url)) return `mailto:${url}`;
  return inAscii(unescaped(url).replaceAll(/&#?\w+;/g, entity));
}

/** A reference's name, as two of them are compared. */
export function labelOf(node, text) {
  const label = typeof node === "string" ? node : text.slice(node.from, node.to);
  return oneLine(label.replace(/^\[|\]$/g, "")).toLowerCase();
}

/** What stands in `[[…]]`. */
export function pageLink(inner) {
  const [to, ...rest] = inner.replaceAll("\\|", "|").split("|");
  const [name, ...place] = to.split("#");
  const heading = place.length ? oneLine(place.join("#")) : null;
  const standing = [oneLine(name), heading].filter(Boolean).join(" § ");
  return { kind: "page", name: oneLine(name), heading, text: rest.length ? oneLine(rest.join("|")) : standing };
}

/**
 * Where the words of this text or document begin behind lines of YAML, which site generators keep above them between two rules; 0
 * where there are none. The server (wiki/markup/document.py) leaves out the same.
 */
export const dataEnd = (text) => DATA.exec((text.sliceString ?? text.slice).call(text, 0, MOST_DATA))?.[0].length ?? 0;
