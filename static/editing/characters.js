// Edits that never cut a character in two: the halves of a surrogate pair diverge between implementations of the CRDT.
import { splitsPair } from "./textdiff.js";

const MOST_AT_ONCE = 20_000; // UTF-16 units in one update

/** Text as the shared text holds it: lines end with a line feed alone. */
export const withLineFeeds = (text) => text.replaceAll(/\r\n?/g, "\n");

/** A change set's changes as `{from, to, insert}` on the old document, widened to whole characters. */
export function wholeCharacters(changes, before, after) {
  const pieces = [];
  changes.iterChanges((fromA, toA, fromB, toB) => {
    const opens = cuts(before, fromA) || cuts(after, fromB) ? 1 : 0;
    const closes = cuts(before, toA) || cuts(after, toB) ? 1 : 0;
    const insert = after.sliceString(fromB - opens, toB + closes, "\n");
    pieces.push({ from: fromA - opens, to: toA + closes, insert });
  }, true);
  return pieces;
}

const cuts = (doc, at) => at > 0 && at < doc.length && splitsPair(doc.sliceString(at - 1, at + 1, "\n"), 1);

/** A long text in parts that each fit one update. */
export function inParts(text, most = MOST_AT_ONCE) {
  const parts = [];
  for (let at = 0; at < text.length; ) {
    let end = at + most;
    if (splitsPair(text, end)) end--;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}
