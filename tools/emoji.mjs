// Cuts the emoji data down while bundling.
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const SKIN_TONES = 2;

export const emojiNames = {
  name: "leave out what nobody looks an emoji up by",
  setup: ({ onLoad }) =>
    onLoad({ filter: /emojibase-data.\w+.compact\.json$/ }, ({ path }) => ({
      contents: JSON.stringify(emojiRows(path)),
      loader: "json",
    })),
};

/** `[glyph, label, synonyms]`, in the usual order; the short names are the same in all languages. */
function emojiRows(path) {
  const read = (name) => JSON.parse(readFileSync(join(dirname(path), name), "utf8"));
  const short = read("../en/shortcodes/github.json");
  return read(basename(path))
    .filter(({ group }) => group !== undefined && group !== SKIN_TONES)
    .sort((one, other) => one.order - other.order)
    .map(({ unicode, label, tags = [], hexcode }) => [
      unicode,
      label,
      folded([tags, short[hexcode] ?? []].flat(2).join(" ")),
    ]);
}

const folded = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
