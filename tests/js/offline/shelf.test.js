import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Away } from "../../../static/offline/asking.js";
import { forgetPages, openRecords, recordsOfWhoIsHere } from "../../../static/offline/records.js";
import { Shelf } from "../../../static/offline/shelf.js";
import { catchUp } from "../../../static/offline/syncing.js";

const HOUR = 3_600_000;
const PAGE = { id: 1, url: "/p/1-one", title: "One", space: "s", spaceName: "S", place: "1.1" };
const html = '<img alt="" src="/f/5/a.png" srcset="/f/5/a.png?w=720 720w">';
let [account, shelf, asked, server] = [100, null, [], {}];

beforeEach(async () => {
  const records = await openRecords({ account: ++account });
  await records.settle();
  shelf = new Shelf(records, "build");
  asked = [];
  server = {};
});

globalThis.fetch = async (url, { headers }) => {
  asked.push(url);
  const { status = 200, body = html, at = url, owner = account } = server[url] ?? server["*"] ?? {};
  const about = { "Content-Type": "text/html", "X-Kring-Seq": "1", "X-Kring-Copy": String(owner) };
  const answer = new Response(body, { status, headers: about });
  Object.defineProperties(answer, { url: { value: `http://kring${at}` }, redirected: { value: at !== url } });
  assert.ok(headers["X-Kring-Copy"] || url.startsWith("/-/device/pages"));
  return answer;
};

test("a page is kept in all its forms, with its pictures", async () => {
  const record = await shelf.keep(PAGE);
  assert.deepEqual(record.paths ?? (await shelf.records.page(1)).paths, ["/p/1", "/p/1/state", "/p/1/edit", "/f/5"]);
  assert.equal(record.bytes, 5 * html.length);
});

test("a page that has not changed is not fetched again within the hour", async () => {
  await shelf.keep(PAGE, { now: 0 });
  asked = [];
  await shelf.keep(PAGE, { now: HOUR - 1 });
  assert.deepEqual(asked, []);
  await shelf.keep({ ...PAGE, place: "1.2" }, { now: HOUR - 1 });
  assert.ok(asked.includes("/p/1-one"));
});

test("who may read but not write keeps what is read", async () => {
  server["/p/1-one/edit"] = { status: 403 };
  await shelf.keep(PAGE);
  assert.equal(await shelf.records.answer("/p/1/edit"), undefined);
  assert.ok(await shelf.records.answer("/p/1"));
});

test("what is refused goes; what cannot be said now stays", async () => {
  await shelf.keep(PAGE, { now: 0 });
  server["*"] = { status: 503 };
  await assert.rejects(shelf.keep({ ...PAGE, place: "1.2" }), Away);
  assert.ok(await shelf.records.page(1));
  server["*"] = { status: 404 };
  assert.equal(await shelf.keep({ ...PAGE, place: "1.2" }), null);
  assert.equal(await shelf.records.page(1), undefined);
});

test("an answer that leads to signing in takes everything away", async () => {
  await shelf.keep(PAGE, { now: 0 });
  server["*"] = { at: "/sign-in" };
  await shelf.keep({ ...PAGE, place: "1.2" });
  assert.equal(await recordsOfWhoIsHere(), null);
  assert.deepEqual(await shelf.records.pages(), []);
});

test("an answer to somebody else is never kept", async () => {
  server["/p/1-one/state"] = { owner: 7 };
  await assert.rejects(shelf.keep(PAGE), Away);
  assert.deepEqual(await shelf.records.pages(), []);
});

test("what somebody wanted to have is there again once they are back", async () => {
  await shelf.keep({ ...PAGE, pinned: true }, { now: 0 });
  await forgetPages();
  await shelf.records.settle();
  server["/-/device/pages?ids=1"] = { body: JSON.stringify([PAGE]) };
  await catchUp(shelf, { now: HOUR });
  assert.equal((await shelf.records.page(1)).pinned, true);
  assert.deepEqual(await shelf.records.wanted(), []);
});

test("now and then all is looked over: what may not be read goes, what changed is fetched", async () => {
  for (const id of [1, 2, 3]) await shelf.keep({ ...PAGE, id, url: `/p/${id}` }, { now: id });
  const told = [1, 2].map((id) => ({ ...PAGE, id, url: `/p/${id}-new`, place: id === 1 ? "1.1" : "1.9" }));
  server["/-/device/pages?ids=1,2,3"] = { body: JSON.stringify(told) };
  asked = [];
  await catchUp(shelf, { now: HOUR });
  const pages = await shelf.records.pages();
  assert.deepEqual(
    pages.map(({ id, place, at }) => [id, place, at]),
    [
      [1, "1.1", 1],
      [2, "1.9", 2],
    ],
  );
  assert.ok(asked.includes("/p/2-new") && !asked.includes("/p/1-new"));
  asked = [];
  await catchUp(shelf, { now: 2 * HOUR - 1 });
  assert.deepEqual(asked, [], "not sooner than after an hour");
});
