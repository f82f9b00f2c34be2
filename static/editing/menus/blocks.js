// What can be put into a page, in the order of the menu. Synonyms are never shown: English and Dutch, folded.
import { heading, list } from "../lines.js";
import { block, footnote, today } from "./snippets.js";

/** What was typed goes and the command runs in one step, so that one undo brings it back. */
const command = (run) => (view, place) => {
  const cleared = view.state.update({ changes: place });
  const dispatch = ({ changes, newSelection }) =>
    write(view, { changes: cleared.changes.compose(changes), selection: newSelection });
  run({ state: cleared.state, dispatch });
};
const put = (name) => (view, place) => write(view, block(view.state, name, place));
const text = (words) => (view, place) => {
  const insert = words(view);
  write(view, { changes: { ...place, insert }, selection: { anchor: place.from + insert.length } });
};
/** Begin what another menu then finishes. */
const begin = (sign) => text(() => sign);

function write(view, change) {
  view.dispatch({ ...change, scrollIntoView: true, userEvent: "input.complete" });
}

const languageOf = (view) => view.dom.ownerDocument.documentElement.lang;

/** `{name, icon, synonyms, keys?, run(view, {from, to})}`; the words for each stand in `words.menus.blocks`. */
export const BLOCKS = [
  { name: "h1", icon: "heading", keys: "Ctrl Shift 1", synonyms: "title kop titel # h1", run: command(heading(1)) },
  {
    name: "h2",
    icon: "heading",
    keys: "Ctrl Shift 2",
    synonyms: "section kop paragraaf ## h2",
    run: command(heading(2)),
  },
  { name: "h3", icon: "heading", keys: "Ctrl Shift 3", synonyms: "kop ### h3", run: command(heading(3)) },
  {
    name: "text",
    icon: "file-text",
    keys: "Ctrl Shift 0",
    synonyms: "paragraph plain alinea tekst",
    run: command(heading(0)),
  },
  {
    name: "bullet",
    icon: "list",
    keys: "Ctrl Shift 8",
    synonyms: "bullet unordered opsomming lijst punten",
    run: command(list("bullet")),
  },
  {
    name: "ordered",
    icon: "list-ordered",
    keys: "Ctrl Shift 9",
    synonyms: "number steps stappen nummer lijst",
    run: command(list("ordered")),
  },
  {
    name: "todo",
    icon: "circle-check",
    keys: "Ctrl Shift 7",
    synonyms: "task check todo box taak taken actie vinkje afvinken",
    run: command(list("todo")),
  },
  { name: "table", icon: "table", synonyms: "grid columns rows tabel kolommen rijen", run: put("table") },
  { name: "quote", icon: "quote", synonyms: "citation citaat aanhaling", run: put("quote") },
  { name: "note", icon: "info", synonyms: "callout info box kader opmerking let", run: put("note") },
  { name: "tip", icon: "lightbulb", synonyms: "callout hint advice kader idee", run: put("tip") },
  {
    name: "warning",
    icon: "triangle-alert",
    synonyms: "callout caution attention kader waarschuwing pas op",
    run: put("warning"),
  },
  { name: "danger", icon: "octagon-alert", synonyms: "callout error stop kader gevaar fout", run: put("danger") },
  { name: "divider", icon: "minus", synonyms: "line rule separator hr lijn scheiding streep", run: put("divider") },
  { name: "code", icon: "code-xml", synonyms: "program source fence programma broncode", run: put("code") },
  { name: "math", icon: "plus", synonyms: "formula equation latex formule wiskunde som", run: put("math") },
  {
    name: "drawing",
    icon: "share-2",
    synonyms: "diagram mermaid chart flow schema tekening stroom",
    run: put("drawing"),
  },
  {
    name: "details",
    icon: "chevron-right",
    synonyms: "fold toggle collapse uitklappen inklappen vouw",
    run: put("details"),
  },
  {
    name: "footnote",
    icon: "hash",
    synonyms: "reference source noot voetnoot bron",
    run: (view, place) => write(view, footnote(view.state, place)),
  },
  {
    name: "person",
    icon: "at-sign",
    keys: "@",
    synonyms: "mention colleague member collega persoon noemen vermelding",
    run: begin("@"),
  },
  { name: "page", icon: "link", keys: "[[", synonyms: "link wiki pagina verwijzing koppeling", run: begin("[[") },
  { name: "date", icon: "calendar", synonyms: "today now datum vandaag", run: text((view) => today(languageOf(view))) },
];
