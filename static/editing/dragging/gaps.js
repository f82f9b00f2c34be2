// Where a list item that is dragged can be put: between items, at every depth that fits there, and between other blocks.
import { dataEnd } from "../plainwords.js";
import { insideOf, itemsOf, lastWritten, treeOf } from "./items.js";

/**
 * `[{at, below, own, behind, places}]`: a line is drawn above position `at`, or `below` it. The text goes behind position `behind`,
 * or, where that is null, before `at`; `own` says that it stands there already. Places are `{prefix, sign, beside, under, loose,
 * apart}`: what to write before its words, and which item it comes to stand beside or right under; `apart` is a list of its own.
 */
export function gapsFor(state, item) {
  const left = itemsOf(state).filter(({ from }) => from < item.from || from > item.to);
  const groups = new Map();
  for (const one of left) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...[...groups.values()].flatMap((group) => inGroup(state, group, item)), ...betweenBlocks(state, item)];
}

function inGroup({ doc }, group, item) {
  const mine = group[0].group === item.group ? [item] : [];
  const end = Math.max(...[...group, ...mine].map(({ to }) => to));
  return [...group, null].map((next, place) => {
    if (!place) return first(doc, group, item);
    const last = lastWritten(doc, group[0].from, next ? next.from - 1 : end);
    const own = last.from >= item.from && last.from <= item.to;
    const behind = own ? lastWritten(doc, group[0].from, item.from - 1).to : last.to;
    const places = placesBehind(doc, group, { behind, next, item });
    return { at: next?.from ?? behind, below: !next, own, behind, places };
  });
}

function first(doc, group, item) {
  const [next] = group;
  const own = next.group === item.group && item.to < next.from;
  return { at: next.from, below: false, own, behind: null, places: [beside(doc, group, next)] };
}

/** From the deepest, under the item above, outwards as long as what follows goes on being where it is. */
function placesBehind(doc, group, { behind, next, item }) {
  const above = group.findLast(({ from, to }) => from <= behind && behind <= to);
  const places = [under(doc, group, above, item)];
  for (let one = above; one && one.depth >= (next?.depth ?? 0); one = one.up) places.push(beside(doc, group, one));
  return places;
}

function beside(doc, group, one) {
  return { prefix: one.prefix, sign: one.sign, beside: one, loose: isLoose(doc, group, one) };
}

function under(doc, group, above, item) {
  const child = group.find(({ up }) => up === above);
  if (child) return { ...beside(doc, group, child), under: above };
  const prefix = above.prefix + " ".repeat(insideOf(above) - above.prefix.length);
  return { prefix, sign: item.sign.replace(/\d+/, "1"), beside: null, under: above, loose: false };
}

function isLoose(doc, group, { list }) {
  const [, ...more] = group.filter((one) => one.list === list);
  return more.some(
    ({ first: number }) =>
      !doc
        .line(number - 1)
        .text.replaceAll(">", "")
        .trim(),
  );
}

const isList = (node) => node?.name.endsWith("List");

/** Where no list is above or below, it becomes one of its own. */
function betweenBlocks(state, item) {
  const { doc } = state;
  const blocks = blocksBut(item, state);
  const place = { prefix: "", sign: item.sign.replace(/\d+/, "1"), beside: null, loose: true, apart: true };
  return [...blocks, null].flatMap((next, at) => {
    const before = blocks[at - 1];
    if (isList(before) || isList(next) || !(before ?? next)) return [];
    const behind = before ? lastWritten(doc, before.from, before.to).to : null;
    const own = (behind ?? -1) < item.from && (!next || next.from > item.to);
    return { at: next ? doc.lineAt(next.from).from : behind, below: !next, own, behind, places: [place] };
  });
}

function blocksBut({ from, to }, state) {
  const [found, data] = [[], dataEnd(state.doc)];
  for (let node = treeOf(state)?.topNode.firstChild; node; node = node.nextSibling)
    if (node.from >= data && (node.from < from || node.to > to)) found.push(node);
  return found;
}
