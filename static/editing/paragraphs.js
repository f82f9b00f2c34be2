// Enter and Backspace as in a word processor, where the text looks as it is read: a line break alone would be read as a blank.
// And the way out of a block that nothing stands below. Editor commands, without a page.
import { syntaxTree } from "@codemirror/language";

const CLOSED = /^(?:FencedCode|MathBlock|HTMLBlock)$/;

/** The block on the page itself at this place. */
function blockAt(state, pos, side = -1) {
  let node = syntaxTree(state).resolveInner(pos, side);
  while (node.parent && node.parent.name !== "Document") node = node.parent;
  return node.parent && node;
}

/** A paragraph on one line, as this editor makes them; who breaks lines within theirs goes on so. */
function isOneLine(state, { from, to }) {
  const block = to > from && blockAt(state, to);
  return Boolean(block) && block.name === "Paragraph" && block.from >= from && block.to <= to;
}

function caretIn({ doc, selection: { main } }) {
  const line = main.empty ? doc.lineAt(main.head) : null;
  return (
    line && {
      line,
      head: main.head,
      above: line.number > 2 ? [doc.line(line.number - 1), doc.line(line.number - 2)] : [],
    }
  );
}

/** Whether the line at the caret is the one below a paragraph and a blank one. */
const isBelow = (state, [blank, words]) => Boolean(words) && !blank.text.trim() && isOneLine(state, words);

function write({ state, dispatch }, changes, anchor, userEvent) {
  dispatch(state.update({ changes, selection: { anchor }, scrollIntoView: true, userEvent }));
  return true;
}

/** Enter begins a paragraph; once more on its empty line adds nothing. */
export function newParagraph(target) {
  const place = caretIn(target.state);
  if (!place) return false;
  const { line, head, above } = place;
  if (!line.text.trim()) return isBelow(target.state, above);
  if (head === line.from || !isOneLine(target.state, line)) return false;
  const rest = /^[ \t]*/.exec(line.text.slice(head - line.from))[0].length;
  return write(target, { from: head, to: head + rest, insert: "\n\n" }, head + 2, "input");
}

/** Backspace at the start of a paragraph takes it to the end of the one above. */
export function joinParagraphs(target) {
  const place = caretIn(target.state);
  if (!place || place.head > place.line.from || !isBelow(target.state, place.above)) return false;
  const { line, above } = place;
  if (line.text.trim() && !isOneLine(target.state, line)) return false;
  return write(target, { from: above[1].to, to: line.from }, above[1].to, "delete.backward");
}

/** Down from the last line of code or the like to the one below, which is there from then on. */
export function leaveBlock(target) {
  const { state } = target;
  const { doc } = state;
  const place = caretIn(state);
  const block = place && (blockAt(state, place.head) ?? blockAt(state, place.head, 1));
  if (!block || !CLOSED.test(block.name)) return false;
  const [at, last] = [place.line.number, doc.lineAt(block.to).number];
  const isFence = block.name === "FencedCode" && block.getChildren("CodeMark").length > 1;
  if ((block.name === "FencedCode" && !isFence) || at < last - Number(isFence)) return false;
  if (last === doc.lines) return write(target, { from: doc.length, insert: "\n\n" }, doc.length + 2, "input");
  return at < last && write(target, undefined, doc.line(last + 1).from, "select");
}
