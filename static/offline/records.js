// What this device keeps: pages and the answers they are shown and written with, pages begun here that the server has not got
// yet, and who is signed in. Rows belong to an account; another one's are never read.
import { done, finished, openDatabase } from "../lib/database.js";

const KEPT = ["pages", "answers"];
const ABOUT = "about";
const STORES = {
  pages: ["account", "id"],
  answers: ["account", "path"],
  drafts: ["account", "key"],
  wanted: ["account", "id"],
  about: "name",
};

function create(db) {
  for (const name of KEPT) if (db.objectStoreNames.contains(name)) db.deleteObjectStore(name);
  for (const [name, keyPath] of Object.entries(STORES))
    if (!db.objectStoreNames.contains(name)) db.createObjectStore(name, { keyPath });
}

const open = (indexedDB) => openDatabase("kring-offline", { version: 2, upgrade: create, indexedDB });

export async function openRecords({ account, indexedDB = globalThis.indexedDB }) {
  return new Records(await open(indexedDB), account);
}

/** The records of whoever is signed in on this device; null when nobody is. */
export async function recordsOfWhoIsHere(indexedDB = globalThis.indexedDB) {
  const db = await open(indexedDB);
  const here = await done(db.transaction(ABOUT).objectStore(ABOUT).get("account"));
  return here ? new Records(db, here.account) : db.close() || null;
}

/**
 * Nobody is signed in here any more: no page stays. What was begun here waits for whoever began it, and so do the numbers of the
 * pages that they wanted to have here.
 */
export async function forgetPages(indexedDB = globalThis.indexedDB) {
  const db = await open(indexedDB);
  const all = db.transaction([...KEPT, ABOUT, "wanted"], "readwrite");
  for (const { account, id, pinned } of await done(all.objectStore("pages").getAll()))
    if (pinned) all.objectStore("wanted").put({ account, id });
  for (const name of [...KEPT, ABOUT]) all.objectStore(name).clear();
  await finished(all);
  db.close();
}

class Records {
  constructor(db, account) {
    Object.assign(this, { db, account });
  }

  /** This account is the one that is signed in: no page of anybody else stays. */
  async settle() {
    const all = this.db.transaction([...KEPT, ABOUT], "readwrite");
    if (!(await this.#isHere(all))) all.objectStore(ABOUT).clear();
    all.objectStore(ABOUT).put({ name: "account", account: this.account });
    for (const name of KEPT) {
      const store = all.objectStore(name);
      for (const key of await done(store.getAllKeys())) if (key[0] !== this.account) store.delete(key);
    }
    await finished(all);
  }

  /** When and by which build all pages were looked over: `{build, at}`. */
  async lookedOver() {
    return done(this.#store(ABOUT).get("look"));
  }

  noteLook(look) {
    return done(this.#store(ABOUT, "readwrite").put({ ...look, name: "look" }));
  }

  pages() {
    return this.#all("pages");
  }

  page(id) {
    return this.#one("pages", id);
  }

  /**
   * Keep what is known of a page, and `answers` `{path, …}` in the place of those it had. Nothing is kept for who has signed out
   * since they were fetched.
   */
  async keep(page, answers = null) {
    const { account } = this;
    const all = this.db.transaction([...KEPT, ABOUT], "readwrite");
    if (!(await this.#isHere(all))) return;
    if (answers) await this.#empty(all, page.id);
    const paths = answers ? answers.map(({ path }) => path) : page.paths;
    all.objectStore("pages").put({ ...page, account, paths });
    for (const answer of answers ?? []) all.objectStore("answers").put({ ...answer, account });
    await finished(all);
  }

  /** How far the text of a kept page has come, `{epoch, seq, body, text}`. */
  async keepText(id, { text, ...state }) {
    const all = this.db.transaction(KEPT, "readwrite");
    const [pages, answers] = KEPT.map((name) => all.objectStore(name));
    const [page, answer] = [pages.get([this.account, id]), answers.get([this.account, `/p/${id}/state`])];
    if (!(await done(page)) || !(await done(answer))) return;
    pages.put({ ...page.result, text });
    answers.put({ ...answer.result, ...state });
    await finished(all);
  }

  async drop(id) {
    const all = this.db.transaction(KEPT, "readwrite");
    await this.#empty(all, id);
    all.objectStore("pages").delete([this.account, id]);
    await finished(all);
  }

  /** What is shown at a place that is no page. */
  async keepAnswer(answer) {
    const all = this.db.transaction(["answers", ABOUT], "readwrite");
    if (await this.#isHere(all)) all.objectStore("answers").put({ ...answer, account: this.account });
    await finished(all);
  }

  /** `{path, type, policy, epoch, seq, body}` as it was kept. */
  answer(path) {
    return this.#one("answers", path);
  }

  /** Pages that this account wanted to have here when it was signed out by time or from elsewhere. */
  async wanted() {
    return (await this.#all("wanted")).map(({ id }) => id);
  }

  dropWanted() {
    return done(this.#store("wanted", "readwrite").delete(this.#mine));
  }

  drafts() {
    return this.#all("drafts");
  }

  draft(key) {
    return this.#one("drafts", key);
  }

  keepDraft(draft) {
    return this.#put("drafts", draft);
  }

  dropDraft(key) {
    return done(this.#store("drafts", "readwrite").delete([this.account, key]));
  }

  close() {
    this.db.close();
  }

  async #isHere(transaction) {
    const here = await done(transaction.objectStore(ABOUT).get("account"));
    return here?.account === this.account;
  }

  async #empty(transaction, id) {
    const { paths = [] } = (await done(transaction.objectStore("pages").get([this.account, id]))) ?? {};
    for (const path of paths) transaction.objectStore("answers").delete([this.account, path]);
  }

  get #mine() {
    return globalThis.IDBKeyRange.bound([this.account], [this.account, []]);
  }

  #all(name) {
    return done(this.#store(name).getAll(this.#mine));
  }

  #one(name, key) {
    return done(this.#store(name).get([this.account, key]));
  }

  #put(name, row) {
    return done(this.#store(name, "readwrite").put({ ...row, account: this.account }));
  }

  #store(name, mode = "readonly") {
    return this.db.transaction(name, mode).objectStore(name);
  }
}
