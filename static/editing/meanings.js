// Definition lists: lines of terms, and behind colons what they mean. The server (wiki/markup/definitions.py) finds the same.

const SIGN = /^ {0,3}:[ \t]+(?=\S)/;

const signOf = ({ text }) => SIGN.exec(text)?.[0] ?? "";
const isWords = (node) => node?.name === "Paragraph";

function linesOf(doc, { from, to }) {
  const found = [];
  for (let at = from; at <= to; at = found.at(-1).to + 1) found.push(doc.lineAt(at));
  return found;
}

/**
 * What the lines of a paragraph on the page are, `[{line, kind, sign}]`: `kind` is "term" or "meaning", `sign` the colon before a
 * meaning with the blanks around it. Null where they are just words.
 */
export function meaningsIn(doc, node) {
  const lines = linesOf(doc, node);
  const first = lines.findIndex(signOf);
  const next = node.nextSibling;
  if (first < 0) {
    const explained = isWords(next) && signOf(doc.lineAt(next.from));
    return explained ? lines.map((line) => ({ line, kind: "term", sign: "" })) : null;
  }
  if (!first && !isWords(node.prevSibling)) return null;
  return lines.map((line, at) => ({ line, kind: at < first ? "term" : "meaning", sign: signOf(line) }));
}
