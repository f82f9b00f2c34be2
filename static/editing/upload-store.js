// Files that have not reached the server, kept in this browser: across a reload, a crash, a journey without network.

const NAME = "kring-files";
const VERSION = 1;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export async function openFiles(indexedDB = globalThis.indexedDB) {
  if (!indexedDB) throw new Error("This browser has no IndexedDB");
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = ({ target: { result: db } }) =>
    db.createObjectStore("files", { keyPath: "row", autoIncrement: true }).createIndex("page", ["account", "page"]);
  const db = await done(opening);
  db.onversionchange = () => db.close();
  return db;
}

/** Opens the store for one account's files of one page; rejects where the browser refuses to keep anything. */
export async function openUploads({ account, page, indexedDB }) {
  const db = await openFiles(indexedDB);
  const files = (mode) => db.transaction("files", mode).objectStore("files");
  return {
    /** Keep `{id, file, name, place}`, where the id is of the tab that sends it; resolves to its row. */
    keep: (one) => done(files("readwrite").add({ ...one, account, page })),
    rows: () => done(files("readonly").index("page").getAll([account, page])),
    forget: (row) => done(files("readwrite").delete(row)),
  };
}
