// Finding the meant one of a short list by the first letters of its words.

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** 0 (the best) to 3, or null when nothing of it matches. */
function rank({ label, synonyms = "" }, wanted) {
  const name = folded(label);
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 1;
  if (synonyms.split(" ").some((word) => word.startsWith(wanted))) return 2;
  return wanted.length > 2 && name.includes(wanted) ? 3 : null;
}

/** Those of `items` (`{label, synonyms}`, synonyms folded and apart by blanks) that the query may mean, the best first. */
export function matching(items, query) {
  const wanted = folded(query);
  return items
    .map((item, place) => ({ item, place, rank: rank(item, wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .map(({ item }) => item);
}

/** Those of entries found for an earlier query that still fit this one: each of its words begins something they say. */
export function stillLike(entries, query) {
  const wanted = folded(query.split("#").at(-1)).split(" ").filter(Boolean);
  const told = ({ label, hint = "", synonyms = "" }) =>
    folded(` ${label} ${hint} ${synonyms}`).replaceAll(/[@#_-]/g, " ");
  return entries.filter((entry) => !entry.passing && wanted.every((word) => told(entry).includes(` ${word}`)));
}
