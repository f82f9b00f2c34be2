// Files that have not reached the server, kept in this browser: across a reload, a crash, a journey without network.
import { done, openDatabase } from "../lib/database.js";

const create = (db) =>
  db.createObjectStore("files", { keyPath: "row", autoIncrement: true }).createIndex("page", ["account", "page"]);

export const openFiles = (indexedDB) => openDatabase("kring-files", { version: 1, upgrade: create, indexedDB });

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
