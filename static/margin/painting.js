// The words that threads are about, underlined in the page as it is read.
import { Letters } from "./letters.js";

const NOT_OF_THE_TEXT = ".anchor, .katex, .embed, [aria-hidden='true'], script, style";

export function textsOf(prose) {
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(NOT_OF_THE_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

export const lettersIn = (nodes) => new Letters(nodes.map(({ data }) => data));

/** The line of the Markdown on which the block begins that this stands in. */
export const lineOf = (node) => Number(node.parentElement.closest("[data-line]")?.dataset.line ?? 0);

/** Underline the words of each `{id, words, prefix, suffix, line}`; those that were found, by id, each with its pieces. */
export function paint(prose, passages) {
  wash(prose);
  const nodes = textsOf(prose);
  const letters = lettersIn(nodes);
  const parts = new Map();
  for (const passage of passages) {
    const found = letters.find(passage, (text) => Math.abs(lineOf(nodes[text]) - passage.line));
    for (const [node, part] of found ? pieces(nodes, found) : [])
      parts.set(node, [...(parts.get(node) ?? []), { id: passage.id, ...part }]);
  }
  const painted = new Map();
  for (const [node, its] of parts) cover(node, its, painted);
  return painted;
}

/** The texts that a passage goes through, each with the part of it that it takes. */
function pieces(nodes, { from, to }) {
  const within = nodes.slice(from.text, to.text + 1);
  const parts = within.map((node, index) => ({
    from: index ? 0 : from.at,
    to: index === within.length - 1 ? to.at : node.data.length,
  }));
  return within
    .map((node, index) => [node, parts[index]])
    .filter(([node, part]) => node.data.slice(part.from, part.to).trim());
}

function wash(prose) {
  for (const mark of prose.querySelectorAll("mark.talked")) mark.replaceWith(...mark.childNodes);
  prose.normalize();
}

/** Cut a text where passages begin and end, since they may lie over one another. */
function cover(node, parts, painted) {
  const cuts = [...new Set([0, node.data.length, ...parts.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  const pieces = cuts.slice(1).map((end, index) => {
    const text = document.createTextNode(node.data.slice(cuts[index], end));
    const ids = parts.filter(({ from, to }) => from <= cuts[index] && to >= end).map(({ id }) => id);
    return ids.length ? marked(text, ids, painted) : text;
  });
  node.replaceWith(...pieces);
}

function marked(text, ids, painted) {
  const mark = document.createElement("mark");
  mark.className = "talked";
  mark.dataset.threads = ids.join(" ");
  mark.append(text);
  for (const id of ids) painted.set(id, [...(painted.get(id) ?? []), mark]);
  return mark;
}
