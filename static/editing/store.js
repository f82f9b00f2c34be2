// What is kept in this browser until the server has it: unsent updates, a copy of the text they belong to, and text that
// the server would not take. Each row belongs to one account and one page.
import { done, finished, openDatabase } from "../lib/database.js";

function create(db) {
  // The key counts up over all tabs, so rows come back in the order in which they were written.
  db.createObjectStore("updates", { keyPath: "id", autoIncrement: true }).createIndex("page", ["account", "page"]);
  db.createObjectStore("copies", { keyPath: ["account", "page", "client"] });
  db.createObjectStore("asides", { keyPath: "id", autoIncrement: true }).createIndex("page", ["account", "page"]);
}

export const openWriting = (indexedDB) => openDatabase("kring-editing", { version: 1, upgrade: create, indexedDB });

/** Opens the store for one account's work on one page; rejects where the browser refuses to keep anything. */
export async function openStore({ account, page, indexedDB }) {
  return new Store(await openWriting(indexedDB), { account, page });
}

class Store {
  constructor(db, owner) {
    this.db = db;
    this.owner = owner;
  }

  /** Keep an update `{epoch, client, n, bytes}`; one that has an id replaces its earlier self. Resolves to the id. */
  async keep(update) {
    const transaction = this.#write("updates");
    const putting = done(transaction.objectStore("updates").put({ ...update, ...this.owner }));
    transaction.commit(); // at once: where the page is just being left nobody would, and it would be undone
    const [id] = await Promise.all([putting, finished(transaction)]);
    return id;
  }

  async forget(ids) {
    const transaction = this.#write("updates");
    for (const id of ids) transaction.objectStore("updates").delete(id);
    await finished(transaction);
  }

  updates() {
    return this.#all("updates");
  }

  /** Keep the text of one editing session, and the committed text it grew from: `{client, epoch, base, text, title}`. */
  async keepCopy(copy) {
    const transaction = this.#write("copies");
    transaction.objectStore("copies").put({ ...this.owner, ...copy });
    await finished(transaction);
  }

  async copyOf(client) {
    return done(this.db.transaction("copies").objectStore("copies").get(this.#copyKey(client)));
  }

  async dropCopies(clients) {
    const transaction = this.#write("copies");
    for (const client of clients) transaction.objectStore("copies").delete(this.#copyKey(client));
    await finished(transaction);
  }

  /**
   * Put what stands for all that some clients had kept, and drop that, in one step: a crash finds one or the other.
   * Without an update it is only dropped. Resolves to the new row's id.
   */
  async replace(clients, update) {
    const ids = (await this.updates()).filter((row) => clients.includes(row.client)).map((row) => row.id);
    const transaction = this.#write("updates", "copies");
    const updates = transaction.objectStore("updates");
    for (const id of ids) updates.delete(id);
    for (const client of clients) transaction.objectStore("copies").delete(this.#copyKey(client));
    const id = update && done(updates.put({ ...update, ...this.owner }));
    await finished(transaction);
    return id;
  }

  async setAside(text, reason, at) {
    const transaction = this.#write("asides");
    transaction.objectStore("asides").add({ ...this.owner, text, reason, at });
    await finished(transaction);
  }

  asides() {
    return this.#all("asides");
  }

  async dropAsides() {
    const ids = (await this.asides()).map((row) => row.id);
    const transaction = this.#write("asides");
    for (const id of ids) transaction.objectStore("asides").delete(id);
    await finished(transaction);
  }

  close() {
    this.db.close();
  }

  #copyKey(client) {
    return [this.owner.account, this.owner.page, client];
  }

  #write(...names) {
    return this.db.transaction(names, "readwrite");
  }

  #all(name) {
    const { account, page } = this.owner;
    return done(this.db.transaction(name).objectStore(name).index("page").getAll([account, page]));
  }
}
