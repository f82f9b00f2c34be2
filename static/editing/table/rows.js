// A table's rows and cells by their places in its text.

const BLANK = /^[ \t]*$/;
const ROW = /^Table(?:Header|Row)$/;

function pipesIn(text) {
  const pipes = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "|") pipes.push(at);
  }
  return pipes;
}

/** A cell between two pipes: `open` and `close` stand at them, `from` and `to` around its words without the padding. */
function cellOf(text, open, close, at) {
  const inner = text.slice(open, close);
  const padding = BLANK.test(inner) ? Math.min(1, inner.length) : inner.search(/[^ \t]/);
  const end = Math.max(padding, inner.replace(/[ \t]+$/, "").length);
  return { open: at + open, close: at + close, from: at + open + padding, to: at + open + end };
}

/**
 * A row of this text, which begins at `at`: `{from, to, lead, trail, cells}`. `lead` and `trail` say whether it has its outer
 * pipes. A blank rest behind the last pipe is no cell.
 */
export function rowOf(text, at = 0) {
  const pipes = pipesIn(text);
  const lead = pipes.length > 0 && BLANK.test(text.slice(0, pipes[0]));
  const trail = pipes.length > 0 && BLANK.test(text.slice(pipes.at(-1) + 1));
  const starts = lead ? pipes : [-1, ...pipes];
  const ends = [...starts.slice(1), text.length];
  const cells = starts.map((start, index) => cellOf(text, start + 1, ends[index], at));
  if (trail || (cells.length === 1 && !lead && BLANK.test(text))) cells.pop();
  return { from: at, to: at + text.length, lead, trail, cells };
}

function alignOf(sign) {
  const [left, right] = [sign.startsWith(":"), sign.endsWith(":")];
  return left && right ? "center" : left ? "left" : right ? "right" : null;
}

/**
 * The table of a syntax node: `{from, to, text, rows, rule, width, aligns, prefix, ends}`. All other places count from `from`;
 * `rows` begins with the head, `rule` is the line below it, `prefix` what stands before each line in a quote or list, and
 * `ends` says whether the page ends with it.
 */
export function tableOf({ from, to: last, firstChild }, doc) {
  const { to } = doc.lineAt(last);
  const text = doc.sliceString(from, to);
  const read = (node) => rowOf(text.slice(node.from - from, node.to - from), node.from - from);
  const rows = [];
  let rule = null;
  for (let node = firstChild; node; node = node.nextSibling) {
    if (node.name === "TableDelimiter") rule = read(node);
    else if (ROW.test(node.name)) rows.push(read(node));
  }
  const aligns = rule.cells.map((cell) => alignOf(text.slice(cell.from, cell.to)));
  const prefix = text.slice(text.lastIndexOf("\n", rule.from) + 1, rule.from);
  return { from, to, text, rows, rule, width: rule.cells.length, aligns, prefix, ends: to === doc.length };
}

/** The words of a cell as they stand in the text; a cell that its row leaves out is empty. */
export function wordsAt({ rows, text }, { row, column }) {
  const cell = rows[row]?.cells[column];
  return cell ? text.slice(cell.from, cell.to) : "";
}

/** Where a place of the document stands in a table: `{row, column}`, or null for a pipe, a rule or a place outside. */
export function cellAt({ from, rows, width }, place) {
  const at = place - from;
  const row = rows.findIndex((one) => one.from <= at && at <= one.to);
  const column = rows[row]?.cells.findIndex(({ open, close }) => open <= at && at <= close) ?? -1;
  return column < 0 || column >= width ? null : { row, column };
}
