// TeX between dollar signs, where the server's parser (wiki/markup/math.py) finds it, too.
import { tags } from "@lezer/highlight";

const DOLLAR = 36;
const INLINE = /^(?:\$\$[^$\n](?:[^$\\\n]|\\.)*\$\$|\$(?![\s$])(?:[^$\\\n]|\\.)*(?<!\s)\$)(?![\p{L}\p{N}_$])/u;
const PRICE = /^\$\d[\d.,]*[kKmMbB]?(?:\s+|\s*[/\u2013-]\s*)[A-Za-z]{2,}/;
const LONGEST = 4000; // characters looked through for a formula's end

function inlineMath(cx, next, at) {
  if (next !== DOLLAR || (at > cx.offset && /[\p{L}\p{N}_$]/u.test(cx.slice(at - 1, at)))) return -1;
  const found = INLINE.exec(cx.slice(at, Math.min(cx.end, at + LONGEST)));
  if (!found || PRICE.test(found[0])) return -1;
  const [end, sign] = [at + found[0].length, found[0].startsWith("$$") ? 2 : 1];
  const signs = [cx.elt("MathMark", at, at + sign), cx.elt("MathMark", end - sign, end)];
  return cx.addElement(cx.elt("InlineMath", at, end, signs));
}

const opens = (line) =>
  line.indent < line.baseIndent + 4 &&
  line.text.startsWith("$$", line.pos) &&
  !/\$\$.*\S/.test(line.text.slice(line.pos + 2));

/** From `$$` to the first line that ends in `$$`; with a blank line between, it was a paragraph. */
function mathBlock(cx, line) {
  if (!opens(line)) return false;
  const from = cx.lineStart + line.pos;
  const signs = [cx.elt("MathMark", from, from + 2)];
  const text = [line.text.slice(line.pos)];
  let end = line.text.length > line.pos + 4 && endOf(cx, line);
  while (!end && cx.nextLine() && line.depth >= cx.depth && line.next >= 0) {
    signs.push(...line.markers);
    text.push(line.text.slice(line.basePos));
    end = endOf(cx, line);
  }
  if (end) {
    cx.addElement(cx.elt("MathBlock", from, end, [...signs, cx.elt("MathMark", end - 2, end)]));
    cx.nextLine();
  } else {
    cx.addElement(cx.elt("Paragraph", from, from + text.join("\n").length, signs.slice(1)));
  }
  return true;
}

function endOf(cx, line) {
  const text = line.text.trimEnd();
  return text.endsWith("$$") && cx.lineStart + text.length;
}

export const math = {
  defineNodes: [
    { name: "MathBlock", block: true },
    { name: "InlineMath" },
    { name: "MathMark", style: tags.processingInstruction },
  ],
  parseInline: [{ name: "InlineMath", before: "Escape", parse: inlineMath }],
  parseBlock: [{ name: "MathBlock", before: "FencedCode", parse: mathBlock, endLeaf: (_cx, line) => opens(line) }],
};
