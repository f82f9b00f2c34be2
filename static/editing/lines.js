// What the tool bar and its keys do to whole lines: headings, lists, to-dos. Editor commands, without a page.
import { renumbered } from "./numbering.js";

const SIGN = /^(\s*)(?:([-*+])|(\d{1,9})[.)])[ \t]+(?:\[([ xX])\][ \t]+)?/;
const HEADING = /^(#{1,6})[ \t]+/;
const TODO = /^\s*(?:>\s?)*(?:[-*+]|\d{1,9}[.)])\s+\[([ xX])\]/;
const BEHIND_SIGN = /^(\s*)((?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)$/;

const SIGNS = { bullet: () => "- ", ordered: (number) => `${number}. `, todo: () => "- [ ] " };

function kindOf(text) {
  const found = SIGN.exec(text);
  if (!found) return null;
  if (found[4] !== undefined) return "todo";
  return found[2] ? "bullet" : "ordered";
}

function chosenLines({ doc, selection: { main } }) {
  const lines = [];
  for (let number = doc.lineAt(main.from).number; number <= doc.lineAt(main.to).number; number++)
    lines.push(doc.line(number));
  const written = lines.filter(({ text }) => text.trim());
  return written.length ? written : lines.slice(0, 1);
}

function change({ state, dispatch }, changes) {
  const set = state.changes(changes);
  const selection = state.selection.map(set, 1);
  dispatch(state.update({ changes: set, selection, scrollIntoView: true, userEvent: "input.format" }));
  return true;
}

/** What the line at the caret is: `{heading: 0–6, list: "bullet", "ordered", "todo" or null}`. */
export function lineStyle(state) {
  const { text } = state.doc.lineAt(state.selection.main.head);
  return { heading: HEADING.exec(text)?.[1].length ?? 0, list: kindOf(text) };
}

/** Make the chosen lines headings of this level; 0 makes them plain text. */
export const heading = (level) => (target) => {
  const insert = level ? `${"#".repeat(level)} ` : "";
  const changes = chosenLines(target.state).map(({ from, text }) => {
    const old = HEADING.exec(text)?.[0] ?? (level ? "" : (SIGN.exec(text)?.[0] ?? ""));
    return { from, to: from + old.length, insert };
  });
  return change(target, changes);
};

/** Make the chosen lines a list of this kind, or plain text when they are one already. */
export const list = (kind) => (target) => {
  const lines = chosenLines(target.state);
  const already = lines.every(({ text }) => kindOf(text) === kind);
  const changes = lines.map(({ from, text }, index) => {
    const old = SIGN.exec(text)?.[0] ?? HEADING.exec(text)?.[0] ?? "";
    const indent = SIGN.exec(text)?.[1] ?? "";
    return { from, to: from + old.length, insert: indent + (already ? "" : SIGNS[kind](index + 1)) };
  });
  return change(target, changes);
};

/** Tick the to-do on the line, or clear it. */
export function tick(target) {
  const { doc, selection } = target.state;
  const line = doc.lineAt(selection.main.head);
  const found = TODO.exec(line.text);
  if (!found) return false;
  const at = line.from + found[0].length - 2;
  return change(target, { from: at, to: at + 1, insert: found[1] === " " ? "x" : " " });
}

function behindSign({ doc, selection: { main } }) {
  if (!main.empty) return null;
  const line = doc.lineAt(main.head);
  const found = BEHIND_SIGN.exec(line.text.slice(0, main.head - line.from));
  return found && { line, indent: found[1].length };
}

/** The list lines right above, nearest first. */
function* above(doc, line) {
  for (let number = line.number - 1; number > 0; number--) {
    const { text } = doc.line(number);
    const found = SIGN.exec(text);
    if (!found && text.trim()) return;
    if (found) yield { indent: found[1].length, inside: found[0].replace(/\[[ xX]\][ \t]+$/, "").length };
  }
}

function indentTo(target, { line, indent }, columns) {
  const { state } = target;
  const moved = state.update({
    changes: { from: line.from, to: line.from + indent, insert: " ".repeat(columns) },
  });
  const numbers = moved.state.changes(renumbered(moved.newDoc, line.number));
  return change(target, moved.changes.compose(numbers));
}

/** Directly behind a list sign: put the item below the one above it. Elsewhere Tab leaves the editor. */
export function indent(target) {
  const place = behindSign(target.state);
  if (!place) return false;
  for (const { indent: other, inside } of above(target.state.doc, place.line))
    if (other <= place.indent) return indentTo(target, place, inside);
  return false;
}

/** Directly behind a list sign: bring the item one level up. */
export function outdent(target) {
  const place = behindSign(target.state);
  if (!place?.indent) return false;
  for (const { indent: other } of above(target.state.doc, place.line))
    if (other < place.indent) return indentTo(target, place, other);
  return indentTo(target, place, 0);
}
