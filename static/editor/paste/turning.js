// The part of pasting that is loaded when there is more to it than words.
import { fitted } from "../../editing/paste/fitting.js";
import { PICTURE } from "../../editing/paste/pruned.js";
import { asCode, turned } from "../../editing/paste/turning.js";

const fitting = (made) => (made ? (doc, range) => fitted(doc, range, made) : null);

/** A file of a data: address, which the page's policy lets nobody fetch. */
function fileOf(address, number) {
  const [, kind, data] = /^data:image\/(\w+);base64,(.*)$/s.exec(address);
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  return new File([bytes], `picture-${number + 1}.${kind}`, { type: `image/${kind}` });
}

/** With its pictures as `files`; the change says where in it they belong (`places`). */
export function html(text, html, origin) {
  const made = turned(text, html, origin);
  if (!made?.pictures.length) return fitting(made);
  const change = (doc, range) => withPlaces(fitted(doc, range, made));
  return Object.assign(change, { files: made.pictures.map(fileOf) });
}

function withPlaces({ insert, ...range }) {
  const parts = insert.split(PICTURE);
  const places = parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join("").length);
  return { ...range, insert: parts.join(""), places };
}

export const code = (text, language) => fitting(asCode(text, language));

/** The title in place of an address of this wiki: `[[Title]]` where that means the same page, else a link. */
export async function page({ id, anchor }, here) {
  const answer = await fetch(`/p/${here}/names/${id}?${new URLSearchParams({ anchor })}`);
  if (!answer.ok) return null;
  const { name, title, url } = await answer.json();
  const markdown = name ? `[[${name}]]` : `[${title.replaceAll(/[[\]\\]/g, "\\$&")}](${url})`;
  return (_doc, { from, to }) => ({ from, to, insert: markdown });
}
