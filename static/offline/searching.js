// Search over the pages on this device: all words must be there; those in the title count most.

const AROUND = 60; // characters of a snippet before the first hit

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function score({ title, text }, words) {
  const [name, body] = [folded(title), folded(text)];
  let sum = 0;
  for (const word of words) {
    const [inTitle, inBody] = [name.includes(word), body.split(word).length - 1];
    if (!inTitle && !inBody) return 0;
    const inHeading = new RegExp(`^#+ .*${word.replaceAll(/[^\p{L}\p{N}]/gu, "\\$&")}`, "mu").test(body);
    sum += (inTitle ? 8 : 0) + (inHeading ? 3 : 0) + Math.log1p(inBody);
  }
  return sum;
}

/** The words around the first hit, on one line. */
export function snippet(text, words) {
  const body = folded(text);
  const at = Math.min(...words.map((word) => body.indexOf(word)).filter((place) => place >= 0), body.length);
  const start = Math.max(0, at - AROUND);
  const cut = text
    .slice(start, start + 3 * AROUND)
    .replaceAll(/\s+/g, " ")
    .trim();
  return `${start ? "…" : ""}${cut}${start + 3 * AROUND < text.length ? "…" : ""}`;
}

/** `{page, snippet}` of the pages that have all words of the query, the best first. */
export function search(pages, query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return pages
    .map((page) => ({ page, score: score(page, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || other.page.at - one.page.at)
    .map(({ page }) => ({ page, snippet: snippet(page.text, words) }));
}
