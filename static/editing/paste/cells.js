// A cell of a Markdown table is one line: what stands in several is joined by <br>. The first row is the head.
import { element, find, is, isBlock, mapped, raw, styleOf, text } from "./tree.js";

const WIDEST = 100; // columns

const isBlank = (node) => node.type === "text" && !node.value.trim();
const isCell = (node) => is(node, "td", "th");

function inOneLine(nodes) {
  const lines = [[]];
  for (const node of nodes) {
    if (is(node, "br")) lines.push([]);
    else if (is(node, "li")) lines.push([text("• "), ...inOneLine(node.children)], []);
    else if (isBlock(node)) lines.push(inOneLine(node.children), []);
    else lines.at(-1).push(node);
  }
  const said = lines.filter((line) => line.some((node) => !isBlank(node)));
  return said.flatMap((line, number) => (number ? [raw("<br>"), ...line] : line));
}

function cell(node) {
  const content = node.children.flatMap((child) => (is(child, "table") ? contentOf(child) : child));
  const align = node.properties.align ?? styleOf(node).get("text-align") ?? alignOf(node);
  return { ...node, properties: { ...node.properties, align }, children: inOneLine(content) };
}

/** Word processors align the paragraph in the cell. */
function alignOf(node) {
  const [first] = node.children.filter((child) => child.type === "element");
  const said = first && (first.properties.align ?? styleOf(first).get("text-align"));
  return said === "start" ? null : said;
}

const rowsOf = (node) => (is(node, "tr") ? [node] : (node.children ?? []).flatMap(rowsOf));
const empty = (tag) => element(tag, {}, []);

/** The rows of a table as arrays of cells; what spans several has empty ones beside and below it. */
function gridOf(rows) {
  const grid = rows.map(() => []);
  for (const [down, row] of rows.entries()) {
    let across = 0;
    for (const node of row.children.filter(isCell)) {
      while (grid[down][across]) across++;
      const { colSpan = 1, rowSpan = 1 } = node.properties;
      for (let y = down; y < Math.min(down + Number(rowSpan), rows.length); y++)
        for (let x = across; x < across + Math.min(Number(colSpan), WIDEST); x++) grid[y][x] = empty(node.tagName);
      grid[down][across] = { ...node, properties: { align: node.properties.align } };
    }
  }
  return grid;
}

/** Without a head of its own, as word processors have them, the first row is it. */
function squared(table) {
  const headless = !find(table, (node) => is(node, "th"));
  const rows = gridOf(rowsOf(table)).map((cells, down) => {
    const tag = headless && down === 0 ? "th" : null;
    return element(
      "tr",
      {},
      Array.from(cells, (node) => ({ ...(node ?? empty("td")), ...(tag && { tagName: tag }) })),
    );
  });
  return element("table", {}, rows);
}

/** Tables of one column are there for their frame, and a table in a cell cannot be said: both become what they hold. */
export const withPlainCells = (tree) =>
  mapped(tree, (node) => {
    if (isCell(node)) return cell(node);
    if (!is(node, "table")) return node;
    const narrow = rowsOf(node).every((row) => row.children.filter(isCell).length < 2);
    return narrow && !find(node, (one) => is(one, "th")) ? element("div", {}, contentOf(node)) : squared(node);
  });

function contentOf(node) {
  if (isCell(node)) return [element("p", {}, node.children)];
  return (node.children ?? []).flatMap((child) => (child.type === "element" ? contentOf(child) : []));
}
