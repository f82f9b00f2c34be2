// The sections of a page as it is written: its headings, the one being looked at, and one taken to another place.
import { syntaxTree } from "@codemirror/language";
import { dataEnd, words } from "./plainwords.js";

const HEADING = /^(?:ATX|Setext)Heading(\d)$/;

/** `[{from, level, text}]` of the headings that are known so far. */
export function headingsOf(state) {
  const text = state.doc.toString();
  const found = [];
  const data = dataEnd(text);
  syntaxTree(state).iterate({
    enter({ name, node }) {
      const level = HEADING.exec(name)?.[1];
      if (level && node.from >= data)
        found.push({ from: state.doc.lineAt(node.from).from, level: Number(level), text: words(node, text) });
      return name === "Document" || name === "Blockquote";
    },
  });
  return found;
}

/** Those that a list of contents shows: two levels. */
export function shownOf(headings) {
  const top = Math.min(...headings.map(({ level }) => level));
  return headings.filter(({ level }) => level <= top + 1).map((one) => ({ ...one, sub: one.level > top }));
}

/** Where the section of a heading ends: before the next one that stands as high. */
function endOf(headings, heading, length) {
  return headings.find(({ from, level }) => from > heading.from && level <= heading.level)?.from ?? length;
}

/**
 * The changes that take the section at `from` to before the heading at `before`, or to the end of the page (null). Null
 * where it stands there already, or would stand in itself.
 */
export function sectionMoved(state, from, before) {
  const { doc } = state;
  const headings = headingsOf(state);
  const heading = headings.find((one) => one.from === from);
  const place = before ?? doc.length;
  if (!heading || (before !== null && !headings.some((one) => one.from === before))) return null;
  const end = endOf(headings, heading, doc.length);
  if (place >= from && place <= end) return null;
  const text = doc.sliceString(from, end).trimEnd();
  const atEnd = place === doc.length;
  const insert = atEnd ? `${gapBefore(doc, place)}${text}\n` : `${text}\n\n`;
  const cut =
    end === doc.length
      ? { from: Math.max(0, doc.sliceString(0, from).trimEnd().length), to: end, insert: "\n" }
      : { from, to: end };
  return { changes: [cut, { from: place, insert }], userEvent: "move.section" };
}

function gapBefore(doc, place) {
  const last = doc.sliceString(Math.max(0, place - 2), place);
  if (last === "\n\n") return "";
  return last.endsWith("\n") ? "\n" : "\n\n";
}
