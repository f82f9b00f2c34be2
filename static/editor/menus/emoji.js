// Emoji by their names in the reader's language, and by the short names that people know from elsewhere.
import { matching } from "../../editing/menus/matching.js";

const LOADS = {
  en: () => import("emojibase-data/en/compact.json"),
  nl: () => import("emojibase-data/nl/compact.json"),
};
const lists = new Map();

/** The build has cut the data down to `[glyph, label, synonyms]`. */
async function load(language) {
  const { default: rows } = await (LOADS[language] ?? LOADS.en)();
  return rows.map(([glyph, label, synonyms]) => ({ glyph, label, synonyms }));
}

/** `{glyph, label}` of all that the words may mean, the best first. */
export async function emojiLike(query, language) {
  if (!lists.has(language)) lists.set(language, load(language));
  return matching(await lists.get(language), query);
}
