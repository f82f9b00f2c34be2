// All that opens at the caret: blocks, people, pages, tags, emoji, tools on a selection, and the form for a link.
import { Facet } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { Suggestions } from "../../editing/menus/suggestions.js";
import { pickFiles } from "../files/index.js";
import { askForLink, linkForm } from "./link.js";
import { menu, openMenu } from "./menu.js";
import { selectionTools } from "./selection.js";

/** Entries that other parts add to the block menu, as in `BLOCKS`; they bring their words: `label` and `hint`. */
export const moreBlocks = Facet.define();

const TEMPLATE_SYNONYMS = "example form sjabloon voorbeeld";
const FILE_SYNONYMS = "image photo upload attachment afbeelding foto bijlage bestand";

function chooseFiles(view, changes) {
  view.dispatch({ changes, userEvent: "delete" });
  pickFiles(view);
}

function chooseEmoji(view, changes) {
  view.dispatch({ changes, userEvent: "delete" });
  openMenu(view, "emoji");
}

function chooseTemplate(view, changes) {
  view.dispatch({ changes, userEvent: "delete" });
  openMenu(view, "template");
}

export function menus({ page, members, words }) {
  const suggestions = new Suggestions(`/p/${page}/suggested`);
  const language = document.documentElement.lang;
  const context = { page, suggestions, members, language, words: words.menus };
  let sources = null; // kept: an import takes a moment even when it is there, and Enter may come before it
  const entries = async (view, { kind, query }) => {
    sources ??= import("./sources.js");
    const { SOURCES } = await sources;
    return SOURCES[kind]({ ...context, extra: view.state.facet(moreBlocks) }, query);
  };
  return [
    moreBlocks.of({ name: "emoji", icon: "smile", keys: ":", synonyms: "smiley face gezichtje", run: chooseEmoji }),
    page
      ? moreBlocks.of({ name: "template", icon: "layout-template", synonyms: TEMPLATE_SYNONYMS, run: chooseTemplate })
      : [],
    moreBlocks.of({ name: "file", icon: "image", synonyms: FILE_SYNONYMS, run: chooseFiles }),
    keymap.of([{ key: "Mod-k", run: (view) => !view.state.selection.main.empty && askForLink(view) }]),
    menu({ entries, words: words.menus }),
    selectionTools,
    linkForm({ suggestions, words: words.menus.link }),
  ];
}
