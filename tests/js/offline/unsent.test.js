import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { openStore } from "../../../static/editing/store.js";
import { openRecords } from "../../../static/offline/records.js";
import {
  asides,
  dropUnsent,
  othersWait,
  pagesToSend,
  refuse,
  unsent,
  waiting,
} from "../../../static/offline/unsent.js";

const HOUR = 3_600_000;

function typed(words) {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

/** What an account has in hand on two pages, and a page begun; of the second page there was no time to copy the text. */
async function desk(account) {
  for (const page of [1, 2]) {
    const store = await openStore({ account: String(account), page });
    const client = account * 10 + page;
    await store.keep({ epoch: 1, client, n: 1, bytes: typed(`typed on ${page}`) });
    if (page === 1) await store.keepCopy({ client, epoch: 1, base: "", text: "the text of 1" });
    if (page === 1) await store.setAside("refused words", "refused", 5);
    store.close();
  }
  const records = await openRecords({ account });
  await records.keepDraft({ key: "k", title: "", text: "begun" });
  await records.keepDraft({ key: "blank", title: " ", text: "" });
}

test("what waits is known by its page, with its text", async () => {
  await desk(1);
  assert.deepEqual(
    (await unsent(1)).map(({ page, text }) => [page, text]),
    [
      [1, "the text of 1"],
      [2, "typed on 2"],
    ],
  );
  assert.deepEqual(await pagesToSend(1), [1, 2]);
  assert.equal(await waiting(1), 3, "two updates and what was begun, but nothing blank");
});

test("what is set aside or refused is listed for its author until it is thrown away; what was refused is tried again", async () => {
  await refuse(1, 2, { reason: "rights", at: 9 });
  assert.deepEqual(await pagesToSend(1, { now: HOUR }), [1]);
  assert.deepEqual(await pagesToSend(1, { now: 9 + HOUR + 1 }), [1, 2]);
  const listed = await asides(1);
  assert.deepEqual(
    listed.map(({ page, text, reason, at }) => [page, text, reason, at]),
    [
      [2, "typed on 2", "rights", 9],
      [1, "refused words", "refused", 5],
    ],
  );
  for (const { drop } of listed) await drop();
  assert.deepEqual(await asides(1), []);
  assert.equal(await waiting(1), 2, "what is on its way stays");
});

test("who signs out takes along what is theirs and nothing else", async () => {
  await desk(2);
  assert.ok(await othersWait(2));
  await dropUnsent(2);
  assert.equal(await waiting(2), 0);
  assert.deepEqual(await unsent(2), []);
  assert.equal(await waiting(1), 2);
  await dropUnsent(1);
  assert.ok(!(await othersWait(2)));
});
