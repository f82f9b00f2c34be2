// Between HTML's tree and Markdown's text: what Markdown cannot say is said otherwise (mdast to mdast).

const OPENING = { link: /^\s+/, strong: /^[\s,.;:!?]+/, emphasis: /^[\s,.;:!?]+/, delete: /^[\s,.;:!?]+/ };
const LINES = ["paragraph", "heading"];
const STYLES = ["strong", "emphasis", "delete", "link"];
const BARE = /^https?:\/\/[^\s<>()[\]*_\\]+$/;

/** Styles that begin or end with a space, stand beside their like, or hold nothing; addresses that say only themselves. */
export function tidied(node) {
  if (!node.children) return node;
  const children = joined(joined(node.children.map(tidied)).flatMap(trimmed)).map(bare);
  return { ...node, children: LINES.includes(node.type) ? withoutEdges(children) : children };
}

/** A break at either end of a paragraph breaks nothing. */
function withoutEdges(nodes) {
  const isSaid = ({ type, value }) => type !== "break" && (type !== "text" || value.trim());
  return nodes.slice(Math.max(0, nodes.findIndex(isSaid)), nodes.findLastIndex(isSaid) + 1);
}

const isNoList = ({ type }) => type !== "list";
const words = (value) => (value ? [{ type: "text", value }] : []);

function trimmed(node) {
  if (node.type === "list") return [{ ...node, spread: node.children.some(({ spread }) => spread) }];
  if (node.type === "listItem") return [{ ...node, spread: node.children.filter(isNoList).length > 1 }];
  if (node.type === "paragraph" && !node.children.length) return [];
  if (!STYLES.includes(node.type)) return node;
  const children = [...node.children];
  const before = cut(children, 0, OPENING[node.type]);
  const after = cut(children, children.length - 1, /\s+$/);
  return [...before, ...(children.length ? [{ ...node, children }] : []), ...after];
}

/** Take the blank end off: it is given to stand outside. */
function cut(children, at, blank) {
  const node = children[at];
  if (node?.type === "break") return children.splice(at, 1);
  if (node?.type !== "text") return [];
  children.splice(at, 1, ...words(node.value.replace(blank, "")));
  return words(blank.exec(node.value)?.[0]);
}

function joined(nodes) {
  const found = [];
  for (const node of nodes) {
    const last = found.at(-1);
    const alike = last?.type === node.type && last.url === node.url;
    if (alike && node.type === "text") found[found.length - 1] = { ...last, value: last.value + node.value };
    else if (alike && STYLES.includes(node.type))
      found[found.length - 1] = { ...last, children: joined([...last.children, ...node.children]) };
    else found.push(node);
  }
  return found;
}

function bare(node) {
  if (node.type !== "link" || node.title || node.children.length !== 1) return node;
  return node.children[0].value === node.url && BARE.test(node.url) ? { type: "html", value: node.url } : node;
}
