// Updates that the server has not acknowledged, in the order in which they must reach it.
import * as Y from "yjs";

const IN_FLIGHT = 16; // updates on the way at once; what is typed meanwhile is merged, so a slow server gets fewer
const GROWS_TO = 16_000; // bytes up to which an unsent update takes in what is typed after it

export class Outbox {
  #entries = [];
  #failed = false;

  /** `store` may be null: then nothing is kept and `kept` says so. */
  constructor({ store, now = Date.now, changed = () => {} }) {
    this.store = store;
    this.now = now;
    this.changed = changed;
  }

  get empty() {
    return this.#entries.length === 0;
  }

  /** Whether all that waits here is also on this device. */
  get kept() {
    return this.store !== null && !this.#failed && this.#entries.every((entry) => entry.kept);
  }

  /** When the update that has waited longest for its acknowledgement was sent. */
  get oldestSent() {
    return this.#entries.find((entry) => entry.sentAt)?.sentAt ?? null;
  }

  /** When the oldest update that still waits was written here. */
  get waitingSince() {
    return this.#entries[0]?.at ?? null;
  }

  has(client) {
    return this.#entries.some((entry) => entry.client === client);
  }

  bytesOf(epoch) {
    return this.#entries.filter((entry) => entry.epoch === epoch).map((entry) => entry.bytes);
  }

  /**
   * Take in a change of this session; `number` gives the next counter when it needs one of its own. `instead` names the
   * clients whose kept updates this one replaces.
   */
  add({ epoch, client, bytes, number, instead = null }) {
    const last = this.#entries.at(-1);
    const grows = last && !last.tried && !instead && last.client === client && last.epoch === epoch;
    if (grows && last.bytes.length + bytes.length < GROWS_TO) {
      last.bytes = Y.mergeUpdates([last.bytes, bytes]);
      return this.#keep(last);
    }
    const entry = { epoch, client, n: number(), bytes, instead, at: this.now() };
    this.#entries.push(entry);
    return this.#keep(entry);
  }

  /** Take in rows of the store that an earlier session left. */
  adopt(rows) {
    for (const { id, epoch, client, n, bytes } of rows)
      this.#entries.push({ id, epoch, client, n, bytes, at: this.now(), tried: true, kept: true });
    this.changed();
  }

  /** The updates to send now. They count as sent. */
  due() {
    const sent = this.#entries.filter((entry) => entry.sentAt).length;
    const due = this.#entries.filter((entry) => !entry.sentAt).slice(0, Math.max(0, IN_FLIGHT - sent));
    for (const entry of due) Object.assign(entry, { sentAt: this.now(), tried: true });
    return due;
  }

  /** The connection is new: whatever was on the way may be lost. */
  unsend() {
    for (const entry of this.#entries) entry.sentAt = null;
  }

  acknowledge(client, n) {
    this.#drop((entry) => entry.client === client && entry.n <= n);
  }

  /** Take out an update and what this client wrote after it, which stands on it. */
  reject(client, n) {
    return this.#drop((entry) => entry.client === client && entry.n >= n);
  }

  /** Try again to keep what the browser refused to keep. */
  retry() {
    if (!this.#failed) return;
    const refused = this.#entries.filter((entry) => !entry.kept);
    this.#failed = false;
    for (const entry of refused) this.#keep(entry);
  }

  /** Give up all that waits, but leave its rows to the update that will stand for them. Returns whose they were. */
  surrender() {
    const clients = [...new Set(this.#entries.map((entry) => entry.client))];
    for (const entry of this.#entries) entry.gone = true;
    this.#entries = [];
    return clients;
  }

  #drop(gone) {
    const dropped = this.#entries.filter(gone);
    if (!dropped.length) return dropped;
    this.#entries = this.#entries.filter((entry) => !gone(entry));
    for (const entry of dropped) entry.gone = true;
    const ids = dropped.map((entry) => entry.id).filter((id) => id !== undefined);
    if (ids.length) this.store.forget(ids).catch(() => {}); // A row that stays is sent again and recognised.
    this.changed();
    return dropped;
  }

  #keep(entry) {
    entry.kept = false;
    this.changed();
    if (!this.store) return Promise.resolve();
    // Writes of one entry follow each other: the first brings the id under which the next replaces it.
    entry.writing = (entry.writing ?? Promise.resolve()).then(() => this.#write(entry));
    return entry.writing;
  }

  async #write(entry) {
    if (entry.gone) return;
    const { id, epoch, client, n, bytes, instead } = entry;
    const row = { ...(id !== undefined && { id }), epoch, client, n, bytes };
    try {
      entry.id = await (instead ? this.store.replace(instead, row) : this.store.keep(row));
      entry.instead = null;
      entry.kept = entry.bytes === bytes;
      if (entry.gone) await this.store.forget([entry.id]);
    } catch {
      this.#failed = true;
    }
    this.changed();
  }
}
