// What an account wrote on this device that is not in the wiki: still on its way, or set aside because it cannot go there.
import { openWriting } from "../editing/store.js";
import { openFiles } from "../editing/upload-store.js";
import { done, finished } from "../lib/database.js";
import { openRecords } from "./records.js";
import { isBlank } from "./sending.js";

const EDITING = ["updates", "copies", "asides"];
const ASKED_AGAIN_AFTER = 3_600_000; // ms

const mine = (account) => (row) => Number(row.account) === account;

/** How many updates, files and new pages wait for the server. */
export async function waiting(account) {
  const files = await openFiles();
  const records = await openRecords({ account });
  const [updates, sent, drafts] = [await read("updates"), await all(files, "files"), await records.drafts()];
  for (const one of [files, records]) one.close();
  return [...updates, ...sent].filter(mine(account)).length + drafts.filter((draft) => !isBlank(draft)).length;
}

/** What was written on pages and is not in the wiki, by the tab that wrote it: `{page, client, refused, rows}`. */
export async function byTab(account) {
  const updates = (await read("updates")).filter(mine(account));
  const clients = [...new Set(updates.map(({ client }) => client))];
  return clients.map((client) => {
    const rows = updates.filter((row) => row.client === client);
    const { page, refused = null } = rows.at(-1);
    return { page, client, refused, rows };
  });
}

/** The same with its words: `{page, client, refused, text}`. */
export const unsent = async (account) => withWords(account, await byTab(account));

async function withWords(account, tabs) {
  const copies = (await read("copies")).filter(mine(account));
  const textOf = async ({ client, rows }) =>
    copies.find((copy) => copy.client === client)?.text ?? (await wordsOf(rows));
  return Promise.all(tabs.map(async ({ rows, ...tab }) => ({ ...tab, text: await textOf({ ...tab, rows }) })));
}

async function wordsOf(rows) {
  const { writtenIn } = await import("../editing/recovery.js");
  return writtenIn(rows.map(({ bytes }) => bytes));
}

/** The pages whose words may go to the server now: what it has refused is offered again another hour. */
export async function pagesToSend(account, { now = Date.now() } = {}) {
  const due = ({ refused }) => !refused || now - refused.at > ASKED_AGAIN_AFTER;
  const rows = (await read("updates")).filter(mine(account));
  return [...new Set(rows.filter(due).map(({ page }) => page))];
}

/** The server does not take what this account wrote on a page; should it ever, all of it is still there to be sent. */
export async function refuse(account, page, refused) {
  const db = await openWriting();
  const change = db.transaction("updates", "readwrite");
  const updates = change.objectStore("updates");
  const rows = await done(updates.index("page").getAll([String(account), page]));
  for (const row of rows) updates.put({ ...row, refused });
  await finished(change);
  db.close();
}

/** Texts that were set aside, and those that the server refuses, the newest first: `{page, text, reason, at, drop()}`. */
export async function asides(account) {
  const put = (await read("asides")).filter(mine(account));
  const left = await withWords(
    account,
    (await byTab(account)).filter(({ refused }) => refused),
  );
  return [
    ...put.map(({ id, ...aside }) => ({ ...aside, drop: () => drop(["asides"], (row) => row.id === id) })),
    ...left.map(({ page, client, text, refused }) => ({
      page,
      text,
      ...refused,
      drop: () => drop(["updates", "copies"], (row) => row.client === client),
    })),
  ].sort((one, other) => other.at - one.at);
}

/** Whether somebody else left text here that has not reached the server. */
export async function othersWait(account) {
  return (await read("updates")).some((row) => !mine(account)(row));
}

/** All that this account wrote here and the server has not got. */
export async function dropUnsent(account) {
  await drop(EDITING, mine(account));
  const files = await openFiles();
  await dropRows(files, "files", mine(account));
  const records = await openRecords({ account });
  for (const { key } of await records.drafts()) await records.dropDraft(key);
  await records.dropWanted();
  for (const one of [files, records]) one.close();
}

async function drop(names, which) {
  const db = await openWriting();
  for (const name of names) await dropRows(db, name, which);
  db.close();
}

async function read(name) {
  const db = await openWriting();
  const rows = await all(db, name);
  db.close();
  return rows;
}

const all = (db, name) => done(db.transaction(name).objectStore(name).getAll());

async function dropRows(db, name, which) {
  const store = db.transaction(name, "readwrite").objectStore(name);
  const [keys, rows] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  for (const [place, row] of rows.entries()) if (which(row)) store.delete(keys[place]);
}
