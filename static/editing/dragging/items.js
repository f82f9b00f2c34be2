// The items of a page's lists, as lines with signs before them. Without a page.
import { ensureSyntaxTree } from "@codemirror/language";

const LONGEST = 500; // ms to read a long page to its end
export const NO_WORDS = /^[\s>]*$/;

export const treeOf = (state) => ensureSyntaxTree(state, state.doc.length, LONGEST);

/** The last line from `from` to `to` with words on it. */
export function lastWritten(doc, from, to) {
  let line = doc.lineAt(to);
  while (line.from > from && NO_WORDS.test(line.text)) line = doc.line(line.number - 1);
  return line;
}

/**
 * All items in their order: `{from, to, first, last, prefix, sign, gap, list, group, depth, up}`. `from` to `to` are its whole
 * lines with all below it, `first` and `last` their numbers, `prefix` is what stands before its sign and `gap` what behind; `list`
 * and `group` say where its own list and the outermost one begin, and `up` is the item around it.
 */
export function itemsOf(state) {
  const [found, lists, around] = [[], [], []];
  treeOf(state)?.iterate({
    enter({ name, from, node }) {
      if (name.endsWith("List")) lists.push(from);
      if (name !== "ListItem") return;
      const item = itemOf(state, node);
      around.push(item);
      if (item) found.push(Object.assign(item, standing(lists, around)));
    },
    leave({ name }) {
      if (name.endsWith("List")) lists.pop();
      if (name === "ListItem") around.pop();
    },
  });
  return found;
}

const standing = (lists, around) => ({
  list: lists.at(-1),
  group: lists[0],
  depth: lists.length - 1,
  up: around.slice(0, -1).findLast(Boolean) ?? null,
});

/** Null for one that begins behind another one's sign: it goes where that goes. */
function itemOf({ doc }, node) {
  const mark = node.getChild("ListMark");
  const line = doc.lineAt(mark.from);
  const prefix = line.text.slice(0, mark.from - line.from);
  if (!NO_WORDS.test(prefix)) return null;
  const last = lastWritten(doc, line.from, node.to);
  return {
    from: line.from,
    to: last.to,
    first: line.number,
    last: last.number,
    prefix,
    sign: doc.sliceString(mark.from, mark.to),
    gap: /^[ \t]{0,4}/.exec(line.text.slice(mark.to - line.from))[0],
  };
}

/** In which column its words stand. */
export const insideOf = ({ prefix, sign, gap }) => prefix.length + sign.length + Math.max(1, gap.length);
