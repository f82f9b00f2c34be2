// What a paste is, and how it is set into its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commonmarkLanguage, markdown } from "@codemirror/lang-markdown";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { fitted } from "../../../static/editing/paste/fitting.js";
import { kindOf, ownPage, target } from "../../../static/editing/paste/kinds.js";
import { copyOf } from "../../../static/editing/paste/rendering.js";
import { asCode, turned } from "../../../static/editing/paste/turning.js";
import { syntax } from "../../../static/editing/syntax.js";

const origin = "https://wiki.example.org";

/** A state and a range in it from a text with `‹` and `›` around the range. */
function placeIn(marked) {
  const doc = marked.replaceAll(/[‹›]/g, "");
  const range = { from: marked.indexOf("‹"), to: marked.indexOf("›") - 1 };
  const extensions = [markdown({ base: commonmarkLanguage, extensions: syntax, completeHTMLTags: false })];
  const state = EditorState.create({ doc, extensions });
  ensureSyntaxTree(state, doc.length, 1000);
  return { state: state.update({}).state, range }; // which takes the finished tree over
}

function kind(marked, held, plainly = false) {
  const { state, range } = placeIn(marked);
  return kindOf((type) => held[type] ?? "", state, range, { plainly, origin });
}

const text = (plain, more = {}) => ({ "text/plain": plain, ...more });
const vscode = (mode) => ({ "vscode-editor-data": JSON.stringify({ version: 1, mode }) });

for (const [what, marked, held, expected] of [
  ["words", "‹›", text("hello"), { kind: "plain" }],
  ["an address over words", "see ‹here› now", text(" https://a.org/x "), { kind: "link", address: "https://a.org/x" }],
  [
    "an address over words in a heading",
    "## ‹here›",
    text("https://a.org"),
    { kind: "link", address: "https://a.org" },
  ],
  ["an address over a link", "see [‹here›](https://b.org)", text("https://a.org"), { kind: "plain" }],
  ["an address over words with a link", "‹see https://b.org›", text("https://a.org"), { kind: "plain" }],
  ["an address over lines", "‹a\nb›", text("https://a.org"), { kind: "plain" }],
  ["an address alone", "‹›", text("https://a.org"), { kind: "plain" }],
  ["our own address", "‹›", text(`${origin}/p/12-x#u-y`), { kind: "page", page: { id: 12, anchor: "u-y" } }],
  ["an address in code", "`‹a›`", text("https://a.org"), { kind: "plain" }],
  ["a web page", "‹›", text("a", { "text/html": "<b>a</b>" }), { kind: "html" }],
  ["a web page in code", "```\n‹›\n```", text("a", { "text/html": "<b>a</b>" }), { kind: "plain" }],
  [
    "a web page in a table",
    "| a | b |\n|---|---|\n| ‹c› | d |",
    text("a", { "text/html": "<b>a</b>" }),
    { kind: "plain" },
  ],
  ["our own copy", "‹›", text("**a**", { "text/html": copyOf("**a**") }), { kind: "plain" }],
  ["code", "‹›", text("a\nb", vscode("python")), { kind: "code", language: "python" }],
  ["a word of code", "‹›", text("a", vscode("python")), { kind: "plain" }],
  ["Markdown from a program for code", "‹›", text("# a\nb", vscode("markdown")), { kind: "plain" }],
])
  test(`a paste of ${what}`, () => assert.deepEqual(kind(marked, held), expected));

test("asked to be plain, nothing is more", () => {
  assert.deepEqual(kind("‹here›", text("https://a.org"), true), { kind: "plain" });
  assert.deepEqual(kind("‹›", text("a", { "text/html": "<b>a</b>" }), true), { kind: "plain" });
});

test("addresses of this wiki", () => {
  assert.equal(ownPage("https://other.org/p/12-x", origin), null);
  assert.equal(ownPage(`${origin}/p/12-x/versions`, origin), null);
  assert.equal(target(`${origin}/p/12-x`, origin), "/p/12-x");
  assert.equal(target("https://a.org/b_(c)", origin), "<https://a.org/b_(c)>");
});

