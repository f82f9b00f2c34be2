// What may be meant by a name, as far as this device knows: the titles, headings and tags of the pages that are kept.
import { pageOf } from "./showing.js";

const MOST = 8;
const HEADING = /^#{1,6} +(.+?)(?: +#+)?$/gm;
const TAG = /(?<![\p{L}\p{N}&/])#(\p{L}[\p{L}\p{N}_-]*)/gu;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const like = (typed) => (name) => folded(name).includes(folded(typed));
const found = (names, typed) => [...new Set(names)].filter(like(typed)).slice(0, MOST);

/** The answer to `/p/1/suggested/pages?q=…`, or null when that is asked of nobody but the server. */
export function suggested(url, pages) {
  const { pathname, searchParams } = new URL(url);
  const kind = pathname.match(/^\/p\/\d+[^/]*\/suggested\/(\w+)$/)?.[1];
  const about = { typed: searchParams.get("q") ?? "", title: searchParams.get("title"), page: pageOf(pathname) };
  return KINDS[kind]?.(pages, about) ?? null;
}

const KINDS = {
  pages(pages, { typed, page }) {
    const space = pages.find(({ id }) => id === page)?.space;
    const fitting = pages.filter(({ title }) => like(typed)(title)).slice(0, MOST);
    return fitting.map(({ id, title, ...one }) => {
      const plain = one.space === space && pages.filter((other) => other.title === title).length === 1;
      return { id, title, space: one.spaceName, plain };
    });
  },
  headings(pages, { typed, title }) {
    const text = pages.find((page) => folded(page.title) === folded(title ?? ""))?.text ?? "";
    return found(
      Array.from(text.matchAll(HEADING), ([, words]) => words),
      typed,
    );
  },
  tags(pages, { typed }) {
    return found(
      pages.flatMap(({ text }) => Array.from(text.matchAll(TAG), ([, name]) => name.toLowerCase())),
      typed,
    );
  },
};
