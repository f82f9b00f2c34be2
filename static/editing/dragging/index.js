// What a grip takes hold of, and where that can go: a list item with what hangs below it, or a section with all below its heading.
import { headingsOf, sectionMoved } from "../sections.js";
import { gapsFor } from "./gaps.js";
import { itemAt, put } from "./taking.js";

/** `{from, to, item}` or `{from, to, heading}` of what begins at or goes over this line, or null. */
export function takenAt(state, pos) {
  const item = itemAt(state, pos);
  if (item) return { from: item.from, to: item.to, item };
  const { from } = state.doc.lineAt(pos);
  const headings = headingsOf(state);
  const heading = headings.find((one) => one.from === from && isOnPage(state, one));
  if (!heading) return null;
  const next = headings.find((one) => one.from > from && one.level <= heading.level);
  const text = state.sliceDoc(from, next?.from);
  return { from, to: from + text.trimEnd().length, heading };
}

const isOnPage = ({ doc }, { from }) => !doc.lineAt(from).text.startsWith(">");

/** `[{at, below, places?}]`: gaps between lines. */
export function gapsOf(state, { item, heading }) {
  if (item) return gapsFor(state, item);
  const others = headingsOf(state).filter((one) => one.level <= heading.level && isOnPage(state, one));
  const before = others.filter(({ from }) => from !== heading.from).map(({ from }) => ({ at: from, below: false }));
  return [...before, { at: state.doc.length, below: true }];
}

/** The transaction that puts it there, or null where that changes nothing. */
export function dropped(state, { item, heading }, gap, place) {
  if (item) return put(state, item, gap, place);
  const moved = sectionMoved(state, heading.from, gap.below ? null : gap.at);
  return moved && { ...moved, userEvent: "move.drag" };
}
