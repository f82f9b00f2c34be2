// The part of pasting that is loaded when there is more to it than words.
import { fitted } from "../../editing/paste/fitting.js";
import { asCode, turned } from "../../editing/paste/turning.js";

const fitting = (made) => (made ? (doc, range) => fitted(doc, range, made) : null);

export const html = (_view, text, html, origin) => fitting(turned(text, html, origin));
export const code = (text, language) => fitting(asCode(text, language));

/** The title in place of an address of this wiki: `[[Title]]` where that means the same page, else a link. */
export async function page({ id, anchor }, here) {
  const answer = await fetch(`/p/${here}/names/${id}?${new URLSearchParams({ anchor })}`);
  if (!answer.ok) return null;
  const { name, title, url } = await answer.json();
  const markdown = name ? `[[${name}]]` : `[${title.replaceAll(/[[\]\\]/g, "\\$&")}](${url})`;
  return (_doc, { from, to }) => ({ from, to, insert: markdown });
}
