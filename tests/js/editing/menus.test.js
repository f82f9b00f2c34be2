import assert from "node:assert/strict";
import { test } from "node:test";
import { BLOCKS } from "../../../static/editing/menus/blocks.js";
import { matching, stillLike } from "../../../static/editing/menus/matching.js";
import { block, footnote, today } from "../../../static/editing/menus/snippets.js";
import { Suggestions } from "../../../static/editing/menus/suggestions.js";
import { triggerAt } from "../../../static/editing/menus/trigger.js";
import { apply, stateOf } from "./marked.js";

const DUTCH = { h1: "Kop 1", table: "Tabel", todo: "Lijst met taken", note: "Let op" };
const entries = BLOCKS.map((one) => ({ ...one, label: DUTCH[one.name] ?? one.name }));
const found = (query) => matching(entries, query).map(({ name }) => name);

test("blocks are found in both languages, the best first", () => {
  assert.equal(found("kop")[0], "h1");
  assert.equal(found("ta")[0], "table");
  assert.equal(found("taak")[0], "todo");
  assert.equal(found("waarsch")[0], "warning");
  assert.equal(found("diagram")[0], "drawing");
  assert.deepEqual(found("xyzzy"), []);
  assert.equal(found("").length, BLOCKS.length);
});

test("accents are no hindrance", () => {
  assert.deepEqual(matching([{ label: "Café" }], "cafe").length, 1);
  assert.deepEqual(matching([{ label: "Cafe" }], "CAFÉ").length, 1);
});

test("of what was found for fewer letters stays what still fits, and never what holds for that query alone", () => {
  const ann = { label: "Ann Ek", hint: "@ann.ek" };
  const all = [ann, { label: "Adam Bos", hint: "@adam" }, { label: "New page “a”", passing: true }];
  assert.deepEqual(stillLike(all, "an"), [ann]);
  assert.deepEqual(stillLike(all, "ek"), [ann]);
  assert.deepEqual(stillLike(all, "new"), []);
});

for (const [marked, kind, query] of [
  ["/ta¦", "block", "ta"],
  ["and /¦", "block", ""],
  ["and/or¦", null],
  ["| a | /p¦ |\n| --- | --- |", "cell", "p"],
  ["@ali¦", "person", "ali"],
  ["ann@ex¦", null],
  ["[[Pack¦", "page", "Pack"],
  ["[[Pack#Wh¦]]", "heading", "Pack#Wh"],
  ["[[Pack]]¦", null],
  ["#¦", null],
  ["#fi¦", "tag", "fi"],
  ["a#fi¦", null],
  ["# ¦", null],
  [":t¦", null],
  [":ta¦", "emoji", "ta"],
  ["10:30¦", null],
  ["`/ta¦`", null],
  ["```\n/ta¦\n```", null],
  ["https://x.org/ta¦", null],
])
  test(`a menu at ${JSON.stringify(marked)}`, () => {
    const trigger = triggerAt(stateOf(marked));
    assert.equal(trigger?.kind ?? null, kind);
    assert.equal(trigger?.query, query);
  });

const put = (name) => (marked) => {
  const state = stateOf(marked);
  const { from, to } = state.selection.main;
  return apply(state, block(state, name, { from, to }));
};

for (const [what, name, before, after] of [
  ["alone", "quote", "‹/q›", "> ¦"],
  ["apart from what stands around", "divider", "a\n‹/d›\nb", "a\n\n---\n\n¦\n\nb"],
  ["behind words", "code", "a ‹/c›", "a\n\n```\n¦\n```"],
  ["instead of an empty item", "table", "- ‹/t›", "| ¦ |  |  |\n| --- | --- | --- |\n|  |  |  |\n|  |  |  |"],
  ["with blank lines there", "note", "a\n\n‹/n›\n\nb", "a\n\n> [!NOTE]\n> ¦\n\nb"],
])
  test(`a block ${what}`, () => assert.equal(put(name)(before), after));

for (const [before, after] of [
  ["a‹/f›", "a[^1]\n\n[^1]: ¦"],
  ["a[^2]‹/f› b\n\n[^2]: c\n", "a[^2][^3] b\n\n[^2]: c\n[^3]: ¦"],
])
  test(`a footnote in ${JSON.stringify(before)}`, () => {
    const state = stateOf(before);
    const { from, to } = state.selection.main;
    assert.equal(apply(state, footnote(state, { from, to })), after);
  });

test("the date of today is written out", () => {
  const day = new Date(2026, 10, 25);
  assert.equal(today("nl", day), "25 november 2026");
  assert.equal(today("en-GB", day), "25 November 2026");
});

test("suggestions: what is overtaken says nothing, what is known comes at once, offline serves what is left", async () => {
  const asked = [];
  let online = true;
  const fetch = async (address) => {
    if (!online) throw new TypeError("no network");
    asked.push(address);
    return { ok: true, json: async () => [{ title: "Packing list" }, { title: "Plan" }] };
  };
  const suggestions = new Suggestions("/p/1/suggested", { fetch, wait: 0 });
  const [first, second] = await Promise.all([
    suggestions.of("pages", { q: "p" }),
    suggestions.of("pages", { q: "pa" }),
  ]);
  assert.equal(first, null);
  assert.equal(second.length, 2);
  assert.deepEqual(asked, ["/p/1/suggested/pages?q=pa"]);
  assert.equal(suggestions.of("pages", { q: "pa" }), second);
  online = false;
  assert.deepEqual(await suggestions.of("pages", { q: "pack" }), [{ title: "Packing list" }]);
  assert.deepEqual(await suggestions.of("people", { q: "pack" }), []);
});
