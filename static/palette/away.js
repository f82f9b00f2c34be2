// What the palette offers while the server cannot be reached: pages on this device by their words, and their headings.
import { recordsOfWhoIsHere } from "../offline/records.js";
import { search } from "../offline/searching.js";

const PAGES = 8;
const HEADINGS = 4;
const HEADING = /^#{1,6} +(.+?)(?: +#+)?$/gm;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Groups as the server answers them; `names`: what they are called, `{device, headings}`. */
export async function foundHere(typed, within, names) {
  const records = await recordsOfWhoIsHere();
  const pages = (await records?.pages()) ?? [];
  records?.close();
  return groupsOf(pages, typed, within, names);
}

/** Actions, people and tags are the server's alone. */
export function groupsOf(all, typed, within, { device, headings }) {
  if (/^[>@#]/.test(typed)) return [];
  const pages = all.filter(({ space }) => !within || space === within).sort((one, other) => other.at - one.at);
  const found = typed.trim() ? search(pages, typed).map(({ page }) => page) : pages;
  return [
    { name: device, options: found.slice(0, PAGES).map(pageOption) },
    { name: headings, options: typed.trim() ? headingsOf(found, folded(typed).split(/\s+/).filter(Boolean)) : [] },
  ].filter(({ options }) => options.length);
}

const pageOption = ({ title, spaceName, url }) => ({ title, note: spaceName, url, sign: "file-text" });

function headingsOf(pages, words) {
  const fits = (heading) => words.every((word) => folded(heading).includes(word));
  return pages
    .flatMap(({ title, text, url }) =>
      Array.from(text.matchAll(HEADING), ([, words]) => ({ title, url, heading: words })),
    )
    .filter(({ heading }) => fits(heading))
    .slice(0, HEADINGS)
    .map(({ title, url, heading }) => ({
      title: heading,
      note: title,
      url: `${url}#:~:text=${encodeURIComponent(heading).replaceAll("-", "%2D")}`,
      sign: "heading",
    }));
}
