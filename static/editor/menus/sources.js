// Where the entries of each menu come from. An entry: `{id, label, hint?, synonyms?, icon?, person?, glyph?, keys?, run(view,
// place)}`, where `place` is `{from, to}` of what was typed, sign included.
import { BLOCKS } from "../../editing/menus/blocks.js";
import { matching } from "../../editing/menus/matching.js";
import { fill } from "../../lib/page.js";

const MOST = 8;

function finish(view, { from, to }, insert) {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: "input.complete",
  });
}

/** Behind what is written goes a blank, unless there is one. */
const spaced = ({ state }, { to }, words) => (/^[\s.,;:!?)\]]/.test(state.sliceDoc(to, to + 1)) ? words : `${words} `);

/** Up to the closing brackets where they stand already. */
const upTo = ({ state }, { from, to }) => ({ from, to: state.sliceDoc(to, to + 2) === "]]" ? to + 2 : to });

const link = (insert) => (view, place) => finish(view, upTo(view, place), insert);

function pageEntry({ id, title, space, plain, icon }) {
  const wiki = plain && !/[[\]|#]/.test(title);
  const label = title.replaceAll(/[[\]\\]/g, "\\$&");
  return {
    id: `page-${id}`,
    label: title,
    hint: space,
    icon: "file-text",
    glyph: icon || undefined,
    run: link(wiki ? `[[${title}]]` : `[${label}](/p/${id})`),
  };
}

async function pages({ suggestions, words }, query) {
  const found = await suggestions.of("pages", { q: query });
  if (!found) return null;
  const entries = found.map(pageEntry);
  const wanted = query.trim();
  const known = found.some(({ title }) => title.toLowerCase() === wanted.toLowerCase());
  if (wanted && !known)
    entries.push({
      id: "page-new",
      label: fill(words.create, { title: wanted }),
      hint: words.createHint,
      icon: "file-plus",
      passing: true,
      run: link(`[[${wanted}]]`),
    });
  return entries;
}

async function headings({ suggestions }, query) {
  const [title, typed] = query.split("#");
  const found = await suggestions.of("headings", { title, q: typed });
  return found?.map((text, place) => ({
    id: `heading-${place}`,
    label: text,
    icon: "hash",
    run: link(`[[${title}#${text}]]`),
  }));
}

/** Their colour is known with the name. */
function name(view, place, { handle, slot }, members) {
  members[handle] = slot;
  finish(view, place, spaced(view, place, `@${handle}`));
}

async function people({ suggestions, members }, query) {
  const found = await suggestions.of("people", { q: query });
  return found?.map((person) => ({
    id: `person-${person.handle}`,
    label: person.name,
    hint: `@${person.handle}`,
    person,
    run: (view, place) => name(view, place, person, members),
  }));
}

async function tags({ suggestions }, query) {
  const found = await suggestions.of("tags", { q: query });
  return found?.map((name) => ({
    id: `tag-${name}`,
    label: `#${name}`,
    icon: "hash",
    run: (view, place) => finish(view, place, spaced(view, place, `#${name}`)),
  }));
}

async function emoji({ language }, query) {
  const { emojiLike } = await import("./emoji.js");
  return (await emojiLike(query, language)).slice(0, MOST).map(({ glyph, label, synonyms }) => ({
    id: `emoji-${label}`,
    label,
    synonyms,
    glyph,
    run: (view, place) => finish(view, place, glyph),
  }));
}

async function templates({ suggestions, page }, query) {
  const found = await suggestions.of("templates", { q: query });
  return found?.map(({ name, title, about }) => ({
    id: `template-${name}`,
    label: title,
    hint: about,
    icon: "layout-template",
    run: async (view, place) => {
      view.dispatch({ changes: place, userEvent: "delete" });
      const { putTemplate } = await import("../starting.js");
      await putTemplate(view, `/p/${page}/templates/${name}`);
    },
  }));
}

const IN_A_CELL = new Set(["person", "page", "date", "emoji"]);

const inCell = (context, query) => blocks({ ...context, fits: ({ name }) => IN_A_CELL.has(name) }, query);

function blocks({ words, extra, fits = () => true }, query) {
  const entries = [...BLOCKS, ...extra]
    .filter(fits)
    .map((one) => ({ ...one, id: `block-${one.name}`, ...words.blocks[one.name] }));
  return matching(
    entries.filter(({ label }) => label),
    query,
  );
}

export const SOURCES = {
  block: blocks,
  cell: inCell,
  page: pages,
  heading: headings,
  person: people,
  tag: tags,
  emoji,
  template: templates,
};
