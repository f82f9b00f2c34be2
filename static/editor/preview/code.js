// Blocks of code: the fences keep the place of the box's padding, so that nothing moves when the caret comes.
import { colour } from "./colours.js";
import { isDrawing, mayDraw } from "./drawings.js";
import { placeOf } from "./places.js";
import { CodeCorner } from "./widgets.js";

const language = (node, sketch) => {
  const info = node.getChild("CodeInfo");
  return info ? sketch.text(info.from, info.to).split(/\s/)[0] : "";
};

function fenced(ref, sketch) {
  const { node, from, to } = ref;
  const near = sketch.touched(from, to);
  const [open, close] = node.getChildren("CodeMark");
  if (isDrawing(node, sketch.doc)) mayDraw(sketch.view);
  const lang = language(node, sketch);
  const words = node.getChild("CodeText");
  box(ref, sketch);
  if (words) colour(words.from, node.getChildren("CodeText").at(-1).to, lang, sketch);
  const first = sketch.line(open.from);
  first.classes.add("pv-first").add("pv-fence");
  if (open.from >= sketch.from) {
    const line = sketch.doc.lineAt(open.from);
    sketch.sign(open.from, line.to, near);
    sketch.widget(new CodeCorner(lang, sketch.known.words.code, sketch.state.readOnly), line.to);
  }
  if (close) {
    sketch.line(close.from).classes.add("pv-last").add("pv-fence");
    sketch.sign(close.from, close.to, near);
  } else {
    sketch.line(to).classes.add("pv-last").add("pv-end");
  }
  return false; // what is within belongs to another language
}

function indented(ref, sketch) {
  box(ref, sketch);
  sketch.line(ref.from).classes.add("pv-first").add("pv-open");
  sketch.line(ref.to).classes.add("pv-last").add("pv-end");
}

/** The lines of the box, without what stands before its words: quote signs, and as many blanks as its first line has. */
function box(ref, sketch) {
  const { from, node } = ref;
  const { inset, outset } = placeOf(node, sketch);
  const column = from - sketch.doc.lineAt(from).from;
  for (const line of sketch.linesOf(ref)) {
    const record = sketch.line(line.from);
    record.classes.add("pv-code").add("code");
    record.outset = inset + outset;
    record.inset = 0;
    sketch.hide(line.from, line.from > from ? line.from + before(line.text, column) : from);
  }
}

const before = (text, column) => /^[\s>]*/.exec(text.slice(0, column))[0].length;

export const code = { FencedCode: fenced, CodeBlock: indented };
