// What the preview knows without a page to show it on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commonmarkLanguage, markdown as markdownIn } from "@codemirror/lang-markdown";
import { EditorState, Text } from "@codemirror/state";
import { parser } from "@lezer/markdown";
import { syntax } from "../../../static/editing/syntax.js";
import { codeAt } from "../../../static/editor/preview/codetools.js";
import { facts } from "../../../static/editor/preview/facts.js";
import { safe } from "../../../static/editor/preview/following.js";
import { colours, names } from "../../../static/editor/preview/languages.js";
import { widthChange } from "../../../static/editor/preview/resizing.js";

const markdown = parser.configure(syntax);
const nodes = (text) => markdown.parse(text).toString();

for (const [text, tree] of [
  ["$$\na\n$$\nb", "Document(MathBlock(MathMark,MathMark),Paragraph)"],
  ["$$a$$", "Document(MathBlock(MathMark,MathMark))"],
  ["$$\na\n\nb", "Document(Paragraph,Paragraph)"],
  ["a\n$$\nb\n$$", "Document(Paragraph,MathBlock(MathMark,MathMark))"],
  ["$x$ and $5 and US$6, $7 per day$", "Document(Paragraph(InlineMath(MathMark,MathMark)))"],
  ["a[^1]\n\n[^1]: b\n    c\n\nd", "Document(Paragraph(NoteCall),Note(NoteMark,Paragraph),Paragraph)"],
])
  test(`the parts of ${JSON.stringify(text)}`, () => assert.equal(nodes(text), tree));

for (const [source, width, after] of [
  ["![a](b.png)", 300, "![a|300](b.png)"],
  ["![a|20](b.png)", 300, "![a|300](b.png)"],
  ["![](b.png)", 64, "![|64](b.png)"],
  ["![a|b](c.png)", 64, "![a|b|64](c.png)"],
  ["![a\\|20](c.png)", 64, "![a\\|64](c.png)"],
  ["![a][b]", 64, "![a|64][b]"],
  ["no picture", 64, null],
])
  test(`${source} at ${width}`, () => {
    const change = widthChange(source, width);
    const { from, to = from, insert } = change ?? {};
    assert.equal(change && source.slice(0, from) + insert + source.slice(to), after);
  });

for (const [text, at, code] of [
  ["```js\na\n  b\n```\nc", 0, "a\n  b"],
  ["- x\n  ~~~\n  a\n    b\n  ~~~", 6, "a\n  b"],
  ["> ```\n> a\n> ```", 2, "a"],
  ["````\n```\n````", 0, "```"],
  ["```\nopen", 0, "open"],
])
  test(`the code of ${JSON.stringify(text)}`, () => assert.equal(codeAt(Text.of(text.split("\n")), at), code));

test("addresses that a click may follow", () => {
  for (const url of ["https://a.org/", "mailto:a@b.org", "/p/1", "../a.md", "#x", "a.md?b:c"])
    assert.equal(safe(url), url);
  for (const url of ["javascript:alert(1)", "data:text/html,a", "//a.org", "vbscript:a/b"])
    assert.equal(safe(url), undefined);
});

test("colours of code, outer ones before what is in them", () => {
  assert.deepEqual(colours("def f():", "python"), [
    [0, 3, "k"],
    [4, 5, "nf"],
  ]);
  assert.deepEqual(colours("x", "nothing-known"), []);
  assert.ok(names.some(([name]) => name === "bash"));
});

const factsOf = (doc) => {
  const language = markdownIn({ base: commonmarkLanguage, extensions: syntax, completeHTMLTags: false });
  return EditorState.create({ doc, extensions: [language, facts] }).field(facts);
};

test("what is known of a whole page", () => {
  assert.equal(factsOf("## a").shift, 0);
  assert.equal(factsOf("# a").shift, 1);
  assert.deepEqual([...factsOf("[One  two]: /x\n\n[^1]: y").labels], ["one two"]);
  const called = factsOf("a[^b] c[^a] d[^b] e[^none]\n\n[^a]: A\n\n[^B]: B");
  assert.deepEqual(
    [...called.notes],
    [
      ["b", 1],
      ["a", 2],
    ],
  );
});

test("where boxes that fold begin and end, one within another", () => {
  const text = "<details>\n\na\n\n<details>\n\nb\n\n</details>\n\n</details>\n\n</details>";
  assert.deepEqual(factsOf(text).folds, [
    { from: 14, to: 38 },
    { from: 0, to: 50 },
  ]);
});
