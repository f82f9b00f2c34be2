// IndexedDB by promises.

/** What a request gives. */
export const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** When a transaction is written; rejects when nothing of it is. */
export const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });

/** The database of this name, made or brought up by `upgrade(db)`; another tab that brings it up further closes it here. */
export async function openDatabase(name, { version, upgrade, indexedDB = globalThis.indexedDB }) {
  if (!indexedDB) throw new Error("This browser has no IndexedDB");
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = ({ target }) => upgrade(target.result);
  const db = await done(opening);
  db.onversionchange = () => db.close();
  return db;
}
