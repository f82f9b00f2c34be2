// Links: their words stand in the text, their address shows when the caret is in it.
import { Decoration } from "@codemirror/view";
import { address, labelOf } from "../../editing/plainwords.js";
import { hrefOf, Leads } from "./following.js";
import { Instead } from "./widgets.js";

function look(leads) {
  const attributes = { "data-leads": leads, draggable: "false" };
  return Decoration.mark({ tagName: "a", attributes });
}

function link({ node, from, to }, sketch) {
  const [open, close, ...more] = node.getChildren("LinkMark");
  if (!close || isCalloutSign(node, sketch)) return false;
  const url = node.getChild("URL");
  const label = node.getChild("LinkLabel");
  if (!url && !more.length && !isKnown(node, label, close, sketch)) return;
  const leads = url ? address({ from: 0, to: url.to - url.from }, sketch.text(url.from, url.to)) : "";
  sketch.mark(look(leads), open.to, close.from);
  const near = sketch.touched(from, to);
  if (near && leads) follow(leads, to, sketch);
  sketch.sign(open.from, open.to, near);
  if (!near || !url || sketch.touched(close.to + 1, to - 1)) return sketch.sign(close.from, to, near);
  sketch.sign(close.from, url.from, true);
  if (sketch.doc.lineAt(url.from).to >= url.to) sketch.instead(new Instead("…"), url.from, url.to);
  sketch.sign(url.to, to, true);
}

/** Where it leads, to be gone to, while the caret is in it and nothing is selected. */
function follow(leads, at, sketch) {
  if (sketch.state.selection.main.empty && hrefOf(leads)) sketch.widget(new Leads(leads, sketch.known.words.open), at);
}

/** `[!NOTE]` at the start of a quote says what it is; blocks.js draws it. */
function isCalloutSign({ from, parent }, sketch) {
  const first = parent.name === "Paragraph" && parent.parent?.name === "Blockquote" && parent.from === from;
  return first && /^\[!\w+\]/.test(sketch.text(from, from + 16));
}

function isKnown(node, label, close, sketch) {
  const own = sketch.text(node.from, close.to);
  const name = label && label.to - label.from > 2 ? sketch.text(label.from, label.to) : own;
  return sketch.facts.labels.has(labelOf(name));
}

const EMBED = Decoration.mark({ class: "pv-embed" });
const WIKI = /^([^|#]*)(#)?([^|]*)(\|)?/;

/** Whether the page is to be shown in place of the link. */
const embeds = (from, sketch) => from > 0 && /(?:^|[^\\])!$/.test(sketch.text(Math.max(from - 2, 0), from));

function wikiLink({ from, to }, sketch) {
  const inner = sketch.text(from + 2, to - 2);
  const start = embeds(from, sketch) ? from - 1 : from;
  const near = sketch.touched(start, to);
  if (start < from) {
    sketch.sign(start, from, near);
    sketch.mark(EMBED, from, to);
  }
  sketch.mark(look(`[[${inner}]]`), from + 2, to - 2);
  sketch.sign(from, from + 2, near);
  sketch.sign(to - 2, to, near);
  if (near) {
    follow(`[[${inner}]]`, to, sketch);
    return false;
  }
  const [target, name, hash, , bar] = WIKI.exec(inner);
  if (bar) sketch.hide(from + 2, from + 2 + target.length);
  else if (hash && name.trim()) sketch.instead(new Instead(" § "), from + 2 + name.length, from + 3 + name.length);
  else if (hash) sketch.hide(from + 2, from + 3 + name.length);
  return false;
}

function autolink({ node, from, to }, sketch) {
  const url = node.getChild("URL");
  const near = sketch.touched(from, to);
  sketch.sign(from, url.from, near);
  sketch.sign(url.to, to, near);
}

/** An address that stands bare in the text, or between angle brackets. */
function bare({ node, from, to }, sketch) {
  if (/^(?:Link|Image|LinkReference)$/.test(node.parent.name)) return;
  const leads = address({ from: 0, to: to - from }, sketch.text(from, to));
  sketch.mark(look(leads), from, to);
  if (sketch.touched(from, to)) follow(leads, to, sketch);
}

export const links = { Link: link, WikiLink: wikiLink, Autolink: autolink, URL: bare };
