// What the server suggests for a name, asked for when typing pauses; what it said before is known at once, also offline.

const ASK_AFTER = 120; // ms
const KEPT = 200;
const MOST = 8;

export class Suggestions {
  #known = new Map();
  #asking = null;

  /** `base` is the address that the kinds of suggestions stand below. */
  constructor(base, { fetch = globalThis.fetch.bind(globalThis), wait = ASK_AFTER } = {}) {
    Object.assign(this, { base, fetch, wait });
  }

  /** Suggestions of a kind ("pages", "people", …) for `{q, …}`: at once when known, else a promise. Offline: what is known. */
  of(kind, query) {
    const { q, ...rest } = query;
    const group = JSON.stringify([kind, rest]);
    const address = `${this.base}/${kind}?${new URLSearchParams(query)}`;
    return this.#known.get(address)?.found ?? this.#ask(address, group, q);
  }

  async #ask(address, group, typed) {
    clearTimeout(this.#asking?.timer);
    this.#asking?.stop();
    const stopped = new Promise((stop) => {
      this.#asking = { stop: () => stop(false), timer: setTimeout(() => stop(true), this.wait) };
    });
    if (!(await stopped)) return null;
    try {
      const answer = await this.fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return [];
      return this.#keep(address, { group, found: await answer.json() });
    } catch {
      return this.#remembered(group, typed);
    }
  }

  #keep(address, answer) {
    if (this.#known.size >= KEPT) this.#known.delete(this.#known.keys().next().value);
    this.#known.set(address, answer);
    return answer.found;
  }

  /** What earlier answers to the same question named so; without a network there is nobody else to ask. */
  #remembered(group, typed) {
    const all = [...this.#known.values()].filter((one) => one.group === group).flatMap(({ found }) => found);
    const each = new Map(all.map((one) => [JSON.stringify(one), one]));
    const named = ({ title, name, handle }) => `${title ?? ""} ${name ?? ""} ${handle ?? ""}`;
    const like = (one) => (typeof one === "string" ? one : named(one)).toLowerCase().includes(typed.toLowerCase());
    return [...each.values()].filter(like).slice(0, MOST);
  }
}
