// How a picture or file is put into a text: on a line of its own where there is room for one, else among the words.

const INSIDE = /^\s*(?:[-*+]\s|\d+[.)]\s|>|\||#)/; // a list, a quote, a table, a heading: there it stays in the line
const ALONE = /^!?\[.*\]\(\/f\/\S+( ".*")?\)$/; // one that came just before

const blank = (line) => !line?.text.trim();

/** `{insert, at}`: what to insert at `pos` of this document, and where in it the Markdown begins. */
export function placed(doc, pos, markdown, { picture }) {
  const line = doc.lineAt(pos);
  const [before, after] = [line.text.slice(0, pos - line.from), line.text.slice(pos - line.from)];
  const [opens, closes] = [!before.trim(), !after.trim()];
  const block = picture || (closes && ALONE.test(before.trim()));
  const apart = (opens && closes) || (block && (opens || closes) && !INSIDE.test(line.text));
  const [head, tail] = apart ? aroundBlock(doc, line, { opens, closes }) : aroundWord(before, after);
  return { insert: head + markdown + tail, at: head.length };
}

function aroundBlock(doc, { number }, { opens, closes }) {
  const [above, below] = [number > 1 && doc.line(number - 1), number < doc.lines && doc.line(number + 1)];
  const head = opens ? (above && !blank(above) ? "\n" : "") : "\n\n";
  const tail = closes ? (below && !blank(below) ? "\n" : "") : "\n\n";
  return [head, tail];
}

const aroundWord = (before, after) => [/\S$/.test(before) ? " " : "", /^[\p{L}\p{N}]/u.test(after) ? " " : ""];
