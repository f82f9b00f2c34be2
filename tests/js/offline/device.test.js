import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomHere, tooMany } from "../../../static/offline/bound.js";
import { dayOf } from "../../../static/offline/days.js";
import { forgetPages, openRecords, recordsOfWhoIsHere } from "../../../static/offline/records.js";
import { search } from "../../../static/offline/searching.js";
import { lookup, sameName, shown } from "../../../static/offline/showing.js";

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
const answers = (id, body = "x") => ["", "/state"].map((form) => ({ path: `/p/${id}${form}`, body }));
const ids = async (records) => (await records.pages()).map(({ id }) => id);

test("the oldest pages go first, and those that are to stay only when nothing else is left", () => {
  const pages = [1, 2, 3, 4].map((id) => page(id, { pinned: id === 1 }));
  assert.deepEqual(tooMany(pages, { most: 2, bytes: 1000 }), [2, 3]);
  assert.deepEqual(tooMany(pages, { most: 9, bytes: 20 }), [2, 3]);
  assert.deepEqual(tooMany(pages, { most: 0, bytes: 0 }), [2, 3, 4, 1]);
  assert.deepEqual(tooMany(pages), []);
});

test("a small device gives a part of what it has", async () => {
  assert.equal((await roomHere({ estimate: async () => ({ quota: 1_000_000 }) })).bytes, 200_000);
  assert.equal((await roomHere(undefined)).bytes, 50_000_000);
  assert.equal((await roomHere({ estimate: async () => Promise.reject(new Error("no")) })).bytes, 50_000_000);
});

test("nobody reads what another account kept, and it goes when they come", async () => {
  const hers = await openRecords({ account: 1 });
  await hers.settle();
  await hers.keep(page(7), answers(7));
  await hers.keepDraft({ key: "k", title: "", text: "hers" });
  const his = await openRecords({ account: 2 });
  assert.equal(await his.page(7), undefined);
  assert.equal(await his.answer("/p/7"), undefined);
  assert.deepEqual(await his.drafts(), []);
  await his.settle();
  assert.deepEqual(await ids(hers), []);
  assert.equal(await hers.answer("/p/7"), undefined);
  assert.equal((await hers.drafts())[0].text, "hers", "what she has not sent waits for her");
  assert.equal((await recordsOfWhoIsHere()).account, 2);
  await forgetPages();
  assert.equal(await recordsOfWhoIsHere(), null);
  await his.keep(page(8), answers(8));
  await his.keepAnswer({ path: "/", body: "x" });
  assert.deepEqual([await ids(his), await his.answer("/")], [[], undefined], "nothing comes after he has signed out");
  await hers.dropDraft("k");
});

test("a page goes with all that it was shown with, and nothing else does", async () => {
  const records = await openRecords({ account: 3 });
  await records.settle();
  await records.keep(page(1), answers(1));
  await records.keep(page(12), answers(12));
  await records.keep(page(1), [{ path: "/p/1", body: "newer" }]);
  assert.equal(await records.answer("/p/1/state"), undefined, "what it was shown with before is gone");
  await records.drop(1);
  assert.deepEqual(await ids(records), [12]);
  assert.equal(await records.answer("/p/1"), undefined);
  assert.equal((await records.answer("/p/12/state")).body, "x");
});

test("to pin a page changes nothing of what it is shown with", async () => {
  const records = await openRecords({ account: 4 });
  await records.settle();
  await records.keep(page(1), answers(1));
  await records.keep({ ...(await records.page(1)), pinned: true });
  await records.keepText(1, { epoch: "1", seq: "9", body: "later", text: "words" });
  assert.equal((await records.answer("/p/1")).body, "x");
  assert.deepEqual([(await records.answer("/p/1/state")).seq, (await records.page(1)).text], ["9", "words"]);
  await records.drop(1);
  await records.keepText(1, { epoch: "1", seq: "9", body: "later", text: "words" });
  assert.equal(await records.page(1), undefined, "a page that has gone does not come back");
});

test("all words have to be there, whatever their accents; titles and headings count most", () => {
  const pages = [
    page(1, { text: "The supply window of the street." }),
    page(2, { text: "## Supply\n\nThe window." }),
    page(3, { title: "Supply window", text: "…" }),
    page(4, { text: "coördinatie" }),
  ];
  const found = (query) => search(pages, query).map((one) => one.page.id);
  assert.deepEqual(found("SUPPLY window"), [3, 2, 1]);
  assert.deepEqual(found("coordinatie"), [4]);
  assert.match(search(pages, "street")[0].snippet, /window of the street/);
  assert.deepEqual(found(" "), []);
  assert.deepEqual(found("(["), []);
});

test("addresses of a page lead to what is kept under its number, and no others do", () => {
  const found = [
    "/p/12-words/edit",
    "/p/12-others",
    "/p/12/state",
    "/f/9/a.png",
    "/p/12-words.md",
    "/p/12/versions",
    "/x",
  ];
  assert.deepEqual(found.map(lookup), ["/p/12/edit", "/p/12", "/p/12/state", "/f/9", null, null, null]);
});

test("a kept page gets a nonce of its own each time, which lets styles in", async () => {
  const body = new TextEncoder().encode('<meta name="csp-nonce" content="nonce-of-a-copy">').buffer;
  const policy = "script-src 'self'; style-src 'self' 'nonce-nonce-of-a-copy'";
  const [one, other] = [1, 2].map(() => shown({ type: "text/html; charset=utf-8", policy, body }));
  const nonce = (await one.text()).match(/content="(.*)"/)[1];
  assert.ok(!nonce.includes("copy") && nonce.length > 20);
  assert.equal(one.headers.get("Content-Security-Policy"), `script-src 'self'; style-src 'self' 'nonce-${nonce}'`);
  assert.ok(!(await other.text()).includes(nonce));
});

test("days are told as one would", () => {
  const now = new Date(2026, 10, 25, 9).getTime();
  const told = [0, 1, 3, 30].map((days) => dayOf(now - days * 24 * 3_600_000, { now, lang: "en" }));
  assert.deepEqual(told, ["today", "yesterday", "3 days ago", "Oct 26, 2026"]);
});

test("a page of an older version gets the files of today", () => {
  const assets = [
    "/static/dist/editor-AAAAAAAA.js",
    "/static/dist/editor-BBBBBBBB.css",
    "/static/dist/part-CCCCCCCC.js",
  ];
  assert.equal(sameName("/static/dist/editor-ZZZZZZZZ.css", assets), assets[1]);
  assert.equal(sameName("/static/dist/gone-ZZZZZZZZ.css", assets), undefined);
});
