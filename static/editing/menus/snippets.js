// What the block menu writes: pieces of Markdown on lines of their own, and where the caret goes in them.

const CARET = "\u0000";

const SNIPPETS = {
  quote: `> ${CARET}`,
  note: `> [!NOTE]\n> ${CARET}`,
  tip: `> [!TIP]\n> ${CARET}`,
  warning: `> [!WARNING]\n> ${CARET}`,
  danger: `> [!CAUTION]\n> ${CARET}`,
  code: `\`\`\`\n${CARET}\n\`\`\``,
  math: `$$\n${CARET}\n$$`,
  drawing: `\`\`\`mermaid\nflowchart LR\n  A[${CARET}] --> B\n\`\`\``,
  divider: `---\n\n${CARET}`,
  details: `<details>\n<summary>${CARET}</summary>\n\n\n\n</details>`,
  table: `| ${CARET} |  |  |\n| --- | --- | --- |\n|  |  |  |\n|  |  |  |`,
};

const SIGN = /^\s*(?:#{1,6}|>|(?:[-*+]|\d+[.)])(?:[ \t]+\[[ xX]\])?)[ \t]+$/; // of a line with nothing else
const blankBefore = (doc, line) => line.number === 1 || !doc.line(line.number - 1).text.trim();
const blankAfter = (doc, line) => line.number === doc.lines || !doc.line(line.number + 1).text.trim();

/** The transaction that puts a block in place of `from` to `to`, apart from what stands around it by blank lines. */
export const block = (state, name, place) => apart(state, SNIPPETS[name], place);

/** The same for any text; the caret goes to its mark, or behind it. */
export function apart(state, text, { from, to }) {
  const { doc } = state;
  const line = doc.lineAt(from);
  const before = state.sliceDoc(line.from, from).replace(SIGN, "");
  const after = state.sliceDoc(to, line.to);
  const lead = before.trim() ? "\n\n" : blankBefore(doc, line) ? "" : "\n";
  const tail = after.trim() ? "\n\n" : blankAfter(doc, line) ? "" : "\n";
  const start = before.trim() ? from - (before.length - before.trimEnd().length) : line.from;
  const end = after.trim() ? to + (after.length - after.trimStart().length) : line.to;
  const [head, rest = ""] = text.split(CARET);
  const anchor = start + lead.length + head.length;
  return { changes: { from: start, to: end, insert: lead + head + rest + tail }, selection: { anchor } };
}

/** The transaction that begins a footnote at `from`: its number there, its text at the end of the page. */
export function footnote(state, { from, to }) {
  const used = [...state.doc.toString().matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number));
  const sign = `[^${1 + Math.max(0, ...used)}]`;
  const end = state.doc.toString().trimEnd().length;
  const inside = end <= to;
  const gap = isNote(state.doc, inside ? from : end) ? "\n" : "\n\n";
  const text = `${gap}${sign}: `;
  const changes = inside
    ? [{ from, to: state.doc.length, insert: `${sign}${text}` }]
    : [
        { from, to, insert: sign },
        { from: end, to: state.doc.length, insert: text },
      ];
  const set = state.changes(changes);
  return { changes: set, selection: { anchor: set.newLength } };
}

const isNote = (doc, at) => /^\[\^[^\]]+\]:/.test(doc.lineAt(at).text);

/** The date of today as the reader's language writes it. */
export const today = (language, now = new Date()) =>
  new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" }).format(now);
