// Signs of a cell's text that nobody needs to see: the backslash before a pipe, and where a line breaks.
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";

const SIGNS = /\\([\\|])|<br\s*\/?>/gi;

class Break extends WidgetType {
  eq() {
    return true;
  }

  toDOM({ dom: { ownerDocument } }) {
    return ownerDocument.createElement("br");
  }
}

const backslash = Decoration.replace({});
const sign = Decoration.mark({ class: "md-sign tbl-break" });
const lineBreak = Decoration.widget({ widget: new Break(), side: 1 });

/** `{drawn, whole}`: how the signs look, and what the caret and a deletion take as one. */
function signsIn(text) {
  const [drawn, whole] = [[], []];
  for (const { 0: found, 1: escaped, index: from } of text.matchAll(SIGNS)) {
    const to = from + found.length;
    if (escaped === "\\") continue;
    whole.push(sign.range(from, to));
    if (escaped) drawn.push(backslash.range(from, from + 1));
    else drawn.push(sign.range(from, to), lineBreak.range(to));
  }
  return { drawn: Decoration.set(drawn), whole: Decoration.set(whole) };
}

export const signs = ViewPlugin.define(
  ({ state }) => ({
    ...signsIn(state.doc.toString()),
    update({ docChanged, state: now }) {
      if (docChanged) Object.assign(this, signsIn(now.doc.toString()));
    },
  }),
  {
    decorations: ({ drawn }) => drawn,
    provide: (self) => EditorView.atomicRanges.of((view) => view.plugin(self)?.whole ?? Decoration.none),
  },
);
