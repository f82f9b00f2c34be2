// `<details>`: what the reading page folds away stands open here, in the same box.
import { Decoration } from "@codemirror/view";

const SUMMARY = Decoration.mark({ class: "pv-summary" });
const TAG = /<\/?(?:details|summary)\b[^>]*>/gi;

export function drawFolds(sketch) {
  for (const fold of sketch.facts.folds) {
    if (fold.to < sketch.from || fold.from > sketch.to) continue;
    const [first, last] = [sketch.doc.lineAt(fold.from), sketch.doc.lineAt(fold.to)];
    for (const line of sketch.linesOf(fold)) {
      const { classes } = sketch.line(line.from);
      classes.add("pv-fold");
      if (line.from === first.from) classes.add("pv-first");
      if (line.from === last.from) classes.add("pv-last");
    }
  }
}

/** Tags of such a box, on the lines of this block of HTML; false when it has none. */
export function drawTags(ref, sketch) {
  const html = sketch.text(ref.from, ref.to);
  if (html.search(TAG) < 0) return false;
  for (const line of sketch.linesOf(ref)) drawLine(line, sketch);
  return true;
}

function drawLine({ from, to, text }, sketch) {
  const near = sketch.touched(from, to);
  const rest = text.replaceAll(TAG, "").trim();
  if (!rest && !near) sketch.line(from).classes.add("pv-edge");
  if (/<summary/i.test(text)) sketch.mark(SUMMARY, from, to);
  for (const { 0: tag, index } of text.matchAll(TAG)) sketch.sign(from + index, from + index + tag.length, near);
}
