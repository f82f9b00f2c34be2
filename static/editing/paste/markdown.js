// From a cleaned tree to Markdown as a person would type it.
import { toMdast } from "hast-util-to-mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemToMarkdown } from "mdast-util-gfm-task-list-item";
import { toMarkdown } from "mdast-util-to-markdown";
import { tidied } from "./tidied.js";
import { is, wordsOf } from "./tree.js";

const FORMULA = /(?<![\w$])\$(?=[^\s$][^$\n]*(?<!\s)\$(?![\w$]))/g;
const html = (value) => ({ type: "html", value });

function details(state, node) {
  const summary = node.children.find((child) => is(child, "summary"));
  const rest = { ...node, children: node.children.filter((child) => child !== summary) };
  const said = summary ? wordsOf(summary).replaceAll(/[<&]/g, "").trim() : "";
  return [html(`<details>\n<summary>${said}</summary>`), ...state.toFlow(state.all(rest)), html("</details>")];
}

const meanings = {
  details,
  "kring-raw": (_state, node) => html(node.properties.markdown),
  mark: (state, node) => [html("=="), ...state.all(node), html("==")],
  u: (state, node) => state.all(node),
};

/** What the library escapes to be safe everywhere and is safe here: underscores in words; and what only Kring knows. */
function written(node, _parent, state, info) {
  const safe = state.safe(node.value, info).replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, "_");
  return safe
    .replaceAll(FORMULA, "\\$")
    .replaceAll(/==(?=\S)/g, "\\==")
    .replaceAll(/&(?=#?\w+;)/g, "\\&");
}

/** An ampersand is only what it looks like, but before a word and a semicolon. */
function whole(node, _parent, state, info) {
  state.unsafe = state.unsafe.filter(({ character }) => character !== "&");
  return state.containerFlow(node, info);
}

const STYLE = {
  bullet: "-",
  bulletOther: "*",
  emphasis: "*",
  fences: true,
  listItemIndent: "one",
  rule: "-",
  handlers: { root: whole, text: written },
  extensions: [
    gfmStrikethroughToMarkdown(),
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmTaskListItemToMarkdown(),
  ],
};

/** `{markdown, inline}`: whether it is words for the middle of a line. */
export function markdownOf(tree) {
  const page = tidied(toMdast(tree, { handlers: meanings, document: true }));
  const inline = page.children.length === 1 && page.children[0].type === "paragraph";
  return { markdown: toMarkdown(page, STYLE).trim(), inline };
}