const block = (markdown) => ({ markdown, inline: false });
for (const [what, marked, made, expected] of [
  ["words into a line", "a ‹x› b", { markdown: "**c**", inline: true }, "a **c** b"],
  ["blocks into a line", "a ‹x› b", block("# c\n\nd"), "a \n\n# c\n\nd\n\n b"],
  ["blocks on a line of their own", "‹x›", block("- a\n- b"), "- a\n- b"],
  ["blocks below a paragraph", "a\n‹x›\nb", block("- c"), "a\n\n- c\n\nb"],
  ["a list into an empty item", "- a\n  - ‹x›", block("- b\n- c"), "- a\n  - b\n  - c"],
  ["a list into an empty to-do", "- [ ] ‹x›", block("- [x] b\n- [ ] c"), "- [x] b\n- [ ] c"],
  ["paragraphs into an item", "1. ‹x›", block("a\n\nb"), "1. a\n\n   b"],
  ["paragraphs behind an item's words", "- a ‹x›", block("b\n\n- c"), "- a \n\n  b\n\n  - c"],
  ["paragraphs into a quote", "> ‹x›", block("a\n\nb"), "> a\n>\n> b"],
])
  test(`${what}`, () => {
    const { state, range } = placeIn(marked);
    const change = fitted(state.doc, range, made);
    assert.equal(state.update({ changes: change }).state.doc.toString(), expected);
  });

const IDE = (code) =>
  `<meta charset='utf-8'><div style="font-family: Consolas, monospace;white-space: pre;"><div>${code}</div></div>`;
const JETBRAINS = (code) =>
  `<html><body><pre style="font-family:'JetBrains Mono',monospace;">${code}</pre></body></html>`;
const MARKDOWN = "# Plan\n\n- [ ] call\n\nSee [it](https://a.org).";

for (const [what, plain, html, expected] of [
  ["bold words", "a b", "<p>a <b>b</b></p>", "a **b**"],
  ["words that look like nothing", "a * b", "<span style='color: red'>a * b</span>", null],
  ["Markdown that a program shows as code", MARKDOWN, IDE(MARKDOWN), null],
  [
    "Markdown beside what it looks like",
    MARKDOWN,
    "<h1>Plan</h1><ul><li>call</li></ul><p>See <a href='https://a.org'>it</a>.</p>",
    null,
  ],
  [
    "code of a program that names no language",
    "a = 1\nb = `2`\n",
    JETBRAINS("a = 1\nb = `2`\n"),
    "```\na = 1\nb = `2`\n```",
  ],
  ["a word of such code", "a", JETBRAINS("a"), null],
  [
    "a page about shells",
    "Title\n# install\n## all",
    "<h1>Title</h1><pre># install\n## all</pre>",
    "# Title\n\n```\n# install\n## all\n```",
  ],
])
  test(`turned: ${what}`, () => assert.equal(turned(plain, html, origin)?.markdown ?? null, expected));

test("a fence is longer than what is in it", () => {
  assert.equal(asCode("```\na\n```\n", "markdown").markdown, "````markdown\n```\na\n```\n````");
});

test("a copy for other programs", () => {
  const page =
    "## A *b*\n\n- [x] one\n- two\n\n> q\n\n```js\na < b\n```\n\n[w](https://a.org) [[P#H]] ~~s~~ `c`\n\n| a | b |\n|---|---|\n| 1 | 2 |";
  const html = copyOf(page);
  for (const part of [
    "<h2>A <em>b</em></h2>",
    '<input type="checkbox" checked> one',
    "<blockquote>",
    '<pre><code class="language-js">a &lt; b</code></pre>',
    '<a href="https://a.org">w</a>',
    "P § H",
    "<s>s</s> <code>c</code>",
    "<tr><th>a</th><th>b</th></tr>",
    "<tr><td>1</td><td>2</td></tr>",
  ])
    assert.ok(html.includes(part), `${part} in ${html}`);
  assert.ok(!copyOf('[x](javascript:alert(1)) <img src="x">').includes("<img"));
  assert.ok(!copyOf("[x](javascript:alert(1))").includes("javascript"));
});

test("pictures that are written out on the clipboard become files, and signs keep their places", () => {
  const png = "data:image/png;base64,iVBORw0KGgo=";
  const html = `<p>a <b>b</b>\ufffc</p><img src="${png}" alt="x"><p>c</p><ul><li><img src="data:text/html,x">d</li></ul>`;
  const markdown = "a **b**\n\n\ufffc\n\nc\n\n- d";
  assert.deepEqual(turned("a b c", html, origin), { markdown, inline: false, pictures: [png] });
  const alone = { markdown: "words\n\n\ufffc", inline: false, pictures: [png] };
  assert.deepEqual(turned("words", `<img src="${png}">`, origin), alone);
});
