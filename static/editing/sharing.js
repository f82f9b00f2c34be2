// Between an editor's changes and the shared text, both ways. Positions on both sides are UTF-16 units.
import { inParts } from "./characters.js";

/** Write `{from, to, insert}` changes of one edit into the shared text; what is long goes in parts of its own. */
export function write(text, changes, origin) {
  const later = [];
  text.doc.transact(() => {
    let moved = 0;
    for (const { from, to, insert } of changes) {
      const at = from + moved;
      const [first = "", ...rest] = inParts(insert);
      if (to > from) text.delete(at, to - from);
      if (first) text.insert(at, first);
      moved += first.length - (to - from);
      if (rest.length) later.push({ at: at + first.length, parts: rest });
    }
  }, origin);
  writeParts(text, later, origin);
}

/** From the end to the start, so that what is inserted moves no place that is still to come. */
function writeParts(text, places, origin) {
  for (const { at, parts } of places.reverse()) {
    let place = at;
    for (const part of parts) {
      text.doc.transact(() => text.insert(place, part), origin);
      place += part.length;
    }
  }
}

/** An event's delta as changes of the editor's document. */
export function changesOf(delta) {
  const changes = [];
  let at = 0;
  for (const { retain, insert, delete: remove } of delta) {
    if (insert !== undefined) changes.push({ from: at, insert });
    else if (remove) changes.push({ from: at, to: at + remove });
    at += retain ?? remove ?? 0;
  }
  return changes;
}
