// What the server suggests for a name, asked for when typing pauses; what it said before is known at once, also offline.

const ASK_AFTER = 120; // ms
const KEPT = 200;

export class Suggestions {
  #known = new Map();
  #asking = null;

  /** `base` is the address that the kinds of suggestions stand below. */
  constructor(base, { fetch = globalThis.fetch.bind(globalThis), wait = ASK_AFTER } = {}) {
    Object.assign(this, { base, fetch, wait });
  }

  /** Suggestions of a kind ("pages", "people", …) for `{q, …}`: at once when known, else a promise. Offline: what is known. */
  of(kind, query) {
    const address = `${this.base}/${kind}?${new URLSearchParams(query)}`;
    return this.#known.get(address) ?? this.#ask(address);
  }

  async #ask(address) {
    clearTimeout(this.#asking?.timer);
    this.#asking?.stop();
    const stopped = new Promise((stop) => {
      this.#asking = { stop: () => stop(false), timer: setTimeout(() => stop(true), this.wait) };
    });
    if (!(await stopped)) return null;
    try {
      const answer = await this.fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return [];
      return this.#keep(address, await answer.json());
    } catch {
      return [];
    }
  }

  #keep(address, found) {
    if (this.#known.size >= KEPT) this.#known.delete(this.#known.keys().next().value);
    this.#known.set(address, found);
    return found;
  }
}
