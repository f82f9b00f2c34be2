// A browser tab for tests: a session at a fake server, with the clock in the test's hands.
import "fake-indexeddb/auto";
import { mock } from "node:test";
import { claims } from "../../../static/editing/claims.js";
import { Session } from "../../../static/editing/session.js";
import { openStore } from "../../../static/editing/store.js";
import { FakeSocket } from "./fake-server.js";

const STEP = 10;
const realImmediate = setImmediate;

export function stopTheClock() {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_800_000_000_000 });
}

const settled = () => new Promise((resolve) => realImmediate(resolve));

export async function pass(ms) {
  for (let gone = 0; gone < ms; gone += STEP) {
    mock.timers.tick(STEP);
    for (let turn = 0; turn < 6; turn++) await settled();
  }
}

/** Web Locks of one browser: a lock ends when its tab does, or what it was taken for. */
export class Locks {
  #held = new Map();
  #waiting = [];

  of(tab) {
    return {
      request: async (name, { ifAvailable, signal }, callback) => {
        if (!this.#held.has(name)) return this.#grant({ tab, name, callback });
        if (ifAvailable) return callback(null);
        const one = { tab, name, callback };
        this.#waiting.push(one);
        return signal && this.#aborted(one, signal);
      },
    };
  }

  release(tab) {
    for (const [name, holder] of this.#held) if (holder === tab) this.#held.delete(name);
    const waiting = this.#waiting.splice(0).filter((one) => one.tab !== tab);
    for (const one of waiting) this.#held.has(one.name) ? this.#waiting.push(one) : this.#grant(one);
  }

  #aborted(one, signal) {
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        this.#waiting = this.#waiting.filter((other) => other !== one);
        reject(signal.reason);
      });
    });
  }

  #grant({ tab, name, callback }) {
    this.#held.set(name, tab);
    Promise.resolve(callback({ name })).then(() => this.#held.get(name) === tab && this.#held.delete(name));
  }
}

let accounts = 0;
export const newAccount = () => `account-${++accounts}`;

export class Tab {
  told = [];
  loads = [];
  copy = null; // the page's state as this device has kept it

  constructor(server, { account = newAccount(), locks = new Locks(), keeps = true } = {}) {
    Object.assign(this, { server, account, locks, keeps });
    this.socket = new FakeSocket(server);
  }

  async open() {
    const { account } = this;
    this.store = this.keeps ? await openStore({ account, page: 42 }) : null;
    this.session = new Session({
      page: 42,
      socket: this.socket,
      store: this.store,
      claim: claims({ account, page: 42, locks: this.locks.of(this) }),
      loadState: async ({ own }) => {
        this.loads.push(own ? "own" : "any");
        return own ? this.server.state() : (this.copy ?? this.server.state());
      },
    });
    for (const name of ["document", "notice", "aside"])
      this.session.addEventListener(name, ({ detail }) => this.told.push([name, detail]));
    const starting = this.session.start();
    await pass(20);
    await starting;
    await pass(150);
    return this;
  }

  type(at, insert, remove = 0) {
    const { text } = this.session.live;
    text.doc.transact(() => {
      if (remove) text.delete(at, remove);
      if (insert) text.insert(at, insert);
    });
  }

  get text() {
    return this.session.live.text.toString();
  }

  get saved() {
    return this.session.status.saved;
  }

  goOffline() {
    this.socket.online = false;
    this.socket.drop();
  }

  goOnline() {
    this.socket.online = true;
  }

  /** The tab is gone from one moment to the next, as in a crash. */
  crash() {
    this.socket.online = false;
    this.socket.disconnect();
    this.session.stop();
    this.locks.release(this);
    return new Tab(this.server, this);
  }
}
