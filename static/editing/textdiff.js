// Differences between two texts, as few and as small as a person would make them: words first, and never inside a
// surrogate pair or a combined character.
import * as Y from "yjs";

const MOST_EDITS = 600; // Beyond this the comparison costs more than one large edit does harm.
const UNITS = /\p{L}[\p{L}\p{M}\p{N}'’]*|\p{N}+|\n|[^\S\n]+|\P{M}\p{M}+|[\s\S]/gu;

const isHigh = (code) => code >= 0xd800 && code < 0xdc00;
const isLow = (code) => code >= 0xdc00 && code < 0xe000;

/** Whether this position stands between the two halves of a surrogate pair. */
export function splitsPair(text, at) {
  return at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
}

function commonStart(a, b) {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at++;
  return at;
}

function commonEnd(a, b, from) {
  const most = Math.min(a.length, b.length) - from;
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

/** The changes that make `before` into `after`: `{at, remove, insert}`, positions in `before`, in order. */
export function changesBetween(before, after) {
  const a = before.match(UNITS) ?? [];
  const b = after.match(UNITS) ?? [];
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const offset = a.slice(0, start).join("").length;
  return grouped(script(a.slice(start, a.length - end), b.slice(start, b.length - end)), offset);
}

function grouped(steps, offset) {
  const changes = [];
  let at = offset;
  let open = null;
  for (const [kind, unit] of steps) {
    if (kind === "keep") {
      at += unit.length;
      open = null;
      continue;
    }
    if (!open) {
      open = { at, remove: 0, insert: "" };
      changes.push(open);
    }
    if (kind === "insert") open.insert += unit;
    else open.remove += unit.length;
    if (kind === "remove") at += unit.length;
  }
  return changes;
}

/** Myers' greedy O(ND) comparison ("An O(ND) Difference Algorithm and Its Variations", 1986). */
function script(a, b) {
  const reached = [];
  const ends = new Map([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, MOST_EDITS); d++) {
    reached.push(new Map(ends));
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(ends, k, d) ? ends.get(k + 1) : ends.get(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      ends.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, reached);
    }
  }
  return [...a.map((unit) => ["remove", unit]), ...b.map((unit) => ["insert", unit])];
}

const goesDown = (ends, k, d) => k === -d || (k !== d && ends.get(k - 1) < ends.get(k + 1));

function walkBack(a, b, reached) {
  const steps = [];
  let x = a.length;
  let y = b.length;
  for (let d = reached.length - 1; d >= 0; d--) {
    const ends = reached[d];
    const previous = goesDown(ends, x - y, d) ? x - y + 1 : x - y - 1;
    const fromX = d === 0 ? 0 : ends.get(previous);
    const fromY = d === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      steps.push(["keep", a[--x]]);
      y--;
    }
    if (d > 0) steps.push(x > fromX ? ["remove", a[--x]] : ["insert", b[--y]]);
  }
  return steps.reverse();
}

/** Make the smallest edit that turns the shared text into `wanted`. */
export function rewrite(text, wanted) {
  const changes = changesBetween(text.toString(), wanted);
  text.doc.transact(() => {
    for (const { at, remove, insert } of changes.reverse()) {
      if (remove) text.delete(at, remove);
      if (insert) text.insert(at, insert);
    }
  });
}

function branch(origin, clientID, wanted) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, origin);
  doc.clientID = clientID;
  rewrite(doc.getText("text"), wanted);
  return doc;
}

/** What both sides made of `base`, put together: nothing that either of them wrote is lost. */
export function merged(base, mine, theirs) {
  const root = new Y.Doc();
  root.clientID = 1;
  root.getText("text").insert(0, base);
  const origin = Y.encodeStateAsUpdate(root);
  const together = branch(origin, 2, theirs);
  Y.applyUpdate(together, Y.encodeStateAsUpdate(branch(origin, 3, mine)));
  return together.getText("text").toString();
}
