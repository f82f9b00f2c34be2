// Moving what the caret is in past its neighbour: a section with all below its heading, a list item with its children, else
// the paragraph or block. Editor commands, without a page.
import { ensureSyntaxTree } from "@codemirror/language";
import { dataEnd } from "./plainwords.js";

const LONGEST = 500; // ms to read a long page to its end
const HEADING = /^ATXHeading([1-6])$|^SetextHeading([12])$/;
const levelOf = ({ name }) => {
  const found = HEADING.exec(name);
  return found ? Number(found[1] ?? found[2]) : 0;
};

/** Whole lines from the start of the first to the end of the last. */
const lines = ({ doc }, from, to) => ({ from: doc.lineAt(from).from, to: doc.lineAt(to).to });

function blocksOf(tree, { doc }) {
  const [found, data] = [[], dataEnd(doc)];
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) if (node.from >= data) found.push(node);
  return found;
}

/** The parts of the page beside each other, of which the caret is in one: `{parts: [{from, to}], at}`; null when in none. */
export function partsAt(state, head) {
  const tree = ensureSyntaxTree(state, state.doc.length, LONGEST);
  return tree && (items(state, tree, head) ?? sections(state, tree, head) ?? paragraphs(state, tree, head));
}

function items(state, tree, head) {
  const side = head === state.doc.lineAt(head).to ? -1 : 1;
  for (let node = tree.resolveInner(head, side); node; node = node.parent)
    if (node.name === "ListItem") {
      const parts = node.parent.getChildren("ListItem").map(({ from, to }) => lines(state, from, to));
      return standing(parts, node.from);
    }
  return null;
}

function sections(state, tree, head) {
  const blocks = blocksOf(tree, state);
  const heading = blocks.find((block) => levelOf(block) && block.from <= head && block.to >= head);
  if (!heading) return null;
  const level = levelOf(heading);
  const [from, to] = boundsOf(blocks, heading, level);
  const heads = blocks.filter((block) => levelOf(block) === level && block.from >= from && block.from < to);
  const ends = [...heads.slice(1).map((block) => block.from), to];
  const parts = heads.map((block, place) => trimmed(state, block.from, ends[place]));
  return standing(parts, heading.from);
}

/** From the nearest heading above that is higher to the next one: sections move among their own. */
function boundsOf(blocks, heading, level) {
  const higher = blocks.filter((block) => levelOf(block) && levelOf(block) < level);
  const above = higher.findLast((block) => block.from < heading.from);
  const below = higher.find((block) => block.from > heading.from);
  return [above ? above.to : 0, below ? below.from : Number.POSITIVE_INFINITY];
}

function paragraphs(state, tree, head) {
  return standing(
    blocksOf(tree, state).map(({ from, to }) => lines(state, from, to)),
    head,
  );
}

function trimmed(state, from, to) {
  const text = state.sliceDoc(from, Math.min(to, state.doc.length));
  return lines(state, from, from + text.trimEnd().length);
}

function standing(parts, place) {
  const at = parts.findIndex(({ from, to }) => from <= place && to >= place);
  return at < 0 ? null : { parts, at };
}

/** The transaction by which part `at` changes places with the one beside it; null where there is none. */
export function swapped(state, { parts, at }, step) {
  const [one, other] = step < 0 ? [parts[at - 1], parts[at]] : [parts[at], parts[at + 1]];
  if (!one || !other) return null;
  const [moved, stays] = [parts[at], step < 0 ? one : other];
  const between = state.sliceDoc(one.to, other.from);
  const text = withNumber(state.sliceDoc(moved.from, moved.to), numberOf(state, stays));
  const start = step < 0 ? one.from : one.from + lengthOf(state, stays, moved) + between.length;
  const { anchor, head } = state.selection.main;
  const inside = (place) => start + Math.max(0, Math.min(text.length - (moved.to - place), text.length));
  const changes = [...taken(one, other, step, text, between), ...renumbered(state, stays, moved)];
  return {
    changes,
    selection: { anchor: inside(anchor), head: inside(head) },
    scrollIntoView: true,
    userEvent: "move.block",
  };
}

/** Only the one that moves is taken out and put in on the other side: what others write in the one that stays, stays. */
function taken(one, other, step, text, between) {
  return step < 0
    ? [
        { from: one.from, insert: text + between },
        { from: one.to, to: other.to },
      ]
    : [
        { from: one.from, to: other.from },
        { from: other.to, insert: between + text },
      ];
}

const NUMBER = /^(\s*)(\d{1,9})(?=[.)]\s)/;
const numberOf = ({ doc }, { from }) => NUMBER.exec(doc.lineAt(from).text)?.[2] ?? null;
const withNumber = (text, number) => (number === null ? text : text.replace(NUMBER, `$1${number}`));
const lengthOf = (state, part, { from }) =>
  withNumber(state.sliceDoc(part.from, part.to), numberOf(state, { from })).length;

/** Numbers stay where they are: the one that stays takes the number of the one that moves. */
function renumbered(state, stays, moved) {
  const [old, number] = [numberOf(state, stays), numberOf(state, moved)];
  if (old === null || number === null || old === number) return [];
  const from = stays.from + state.doc.lineAt(stays.from).text.indexOf(old);
  return [{ from, to: from + old.length, insert: number }];
}

const move = (step) => (target) => {
  const place = partsAt(target.state, target.state.selection.main.head);
  const change = place && swapped(target.state, place, step);
  if (change) target.dispatch(target.state.update(change));
  return Boolean(place);
};

export const moveUp = move(-1);
export const moveDown = move(1);
