import * as Y from "yjs";

const COALESCE_FOR = 30; // ms of typing that go into one update
const COALESCE_TO = 50_000; // bytes; the server takes no update of more than a few times that

/** Gathers what is typed within a moment into one update; calls `full()` when it is time to take it. */
export class Typing {
  #updates = [];
  #timer = null;

  constructor(full) {
    this.full = full;
  }

  get empty() {
    return this.#updates.length === 0;
  }

  add(bytes) {
    if (this.#updates.reduce((sum, { length }) => sum + length, bytes.length) > COALESCE_TO) this.full();
    this.#updates.push(bytes);
    this.#timer ??= setTimeout(() => this.full(), COALESCE_FOR);
  }

  /** All that was gathered, as one update, or null. */
  take() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const updates = this.#updates.splice(0);
    return updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null);
  }
}
