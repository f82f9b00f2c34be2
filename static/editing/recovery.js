// How text that the server does not have comes back: after a reload, a crash, or a cut in the page's history.
import * as Y from "yjs";
import { merged, rewrite } from "./textdiff.js";

/** The characters that some updates wrote, for when nothing else is left of them. */
export function writtenIn(updates) {
  const structs = updates.flatMap((bytes) => Y.decodeUpdate(bytes).structs);
  return structs.map(({ content }) => (content instanceof Y.ContentString ? content.str : "")).join("");
}

/** Bring what was made of `base` into a text that has gone another way. Returns whether anything was left to bring. */
export function replay(text, { base, mine }) {
  const before = text.toString();
  const wanted = merged(base, mine, before);
  if (wanted === before) return false;
  rewrite(text, wanted);
  return true;
}

const distinct = (rows) => [...new Set(rows.map(({ client }) => client))];

/** What this browser keeps for one page beside the outbox. Without a store it keeps nothing. */
export class Recovery {
  #claimed = new Set();
  #taken = new Set();
  #copied = null;
  #copies = false; // whether there may be some in the store

  /** Calls `freed()` when a tab whose updates are kept here has ended. */
  constructor({ store, claim, freed }) {
    Object.assign(this, { store, claim, freed });
  }

  /** Look after the updates of this client from now on. */
  own(client) {
    this.#claimed.add(client);
    this.#taken.add(client);
    this.#copied = null;
    return this.claim(client, { fresh: true });
  }

  /** Keep the whole text beside unsent updates: in another history it is all that helps. */
  async copy(live) {
    const now = `${live.title}\n${live.text}`;
    if (!this.store || now === this.#copied) return;
    this.#copied = now;
    this.#copies = true;
    const { client, epoch } = live;
    const { base, mine, title } = live.standing();
    await this.store.keepCopy({ client, epoch, base, text: mine, title }).catch(() => {
      this.#copied = null;
    });
  }

  /** All is at the server: the copies have done their work. */
  settle() {
    if (!this.#copies) return;
    this.#copied = null;
    this.#copies = false;
    this.store.dropCopies([...this.#claimed]).catch(() => {});
  }

  async setAside(text, reason) {
    await this.store?.setAside(text, reason, Date.now()).catch(() => {});
  }

  async drop(clients) {
    await this.store?.replace(clients, null).catch(() => {});
  }

  /**
   * Take over what ended tabs left: `current` rows fit this epoch's history, in the order in which they were written;
   * of an `old` history there is one `{client, base, mine, title}` each, or `{client, text}` where no copy was made in time.
   */
  async takeOver(epochNow) {
    const epoch = epochNow();
    const rows = this.store ? await this.#orphans().catch(() => []) : [];
    const old = rows.filter((row) => row.epoch !== epoch);
    const left = await Promise.all(distinct(old).map((client) => this.#leftBy(client, old)));
    if (epoch !== epochNow()) return this.takeOver(epochNow);
    for (const { client } of rows) this.#taken.add(client);
    this.#copies ||= rows.length > 0;
    return { current: rows.filter((row) => row.epoch === epoch), old: left };
  }

  async #orphans() {
    const strangers = distinct(await this.store.updates()).filter((client) => !this.#taken.has(client));
    for (const client of strangers)
      if (!this.#claimed.has(client) && (await this.claim(client, this))) this.#claimed.add(client);
    const ours = strangers.filter((client) => this.#claimed.has(client));
    // Read again: their tab may have written until the moment it let go.
    return ours.length ? (await this.store.updates()).filter(({ client }) => ours.includes(client)) : [];
  }

  async #leftBy(client, rows) {
    const copy = await this.store.copyOf(client);
    if (copy) return { client, base: copy.base, mine: copy.text, title: copy.title };
    return { client, text: writtenIn(rows.filter((row) => row.client === client).map(({ bytes }) => bytes)) };
  }
}
