// Where a page of the tree can land. A place is a row with how to stand to it, and the parent and sibling that means.

/**
 * Every place among the rows that are open, in the order in which they are seen; none within the branch that moves.
 * A row is {id, children}. `after` is the page to follow: null for the first place, "last" for the end of a branch.
 */
export function placesOf(rows, moving, parent = null) {
  const places = [];
  let before = null;
  for (const { id, children } of rows) {
    if (id === moving) continue;
    if (before === null) places.push({ id, where: "before", parent, after: null });
    places.push({ id, where: "into", parent: id, after: "last" });
    places.push(...placesOf(children, moving, id));
    places.push({ id, where: "after", parent, after: id });
    before = id;
  }
  return places;
}

/** Where the branch stands now, as one of these places; the first when it is the only one there. */
export function placeNow(places, rows, moving, parent = null) {
  let before = null;
  for (const { id, children } of rows) {
    if (id === moving) return places.findIndex((p) => p.parent === parent && p.after === before && p.where !== "into");
    const found = placeNow(places, children, moving, id);
    if (found >= 0) return found;
    before = id;
  }
  return -1;
}

/** The place that a pointer means, `part` of the way down a row: its upper and lower quarter stand beside it. */
export function placeAt(places, id, part) {
  const of = (where) => places.find((p) => p.id === id && p.where === where);
  if (part < 0.25) return of("before") ?? beforeOf(places, id) ?? of("into");
  return part > 0.75 ? (firstIn(places, id) ?? of("after") ?? of("into")) : of("into");
}

/** Before a row is after the one above it in its branch. */
function beforeOf(places, id) {
  const own = places.find((p) => p.id === id && p.where === "after");
  if (!own) return undefined;
  const branch = places.filter((p) => p.parent === own.parent && p.where === "after");
  const above = branch[branch.indexOf(own) - 1];
  return above && { id, where: "before", parent: own.parent, after: above.id };
}

/** Just below an open row is before the first of its own. */
function firstIn(places, id) {
  return places.find((p) => p.where === "before" && p.parent === id);
}
