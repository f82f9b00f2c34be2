// How far blocks stand apart: the margins of prose.css and blocks.css, as names that preview.css gives their sizes.

/** The rules in the order of the cascade: of those that apply, the last one counts. */
const RULES = [
  [() => true, "text"],
  [(_, next) => next === "code" || next === "callout" || next === "table", (_, next) => next],
  [(_, next) => next === "h2", "h2"],
  [(before) => before === "h2", "under-h2"],
  [(_, next) => next === "h3", "h3"],
  [(before) => before === "h3", "under-h3"],
  [(_, next) => isSmall(next), "h4"],
  [(before) => isSmall(before), "under-h4"],
  [(before, next) => before === "rule" || next === "rule", "rule"],
];
const isSmall = (kind) => /^h[456]$/.test(kind);

/** The name of the gap between two blocks on the page itself. */
export function gapBetween(before, next) {
  const [, name] = RULES.findLast(([applies]) => applies(before, next));
  return typeof name === "function" ? name(before, next) : name;
}

/** The same within a block: `within` is its kind. */
export function gapWithin(within, before, next) {
  if (within === "page" || within === "details") return gapBetween(before, next);
  if (within === "quote") return "quote";
  if (within === "callout") return before === "title" ? "title" : "callout-inner";
  if (within === "list") return "item";
  return before === "loose" ? "loose" : next === "list" ? "item" : "none";
}

/**
 * The gaps of a run of blank lines between two blocks: the first and the last of them keep the distance, those between are
 * lines to write on. `first` is the distance to a paragraph that would begin here, `last` that from it to what follows.
 */
export function gapsOfRun(count, { whole, first, last, atStart, atEnd }) {
  const open = Array(count).fill(null);
  if (atStart && atEnd) return open;
  if (atStart) return count ? [...open.slice(1), last] : open;
  if (atEnd) return [first, ...open.slice(1)];
  if (count === 1) return [whole];
  return count === 2 ? [first, null] : [first, ...open.slice(2), last];
}
