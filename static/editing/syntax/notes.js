// Footnotes, as the server's parser (wiki/markup/footnotes.py) finds them: `[^name]`, and `[^name]: words` with what hangs below.
import { tags } from "@lezer/highlight";

const [BRACKET, CARET] = [..."[^"].map((char) => char.charCodeAt(0));
const CALL = /^\[\^[^\s[\]\\^]{1,100}\]/;
const NOTE = /^\[\^[^\s[\]\\^]{1,100}\]:[ \t]*/;
const HANGS = 4; // columns

function noteCall(cx, next, at) {
  if (next !== BRACKET || cx.char(at + 1) !== CARET) return -1;
  const found = CALL.exec(cx.slice(at, Math.min(cx.end, at + 110)));
  return found ? cx.addElement(cx.elt("NoteCall", at, at + found[0].length)) : -1;
}

const signOf = (line) =>
  line.next === BRACKET && line.indent < line.baseIndent + 4 ? NOTE.exec(line.text.slice(line.pos))?.[0] : undefined;

function note(cx, line) {
  const sign = signOf(line);
  if (!sign) return false;
  const from = cx.lineStart + line.pos;
  cx.startComposite("Note", line.pos, HANGS);
  cx.addElement(cx.elt("NoteMark", from, from + sign.trimEnd().length));
  line.moveBase(line.pos + sign.length);
  return null;
}

function hangs(_cx, line, columns) {
  if (line.indent < line.baseIndent + columns && line.next >= 0) return false;
  line.moveBaseColumn(line.baseIndent + columns);
  return true;
}

export const notes = {
  defineNodes: [
    { name: "Note", block: true, composite: hangs },
    { name: "NoteMark", style: tags.processingInstruction },
    { name: "NoteCall", style: tags.link },
  ],
  parseInline: [{ name: "NoteCall", before: "Link", parse: noteCall }],
  parseBlock: [{ name: "Note", before: "FencedCode", parse: note, endLeaf: (_cx, line) => Boolean(signOf(line)) }],
};
