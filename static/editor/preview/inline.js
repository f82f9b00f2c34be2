// Words: emphasis, code, marks, escapes, members, tags and footnotes' numbers, each as the reading page draws it.
import { Decoration, WidgetType } from "@codemirror/view";

const tag = (tagName, className) => Decoration.mark({ tagName, class: className });

const CODE = tag("code");

/** Between its first and its last sign a node looks like this element. */
const between = (tagName) => {
  const look = tag(tagName);
  return ({ node }, sketch) => {
    const { firstChild: open, lastChild: close, from, to } = node;
    if (!open || open === close) return;
    const near = sketch.touched(from, to);
    sketch.mark(look, open.to, close.from);
    sketch.sign(open.from, open.to, near);
    sketch.sign(close.from, close.to, near);
  };
};

/** In a box of its own, which no other element may cut through. */
function code({ node, from, to }, sketch) {
  const { firstChild: open, lastChild: close } = node;
  const near = sketch.touched(from, to);
  sketch.mark(CODE, open.to, close.from);
  sketch.sign(open.from, open.to, near, false);
  sketch.sign(close.from, close.to, near, false);
  const line = sketch.doc.lineAt(from);
  if (!near && !/\s/.test(sketch.text(from, to))) sketch.join(Math.max(from - 1, line.from), Math.min(to + 1, line.to));
}

function escaped({ from, to }, sketch) {
  sketch.sign(from, from + 1, sketch.touched(from, to));
}

function hardBreak({ from, to }, sketch) {
  if (sketch.text(from, from + 1) === "\\") sketch.sign(from, from + 1, sketch.touched(from, to));
}

const MEMBERS = Array.from({ length: 8 }, (_, slot) => tag("span", `mention p${slot}`));

function mention({ from, to }, sketch) {
  const look = MEMBERS[sketch.known.members[sketch.text(from + 1, to)]];
  if (look) sketch.mark(look, from, to);
}

const TAG = tag("span", "tag");
const HTML = tag("span", "pv-html");

class NoteNumber extends WidgetType {
  constructor(number) {
    super();
    this.number = number;
  }

  eq({ number }) {
    return number === this.number;
  }

  toDOM({ dom: { ownerDocument } }) {
    const sup = ownerDocument.createElement("sup");
    sup.className = "footnote-ref";
    const anchor = sup.appendChild(ownerDocument.createElement("a"));
    anchor.textContent = this.number;
    return sup;
  }

  ignoreEvent() {
    return false;
  }
}

function noteCall({ from, to }, sketch) {
  const number = sketch.facts.notes.get(sketch.text(from + 2, to - 1).toLowerCase());
  if (number === undefined) return;
  if (sketch.touched(from, to)) sketch.sign(from, to, true);
  else sketch.instead(new NoteNumber(number), from, to);
}

export const inline = {
  StrongEmphasis: between("strong"),
  Emphasis: between("em"),
  Strikethrough: between("del"),
  Mark: between("mark"),
  InlineCode: code,
  Escape: escaped,
  HardBreak: hardBreak,
  Mention: mention,
  Tag: ({ from, to }, sketch) => sketch.mark(TAG, from, to),
  HTMLTag: ({ from, to }, sketch) => sketch.mark(HTML, from, to),
  Comment: ({ from, to }, sketch) => sketch.mark(HTML, from, to),
  NoteCall: noteCall,
};
