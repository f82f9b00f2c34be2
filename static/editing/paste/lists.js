// Lists that are no lists on the clipboard: Word's paragraphs with a level each, Office's one list an item, Google's lists
// beside their items; and the many ways to say that something is to be done.
import { element, find, hasClass, is, mapped, styleOf, text, wordsOf } from "./tree.js";

const NUMBER = /^\s*\(?(\d{1,9}|[a-z]{1,4})[.)]/i;
const LEVEL = /\blevel(\d+)\b/;
const BOX = /^\s*([☐☑☒✓✔]|\[[ xX]?\])(?:\s|$)/u;

const box = (checked) => element("input", { type: "checkbox", checked }, []);

/** `{level, start, children}` of a paragraph that Word shows as a list item; `start` is null without a number. */
function wordItem(node) {
  const level = is(node, "p", "div") && LEVEL.exec(styleOf(node).get("mso-list") ?? "")?.[1];
  if (!level) return null;
  const marker = find(node, (inner) => styleOf(inner).get("mso-list") === "ignore");
  const number = marker && NUMBER.exec(wordsOf(marker))?.[1];
  const start = number ? Number.parseInt(number, 10) || 1 : null;
  return { level: Number(level), start, children: node.children };
}

/** The same of Office in a browser, where each item is in a list of its own. */
function officeItem(node) {
  if (!hasClass(node, /^ListContainerWrapper$/)) return null;
  const item = find(node, (inner) => is(inner, "li"));
  const ordered = find(node, (inner) => is(inner, "ol"));
  const start = ordered ? Number(ordered.properties.start ?? 1) : null;
  const level = Number(item?.properties.dataAriaLevel ?? item?.properties.ariaLevel ?? 1);
  return item && { level, start, children: item.children };
}

/** Office's bare paragraphs that begin with a box to tick. */
function boxItem(node) {
  return is(node, "p") && BOX.test(wordsOf(node)) ? { level: 1, start: null, children: node.children } : null;
}

function nested(items) {
  const lists = [];
  const open = [];
  for (const { level, start, children } of items) {
    const ordered = start !== null;
    const ends = (last) => last && (last.level > level || (last.level === level && last.ordered !== ordered));
    while (ends(open.at(-1))) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = element(ordered ? "ol" : "ul", ordered ? { start } : {}, []);
      (open.at(-1)?.list.children.at(-1).children ?? lists).push(list);
      open.push({ level, ordered, list });
    }
    open.at(-1).list.children.push(element("li", {}, [...children]));
  }
  return lists;
}

/** Paragraphs with a level, made the lists they look like. Before anything is pruned: it takes the markers. */
export const withOfficeLists = (tree) =>
  mapped(tree, (node) => {
    if (!node.children || is(node, "li")) return node;
    const children = [];
    let items = [];
    const close = () => {
      children.push(...nested(items));
      items = [];
    };
    for (const child of node.children) {
      const item = child.type === "element" && (wordItem(child) ?? officeItem(child) ?? boxItem(child));
      if (item) items.push(item);
      else if (!items.length || wordsOf(child).trim() || child.type === "element") {
        close();
        children.push(child);
      }
    }
    close();
    return { ...node, children };
  });

const isList = (node) => is(node, "ul", "ol");

/** An item of one paragraph is a line: without it Markdown would put blank lines between the items. */
function asLine(item) {
  const told = item.children.filter((child) => child.type === "element" || child.value.trim());
  const lines = told.filter((child) => !isList(child) && !is(child, "input"));
  if (lines.length !== 1 || !is(lines[0], "p", "div")) return item;
  return { ...item, children: told.flatMap((child) => (child === lines[0] ? child.children : child)) };
}

function itemsOf(list) {
  const items = [];
  for (const child of list.children.filter(({ type }) => type === "element"))
    if (isList(child) && items.length) items.at(-1).children.push(child);
    else items.push(is(child, "li") ? child : element("li", {}, [child]));
  return items;
}

/** A list right inside a list belongs to the item before it. */
export const withNestedLists = (tree) =>
  mapped(tree, (node) => {
    if (is(node, "li")) return asLine(node);
    return isList(node) ? { ...node, children: itemsOf(node) } : node;
  });

function stateOf(node) {
  const { ariaChecked, dataTaskState, dataInlineTaskId, dataChecked } = node.properties;
  if (ariaChecked) return ariaChecked === "true";
  if (dataTaskState) return dataTaskState === "DONE";
  if (dataChecked !== undefined) return dataChecked === true || dataChecked === "true";
  if (dataInlineTaskId !== undefined || hasClass(node, /^(?:un)?checked$/)) return hasClass(node, /^checked$/);
  return null;
}

/** To-dos said by attributes, or by a box that was typed, said by an input as GitHub says them. */
export const withBoxes = (tree) =>
  mapped(tree, (node) => {
    if (!is(node, "li")) return node;
    const children = node.children.filter((child) => !(is(child, "img") && child.properties.ariaRoleDescription));
    const typed = BOX.exec(wordsOf(node));
    const state = stateOf(node);
    if (state !== null) return { ...node, children: [box(state), ...children] };
    if (!typed) return { ...node, children };
    const checked = /[☑☒✓✔xX]/u.test(typed[1]);
    return { ...node, children: [box(checked), ...withoutStart(children, typed[0].length)] };
  });

/** Without the first characters of its words. */
function withoutStart(nodes, length) {
  let left = length;
  const cut = (node) => {
    if (!left) return node;
    if (node.type !== "text") return node.children ? { ...node, children: node.children.map(cut) } : node;
    const taken = Math.min(left, node.value.length);
    left -= taken;
    return text(node.value.slice(taken));
  };
  return nodes.map(cut);
}
