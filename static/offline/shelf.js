// The pages kept on this device: a visited page is fetched once more, in every form that is needed to read and to write it.
import { tooMany } from "./bound.js";
import { openRecords } from "./records.js";

const PAGES = "kring-pages-";
const FRESH_FOR = 60_000; // ms
const FORMS = ["", "/edit", "/state"];
const OFF = "kring-keeps-nothing";
const MOST_PICTURES = 20;

export const isOn = () => "serviceWorker" in navigator && "caches" in globalThis && !localStorage.getItem(OFF);
const shelfName = (account) => PAGES + account;

export class Shelf {
  constructor(account, records) {
    Object.assign(this, { account, records });
  }

  static async open(account) {
    await clearOthers(account);
    return new Shelf(account, await openRecords({ account }));
  }

  /** Keep a page `{id, url, title, space}` with what it shows; answers its record, or null when it may not be read. */
  async keep({ id, url, title, space, pictures = [] }, { again = false } = {}) {
    const before = await this.records.page(id);
    if (before && !again && Date.now() - before.at < FRESH_FOR) return before;
    const cache = await caches.open(shelfName(this.account));
    const text = await fetch(`${url}.md`);
    if (!text.ok || text.redirected) return this.drop(id);
    const words = await text.text();
    let bytes = words.length;
    for (const form of FORMS) bytes += await put(cache, url + form, `/p/${id}${form}`);
    for (const picture of pictures.slice(0, MOST_PICTURES)) bytes += await put(cache, picture, picture);
    const record = { id, url, title, space, text: words, bytes, at: Date.now(), pinned: Boolean(before?.pinned) };
    await this.records.keep(record);
    await this.trim();
    return record;
  }

  /** Keep what is shown where no page fits. */
  async keepPlaces(...urls) {
    const cache = await caches.open(shelfName(this.account));
    for (const url of urls) await put(cache, url, url);
  }

  async pin(id, pinned) {
    const record = await this.records.page(id);
    if (record) await this.records.keep({ ...record, pinned });
  }

  async drop(id) {
    const cache = await caches.open(shelfName(this.account));
    for (const form of FORMS) await cache.delete(`/p/${id}${form}`);
    await this.records.drop(id);
    return null;
  }

  async trim() {
    for (const id of tooMany(await this.records.pages())) await this.drop(id);
  }

  /** All pages go; what was begun here and not sent yet stays. */
  async clear() {
    for (const { id } of await this.records.pages()) await this.drop(id);
    await caches.delete(shelfName(this.account));
  }

  async switchOff() {
    localStorage.setItem(OFF, "1");
    await this.clear();
    const worker = await navigator.serviceWorker.getRegistration("/");
    await worker?.unregister();
  }

  static switchOn() {
    localStorage.removeItem(OFF);
  }
}

/** Answers the size, 0 when it could not be had. */
async function put(cache, url, key) {
  const answer = await fetch(url, { headers: { Accept: "text/html,*/*" } });
  if (!answer.ok || answer.redirected) return 0;
  const size = (await answer.clone().arrayBuffer()).byteLength;
  await cache.put(key, answer);
  return size;
}

/** Whoever was here before has nothing here any more. */
async function clearOthers(account) {
  for (const name of await caches.keys())
    if (name.startsWith(PAGES) && name !== shelfName(account)) await caches.delete(name);
  const records = await openRecords({ account });
  for (const [other, id] of await records.others()) {
    const theirs = await openRecords({ account: other });
    await theirs.drop(id);
    theirs.close();
  }
  records.close();
}
