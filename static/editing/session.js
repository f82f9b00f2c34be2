// One person's work on one page in one tab: a draft and a way to the server, and what happens between the two.
import { badge } from "./badge.js";
import { textHash } from "./bytes.js";
import { Draft } from "./draft.js";
import { patiently } from "./load.js";
import { Presence } from "./presence.js";
import { dueNow } from "./vigil.js";
import { Wire } from "./wire.js";

const LOOK_EVERY = 500; // ms

/**
 * Fires "document" when there is another copy of the page to show, "change" when `status` may have changed, "aside" when
 * text was set aside, "notice" when the server asks to wait and "unreachable" when the page cannot be loaded.
 */
export class Session extends EventTarget {
  closed = null;
  ready = false;
  held = false; // the server has what was sent, and cannot write it down now
  #reopening = false;
  #checkedAt = 0;
  #looking = null;

  /**
   * `loadState({own})` answers `{epoch, seq, updates}`, the server's `own` or a copy, or throws an error that may carry a
   * `reason` to give up for; `store` is null when the browser keeps nothing; `claim(client)` says whether a client's unsent
   * updates are this tab's to send.
   */
  constructor({ page, socket, loadState, store, claim }) {
    super();
    this.loadState = loadState;
    this.stored = store !== null;
    this.draft = new Draft({
      store,
      claim,
      changed: () => this.#changed(),
      filled: () => this.#send(),
      aside: (text) => this.#tell("aside", text),
    });
    this.wire = new Wire(socket, { page, standing: () => this.draft.standing });
    this.presence = new Presence((cursor) => this.wire.awareness(cursor));
    this.#listen({
      joined: (answer) => this.#joined(answer),
      unwelcome: (answer) => this.#unwelcome(answer),
      down: () => this.#down(),
      updates: (frame) => this.#updates(frame),
      refused: async (frame) => (await this.draft.reject(frame)) && this.#reopen(),
      presence: ({ changes }) => this.presence.change(changes),
      held: () => this.#hold(true),
      closed: (answer) => this.#unwelcome(answer),
    });
  }

  get live() {
    return this.draft.live;
  }

  get status() {
    const { ready, closed, stored } = this;
    const { pending, outbox } = this.draft;
    const { joined } = this.wire;
    const now = Date.now();
    const held = this.held && pending;
    const waitingSince = outbox.waitingSince ?? now;
    const saved = badge({ ready, joined: joined && !held, pending, kept: outbox.kept, waitingSince }, now);
    return { ready, closed, stored, joined, held, saved };
  }

  async start() {
    const state = await this.#load({ own: false });
    if (!state) return;
    await this.draft.begin(state);
    this.ready = true;
    this.#tell("document");
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY);
    this.wire.open();
  }

  /** The tab may be about to end: keep and send what was typed in the last moments. */
  flush() {
    this.draft.flush();
  }

  /** The network is back or the laptop awake: do not wait for the next try. */
  wake() {
    if (this.closed || !this.ready) return;
    if (!this.wire.joined) this.wire.restart();
    else this.#check({ restart: true });
  }

  stop() {
    this.flush();
    clearInterval(this.#looking);
    this.presence.stop();
    this.wire.close();
  }

  async #load({ own }) {
    try {
      return await patiently(
        () => this.loadState({ own }),
        () => this.#tell("unreachable"),
      );
    } catch ({ reason }) {
      return this.#close(reason);
    }
  }

  #send() {
    if (!this.wire.joined) return;
    for (const entry of this.draft.outbox.due()) this.wire.update(entry);
  }

  #joined({ epoch, head, you, others }) {
    if (epoch !== this.live.epoch || head < this.live.seq) return this.#reopen();
    this.#checkedAt = Date.now();
    this.draft.outbox.unsend();
    this.#send();
    this.presence.reset(others, you.id);
    this.draft.adopt();
    this.#changed();
  }

  #unwelcome({ reason }) {
    if (reason === "epoch" || reason === "client") return this.#reopen({ asText: reason === "client" });
    if (reason !== "limit") return this.#close(reason);
    this.#tell("notice", reason);
    this.wire.joinLater();
  }

  #down() {
    this.held = false;
    this.presence.clear();
    this.#changed();
  }

  #updates(frame) {
    if (!this.draft.receive(frame)) return this.wire.join();
    this.#send();
    this.#hold(false);
  }

  #hold(held) {
    this.held = held;
    this.#changed();
  }

  #close(reason) {
    this.flush();
    this.closed = reason;
    this.wire.close();
    this.presence.clear();
    this.draft.copy();
    this.#changed();
  }

  /** Start over from the server's state: what stood in it and is not in an older one would be written a second time. */
  async #reopen({ asText = false } = {}) {
    if (this.#reopening || this.closed) return;
    this.#reopening = true;
    this.wire.joined = false;
    const state = await this.#load({ own: true });
    this.#reopening = false;
    if (!state || this.closed) return;
    const moved = this.draft.moveTo(state, { asText });
    this.#tell("document");
    await moved;
    this.wire.join();
  }

  #look() {
    const { wire, draft } = this;
    const { joined, heardAt } = wire;
    const { oldestSent, waitingSince } = draft.outbox;
    const acts = {
      restart: () => wire.restart(),
      join: () => wire.join(),
      copy: () => draft.copy(),
      check: () => this.#check(),
    };
    draft.outbox.retry();
    for (const act of dueNow({ joined, heardAt, checkedAt: this.#checkedAt, oldestSent, waitingSince }, Date.now()))
      acts[act]();
    this.#changed();
  }

  /** Compare texts with the server; with `restart`, silence means a dead connection. */
  async #check({ restart = false } = {}) {
    const { live } = this;
    this.#checkedAt = Date.now();
    const { seq } = live;
    const { diverged } = this.draft;
    const hashes = { hash: textHash(live.committedText()), title: textHash(live.committedTitle()) };
    const same = await this.wire.check(seq, hashes);
    if (live !== this.live || this.closed) return;
    if (same === null && restart) this.wire.restart();
    if (same === false || diverged) this.#reopen();
  }

  #listen(answers) {
    for (const [name, answer] of Object.entries(answers))
      this.wire.addEventListener(name, ({ detail }) => answer(detail));
  }

  #changed() {
    this.#tell("change");
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
