// The link at the selection, read and changed as text. Editor code without a page.
import { syntaxTree } from "@codemirror/language";

const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|\/|#|\.\.?\/)/i;
const HOST = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]|$)/i;
const MAIL = /^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i;

/** `{from, to, words, address}` of the link around a range; null when there is none. */
export function linkAt(state, { from, to }) {
  for (const side of [1, -1])
    for (let node = syntaxTree(state).resolveInner(from, side); node; node = node.parent)
      if (node.name === "Link" && node.from <= from && node.to >= to) return read(state, node);
  return null;
}

function read(state, node) {
  const [open, close] = node.getChildren("LinkMark");
  const url = node.getChild("URL");
  const address = url ? state.sliceDoc(url.from, url.to).replace(/^<(.*)>$/, "$1") : "";
  return { from: node.from, to: node.to, words: state.sliceDoc(open.to, close.from), address };
}

/** An address as it must stand in a link; what looks like a host or a mail address gets what it lacks. */
export function wholeAddress(typed) {
  const text = typed.trim();
  const whole = MAIL.test(text) ? `mailto:${text}` : !ADDRESS.test(text) && HOST.test(text) ? `https://${text}` : text;
  return /[\s()<>]/.test(whole) ? `<${whole.replaceAll(/[<>\n]/g, encodeURIComponent)}>` : whole;
}

/** The change that makes the range a link to this address, or gives the link there another; without one it is taken off. */
export function linked(state, { from, to }, address) {
  const old = linkAt(state, { from, to });
  const whole = old ?? { from, to, words: state.sliceDoc(from, to) };
  const words = whole.words || address;
  const insert = address ? `[${words}](${wholeAddress(address)})` : words;
  return { changes: { from: whole.from, to: whole.to, insert }, selection: { anchor: whole.from + insert.length } };
}
