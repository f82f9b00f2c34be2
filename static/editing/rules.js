// What typing completes: the smallest help that saves somebody from knowing signs. Each is a step that one undo takes back.
import { syntaxTree } from "@codemirror/language";
import { outdent } from "./lines.js";

const TASK = /^(\s*(?:>\s?)*)\[( ?|x|X)\]$/;
const RULE = /^-{2}$/;
const FENCE = /^(\s*(?:>\s?)*)(`{3,}|~{3,})([^`]*)$/;
const SIGN = /^(\s*)(?:#{1,6}|(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\])?)[ \t]+$/;
const EMPTY = /^(\s*)(?:>|(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\])?)[ \t]*$/;
const PAIRS = { "*": "*", _: "_", "`": "`", "~": "~", "=": "=", "[": "]", "(": ")", '"': '"' };

const step = (changes, anchor) => ({ changes, selection: { anchor }, scrollIntoView: true, userEvent: "input.rule" });

function at({ doc, selection: { main } }) {
  const line = doc.lineAt(main.head);
  return { line, head: main.head, before: line.text.slice(0, main.head - line.from), empty: main.empty };
}

/** What follows the typing of `text` at the caret, as a transaction of its own; null when nothing does. */
export function ruleFor(state, text) {
  const place = at(state);
  if (!place.empty) return null;
  if (text === " ") return task(place);
  return text === "-" ? ruleBelowText(state, place) : null;
}

/** `[] ` at the start of a line becomes a to-do. */
function task({ line, before, head }) {
  const found = TASK.exec(before);
  if (!found) return null;
  const [, lead, mark] = found;
  const insert = `${lead}- [${mark.trim() || " "}] `;
  return step({ from: line.from, to: head, insert }, line.from + insert.length);
}

/** `---` right below a paragraph would make it a heading: who types it means a line across the page. */
function ruleBelowText({ doc }, { line, before, head }) {
  const above = line.number > 1 ? doc.line(line.number - 1).text : "";
  if (!RULE.test(before) || line.to > head || !above.trim() || /^\s*(?:[#>|-]|\d+[.)])/.test(above)) return null;
  return step({ from: line.from, to: head, insert: "\n---" }, line.from + 4);
}

/** Enter behind the opening of a code block that nothing closes: close it. */
export function closeFence(target) {
  const { state } = target;
  const { line, before, head, empty } = at(state);
  const found = FENCE.exec(before);
  if (!empty || !found || line.to !== head || !isOpen(state, head)) return false;
  const [, lead, fence] = found;
  target.dispatch(state.update(step({ from: head, insert: `\n${lead}\n${lead}${fence}` }, head + 1 + lead.length)));
  return true;
}

function isOpen(state, head) {
  for (let node = syntaxTree(state).resolveInner(head, -1); node; node = node.parent)
    if (node.name === "FencedCode") return node.getChildren("CodeMark").length < 2 && head <= node.firstChild.to + 200;
  return false;
}

/**
 * Enter in an item or a quoted line that is empty ends the list or the quote: with a blank line, without which what
 * follows would belong to it. One that is inside another moves out first.
 */
export function endList(target) {
  const { state } = target;
  const { line, before, head, empty } = at(state);
  const found = empty && line.to === head && EMPTY.exec(before);
  if (!found) return false;
  if (found[1]) return outdent(target);
  const lead = line.number > 1 && state.doc.line(line.number - 1).text.trim() ? "\n" : "";
  target.dispatch(state.update(step({ from: line.from, to: head, insert: lead }, line.from + lead.length)));
  return true;
}

/** Backspace right behind the sign of a heading or a list: the line becomes plain text. */
export function removeSign(target) {
  const { state } = target;
  const { line, before, head, empty } = at(state);
  const found = empty && SIGN.exec(before);
  if (!found || found[1]) return false;
  target.dispatch(state.update({ ...step({ from: line.from, to: head }, line.from), userEvent: "delete.backward" }));
  return true;
}

/** A sign typed over selected words goes around them; null when it replaces them. */
export function around(state, text) {
  const { from, to, empty } = state.selection.main;
  const closing = PAIRS[text];
  const chosen = state.sliceDoc(from, to);
  if (empty || !closing || /^\s|\s$|\n/.test(chosen)) return null;
  const changes = [
    { from, insert: text },
    { from: to, insert: closing },
  ];
  return { ...step(changes), selection: { anchor: from + 1, head: to + 1 } };
}
