// Where on the screen grips and gaps are.
import { Direction } from "@codemirror/view";

const SIGN = 24; // px before an item's words in which its bullet, number or box stands
const APART = 4; // px

const wordsOf = ({ from, prefix, sign, gap }) => from + prefix.length + sign.length + gap.length;
const isRtl = (view, pos) => view.textDirectionAt(pos) === Direction.RTL;

/** Where the words of an item begin, or a line does: a rectangle of no width; null where it is not drawn. */
const startOf = (view, { item, from }) => view.coordsAtPos(item ? wordsOf(item) : from, 1);

/** `{side, middle, rtl}`: the outer side of the signs before what is taken, and the middle of its first row. */
export function edgeOf(view, taken) {
  const start = startOf(view, taken);
  if (!start) return null;
  const rtl = isRtl(view, taken.from);
  const out = rtl ? Math.max : Math.min;
  const sign = (taken.item ? SIGN : 0) * (rtl ? -1 : 1);
  const sides = signsOf(view, taken.from).map((box) => (rtl ? box.right : box.left));
  const side = out(start.left - sign, ...sides) + (rtl ? APART : -APART);
  return { side, middle: (start.top + start.bottom) / 2, rtl };
}

/** The boxes of what hangs before a line: its check box, and its signs while the caret is there. */
function signsOf(view, from) {
  const { node } = view.domAtPos(from);
  const line = (node.nodeType === 1 ? node : node.parentElement).closest(".cm-line");
  const found = [...(line?.querySelectorAll(".pv-check, .pv-hang") ?? [])];
  return found.map(written).filter(({ width }) => width);
}

function written(element) {
  if (!element.firstChild) return element.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

/** How high on the screen a gap is. */
export function heightOf(view, { at, below }) {
  const block = view.lineBlockAt(at);
  return view.documentTop + (below ? block.bottom : block.top);
}

/** Where the sign of a place begins on the screen. */
export function sideOf(view, place) {
  const { left, right } = view.contentDOM.getBoundingClientRect();
  const item = place?.beside ?? place?.under;
  if (!item) return { side: left, other: right };
  const rtl = isRtl(view, item.from);
  const words = view.coordsAtPos(wordsOf(item), 1)?.left ?? (rtl ? right : left) + SIGN;
  const side = place.beside ? words - (rtl ? -SIGN : SIGN) : words;
  return rtl ? { side: left, other: side } : { side, other: right };
}
