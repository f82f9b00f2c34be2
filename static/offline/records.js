// What is known of the pages kept on this device, and pages begun on it that the server has not got yet. Rows belong to an
// account; another one's are never read.

const NAME = "kring-offline";
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function create({ target: { result: db } }) {
  db.createObjectStore("pages", { keyPath: ["account", "id"] });
  db.createObjectStore("drafts", { keyPath: ["account", "key"] });
}

export async function openRecords({ account, indexedDB = globalThis.indexedDB }) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = create;
  const db = await done(opening);
  db.onversionchange = () => db.close();
  return new Records(db, account);
}

class Records {
  constructor(db, account) {
    Object.assign(this, { db, account });
  }

  pages() {
    return this.#all("pages");
  }

  page(id) {
    return done(this.#store("pages", "readonly").get([this.account, id]));
  }

  keep(page) {
    return done(this.#store("pages").put({ ...page, account: this.account }));
  }

  drop(id) {
    return done(this.#store("pages").delete([this.account, id]));
  }

  drafts() {
    return this.#all("drafts");
  }

  keepDraft(draft) {
    return done(this.#store("drafts").put({ ...draft, account: this.account }));
  }

  dropDraft(key) {
    return done(this.#store("drafts").delete([this.account, key]));
  }

  /** Whether anybody else left something here. */
  async others() {
    const keys = await done(this.#store("pages", "readonly").getAllKeys());
    return keys.filter(([account]) => account !== this.account);
  }

  close() {
    this.db.close();
  }

  #all(name) {
    const mine = globalThis.IDBKeyRange.bound([this.account], [this.account, []]);
    return done(this.#store(name, "readonly").getAll(mine));
  }

  #store(name, mode = "readwrite") {
    return this.db.transaction(name, mode).objectStore(name);
  }
}
