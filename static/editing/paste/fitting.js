// Pasted Markdown set into its place: inside lists and quotes it goes on as they do, and blocks keep blank lines around.

const PLACE = /^(\s*(?:>[ \t]?)*)((?:[-*+]|\d{1,9}[.)])[ \t]+)?(\[[ xX]\][ \t]+)?/;
const LIST = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;

const lineAbove = (doc, { number }) => (number > 1 ? doc.line(number - 1).text.trim() : "");
const lineBelow = (doc, { number }) => (number < doc.lines ? doc.line(number + 1).text.trim() : "");

/** `{from, to, insert}`: the change that puts `{markdown, inline}` in place of a range of the text. */
export function fitted(doc, { from, to }, { markdown, inline }) {
  const [first, last] = [doc.lineAt(from), doc.lineAt(to)];
  const before = first.text.slice(0, from - first.from);
  const [signs, outer, item = ""] = PLACE.exec(before);
  const emptyItem = item && signs === before && LIST.test(markdown);
  const start = emptyItem ? first.from + outer.length : from;
  const goesOn = `\n${outer}${emptyItem ? "" : " ".repeat(item.length)}`;
  const lines = markdown
    .split("\n")
    .join(goesOn)
    .replaceAll(/[ \t]+(?=\n)/g, "");
  if (inline) return { from, to, insert: lines };
  const atStart = signs === before || emptyItem;
  const opening = atStart ? (!before && lineAbove(doc, first) ? "\n" : "") : `\n${goesOn.slice(1).trimEnd()}${goesOn}`;
  const rest = doc.sliceString(to, last.to).trim();
  const closing = rest ? `\n${outer.trimEnd()}\n${outer}` : lineBelow(doc, last) && !outer && !item ? "\n" : "";
  return { from: start, to, insert: opening + lines + closing };
}
