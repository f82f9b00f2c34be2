import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { tooMany } from "../../../static/offline/bound.js";
import { openRecords } from "../../../static/offline/records.js";
import { search } from "../../../static/offline/searching.js";
import { sendDrafts } from "../../../static/offline/sending.js";

const page = (id, more = {}) => ({
  id,
  url: `/p/${id}`,
  title: `Page ${id}`,
  text: "",
  bytes: 10,
  at: id,
  pinned: false,
  ...more,
});

test("the oldest pages go first, and those that are to stay only when nothing else is left", () => {
  const pages = [1, 2, 3, 4].map((id) => page(id, { pinned: id === 1 }));
  assert.deepEqual(tooMany(pages, { most: 2, bytes: 1000 }), [2, 3]);
  assert.deepEqual(tooMany(pages, { most: 9, bytes: 20 }), [2, 3]);
  assert.deepEqual(tooMany(pages, { most: 0, bytes: 0 }), [2, 3, 4, 1]);
  assert.deepEqual(tooMany(pages), []);
});

test("an account reads its own rows alone", async () => {
  const [hers, his] = [await openRecords({ account: 1 }), await openRecords({ account: 2 })];
  await hers.keep(page(7));
  await his.keep(page(8));
  assert.deepEqual(
    (await hers.pages()).map(({ id }) => id),
    [7],
  );
  assert.equal(await his.page(7), undefined);
  assert.deepEqual(await his.others(), [[1, 7]]);
  await hers.drop(7);
  assert.deepEqual(await his.others(), []);
});

test("all words have to be there, whatever their accents; titles and headings count most", () => {
  const pages = [
    page(1, { text: "The supply window of the street." }),
    page(2, { text: "## Supply\n\nThe window." }),
    page(3, { title: "Supply window", text: "…" }),
    page(4, { text: "coördinatie" }),
  ];
  assert.deepEqual(
    search(pages, "SUPPLY window").map((found) => found.page.id),
    [3, 2, 1],
  );
  assert.deepEqual(
    search(pages, "coordinatie").map((found) => found.page.id),
    [4],
  );
  assert.match(search(pages, "street")[0].snippet, /window of the street/);
  assert.deepEqual(search(pages, " "), []);
  assert.deepEqual(search(pages, "(["), []);
});

test("what was begun is sent once, stays when the answer is lost, and keeps its text when its space is gone", async () => {
  const records = await openRecords({ account: 5 });
  const draft = { key: "k", space: "s", title: " ", text: "words", untitled: "Untitled" };
  await records.keepDraft(draft);
  const asked = [];
  const answering = (answer) => async (_url, values) => {
    asked.push(values);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  assert.deepEqual(await sendDrafts(records, answering(new Error("lost"))), []);
  assert.deepEqual(await sendDrafts(records, answering({ ok: false, status: 403 })), []);
  assert.equal((await records.drafts())[0].refused, true);
  assert.equal((await records.drafts())[0].text, "words");
  const answer = { ok: true, status: 200, json: async () => ({ url: "/p/9-untitled", title: "Untitled" }) };
  assert.deepEqual(await sendDrafts(records, answering(answer)), [{ url: "/p/9-untitled", title: "Untitled" }]);
  assert.deepEqual(await records.drafts(), []);
  assert.deepEqual(new Set(asked.map(({ key, title }) => `${key} ${title}`)), new Set(["k Untitled"]));
});
