// The link at the selection, read and changed as text. Editor code without a page.
import { syntaxTree } from "@codemirror/language";

const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|\/|#|\.\.?\/)/i;
const HOST = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]|$)/i;
const MAIL = /^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i;

/** `{from, to, open, close, address}` of the link around a range: its words stand between `open` and `close`. Null without one. */
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
  return { from: node.from, to: node.to, open: open.to, close: close.from, url, address };
}

/** An address as it must stand in a link; what looks like a host or a mail address gets what it lacks. */
export function wholeAddress(typed) {
  const text = typed.trim();
  const whole = MAIL.test(text) ? `mailto:${text}` : !ADDRESS.test(text) && HOST.test(text) ? `https://${text}` : text;
  return /[\s()<>]/.test(whole) ? `<${whole.replaceAll(/[<>\n]/g, encodeURIComponent)}>` : whole;
}

/**
 * The transaction that makes the range a link to this address, or gives the link there another; without one it is taken
 * off. The words are not touched: others may be writing in them.
 */
export function linked(state, range, address) {
  const old = linkAt(state, range);
  const changes = state.changes(old ? changed(old, address) : around(range, address));
  return { changes, selection: { anchor: changes.mapPos(old?.to ?? range.to, 1) } };
}

function around({ from, to }, address) {
  const words = from === to ? wholeWords(address) : "";
  return [
    { from, insert: `[${words}` },
    { from: to, insert: `](${wholeAddress(address)})` },
  ];
}

const wholeWords = (address) => address.replaceAll(/[[\]\\]/g, "\\$&");

function changed({ from, to, open, close, url }, address) {
  if (address && url) return { from: url.from, to: url.to, insert: wholeAddress(address) };
  const end = { from: close, to, insert: address ? `](${wholeAddress(address)})` : "" };
  return address ? end : [{ from, to: open }, end];
}
