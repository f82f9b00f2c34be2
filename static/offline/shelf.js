// The pages kept on this device: a visited page is fetched once more, in every form that is needed to read and to write it.
import { Away, ask, whole } from "./asking.js";
import { roomHere, tooMany } from "./bound.js";
import { forgetPages, openRecords } from "./records.js";

const OFF = "kring-keeps-nothing";
const COPY = { "X-Kring-Copy": "1", Accept: "text/html,*/*" };
const FRESH_FOR = 3_600_000; // ms in which only a change of the text is worth another look
const MOST_PICTURES = 20;
const PICTURE = /<img[^>]* src="(\/f\/\d+)(\/[^"?]*)"/g;
const HERE = ["/", "/-/device", "/search/palette"];

export const account = () => document.querySelector('meta[name="account"]');

/** Whether the owner lets devices keep pages, whether this browser can, and whether this person wants it here. */
export const isAllowed = () => "allowed" in account().dataset;
export const isPossible = () => "serviceWorker" in navigator && Boolean(globalThis.indexedDB);
export const isOn = () => isAllowed() && isPossible() && !localStorage.getItem(OFF);

export class Shelf {
  constructor(records, build) {
    Object.assign(this, { records, build });
  }

  /** The shelf of who is signed in; whatever others left there is gone. */
  static async open() {
    const { content, dataset } = account();
    const records = await openRecords({ account: Number(content) });
    await records.settle();
    return new Shelf(records, dataset.build);
  }

  /**
   * Keep a page `{id, url, title, space, spaceName, place}`; `place` is where its log stood when it was seen. Answers its record, or
   * null when it may not be read. It counts as read `at` that time.
   */
  async keep({ id, place, pinned = false, ...about }, { now = Date.now(), at = now } = {}) {
    const before = await this.records.page(id);
    const { build } = this;
    if (before?.place === place && before.build === build && now - before.fetched < FRESH_FOR)
      return this.#touch({ ...before, at, pinned: before.pinned || pinned });
    const answers = await answersOf(id, about.url, this.records.account);
    if (!answers) return this.drop(id);
    const { text, kept } = answers;
    const bytes = kept.reduce((sum, { body }) => sum + body.byteLength, text.length);
    const stays = before?.pinned || pinned;
    const record = { id, ...about, place, build, text, bytes, at, fetched: now, pinned: stays };
    await this.records.keep(record, kept);
    await this.trim();
    return record;
  }

  async #touch(record) {
    await this.records.keep(record);
    return record;
  }

  /** Keep what is shown where no page fits. */
  async keepPlaces() {
    for (const url of HERE) {
      const answer = await copyOf(url, url, this.records.account);
      if (answer) await this.records.keepAnswer(answer);
    }
  }

  async pin(id, pinned) {
    const record = await this.records.page(id);
    if (record) await this.records.keep({ ...record, pinned });
    if (pinned) await navigator.storage?.persist?.();
  }

  async drop(id) {
    await this.records.drop(id);
    return null;
  }

  async trim() {
    for (const id of tooMany(await this.records.pages(), await roomHere())) await this.drop(id);
  }

  /** All pages go; what was begun here and not sent yet stays. */
  async clear() {
    for (const { id } of await this.records.pages()) await this.drop(id);
  }

  async switchOff() {
    localStorage.setItem(OFF, "1");
    await forgetPages();
    const worker = await navigator.serviceWorker.getRegistration("/");
    await worker?.unregister();
  }

  static switchOn() {
    localStorage.removeItem(OFF);
  }
}

/** What a page is read and written with; null when it may not be read any more. */
async function answersOf(id, url, owner) {
  const copy = (form) => copyOf(url + form, `/p/${id}${form}`, owner);
  const [read, state, words] = await Promise.all(["", "/state", ".md"].map(copy));
  if (!read || !state || !words) return null;
  const edit = await copy("/edit");
  const [text, html] = [words, read].map(({ body }) => new TextDecoder().decode(body));
  const pictures = [...html.matchAll(PICTURE)].slice(0, MOST_PICTURES);
  const seen = await Promise.all(pictures.map(([, path, name]) => copyOf(path + name, path, owner)));
  return { text, kept: [read, state, edit, ...seen].filter(Boolean) };
}

/** An answer of the server to this account, in the form in which it is kept; null when it refuses. Throws Away. */
async function copyOf(url, path, owner) {
  const answer = await ask(url, COPY);
  const { headers, ok, redirected } = answer;
  if (redirected && new URL(answer.url).pathname === "/sign-in") {
    await forgetPages();
    return null;
  }
  if (ok && Number(headers.get("X-Kring-Copy")) !== owner) throw new Away("Somebody else has signed in");
  if (!ok) return null;
  return {
    path,
    type: headers.get("Content-Type"),
    policy: headers.get("Content-Security-Policy"),
    epoch: headers.get("X-Kring-Epoch"),
    seq: headers.get("X-Kring-Seq"),
    body: await whole(answer.arrayBuffer()),
  };
}
