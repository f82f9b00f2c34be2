// Where threads stand in the margin: each at its passage, none over another; the chosen one keeps its place.

const GAP = 12; // px between two

/** Tops for `wished` ({id, at, height}), from `least` down. The one called `chosen` stays where it wishes to be. */
export function arranged(wished, { chosen, least = 0 } = {}) {
  const inOrder = wished.toSorted((a, b) => a.at - b.at || a.id - b.id);
  const kept = Math.max(
    0,
    inOrder.findIndex(({ id }) => id === chosen),
  );
  const lowest = [];
  for (const [index, { height }] of inOrder.entries()) lowest[index + 1] = (lowest[index] ?? least) + height + GAP;
  lowest[0] = least;
  const tops = [];
  let above = Number.NEGATIVE_INFINITY;
  for (const [index, { at, height }] of inOrder.entries()) {
    tops[index] = Math.max(at, above, index === kept ? lowest[index] : least);
    if (index === kept) tops[index] = Math.max(at, lowest[index]);
    above = tops[index] + height + GAP;
  }
  for (let index = kept - 1; index >= 0; index--)
    tops[index] = Math.min(tops[index], tops[index + 1] - inOrder[index].height - GAP);
  return new Map(inOrder.map(({ id }, index) => [id, tops[index]]));
}
