import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openRecords } from "../../../static/offline/records.js";
import { sendDrafts } from "../../../static/offline/sending.js";

const locks = { request: async (_name, _options, act) => act({}) };
const ok = { ok: true, status: 200, json: async () => ({ url: "/p/9", title: "T" }) };
let [account, records, asked] = [0, null, []];

beforeEach(async () => {
  records = await openRecords({ account: ++account });
  asked = [];
  await records.keepDraft({ key: "k", space: "s", parent: "", title: " ", text: "words", untitled: "Untitled" });
});

/** A server that gives these answers one after the other; a function may do something meanwhile. */
const server = (...all) => ({
  locks,
  send: async (_url, values) => {
    asked.push(values);
    const answer = all.shift();
    return typeof answer === "function" ? answer() : answer;
  },
});
const lost = () => Promise.reject(new Error("lost"));

test("what was begun is made once the server is there, with a title", async () => {
  const [made] = await sendDrafts(records, server(ok));
  assert.deepEqual([made.key, made.url, asked[0].title, asked[0].text], ["k", "/p/9", "Untitled", "words"]);
  assert.deepEqual(await records.drafts(), []);
});

test("when the answer is lost it is asked once more, and what was written since follows as an edit", async () => {
  assert.deepEqual(await sendDrafts(records, server(lost)), []);
  await records.keepDraft({ ...(await records.draft("k")), text: "words and more" });
  await sendDrafts(records, server(ok, lost));
  await records.keepDraft({ ...(await records.draft("k")), text: "words and still more" });
  await sendDrafts(records, server(ok, ok));
  assert.deepEqual(
    asked.map(({ key, text, base }) => [key, text, base]),
    [
      ["k", "words", undefined],
      ["k", "words", undefined],
      ["k", "words and more", "words"],
      ["k", "words and more", "words"],
      ["k", "words and still more", "words and more"],
    ],
  );
  assert.deepEqual(await records.drafts(), []);
});

test("what is written while it is sent is sent too", async () => {
  const meanwhile = async () => {
    await records.keepDraft({ ...(await records.draft("k")), text: "words!" });
    return ok;
  };
  await sendDrafts(records, server(meanwhile, ok));
  assert.deepEqual([asked.at(-1).text, asked.at(-1).base], ["words!", "words"]);
});

test("a page whose place is gone keeps its text, says so, and is another page in its next place", async () => {
  assert.deepEqual(await sendDrafts(records, server({ ok: false, status: 404 })), []);
  const [draft, ...more] = await records.drafts();
  assert.deepEqual([draft.refused, draft.text, draft.sent, draft.base, more.length], [true, "words", null, null, 0]);
  assert.notEqual(draft.key, "k");
});

test("nothing is not sent", async () => {
  await records.keepDraft({ ...(await records.draft("k")), text: " " });
  assert.deepEqual(await sendDrafts(records, server(ok)), []);
  assert.deepEqual(asked, []);
});

test("one that another tab has open is left to it", async () => {
  const busy = { request: async (_name, _options, act) => act(null) };
  assert.deepEqual(await sendDrafts(records, { ...server(ok), locks: busy }), []);
  assert.deepEqual(asked, []);
});
