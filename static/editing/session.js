// One person's work on one page in one tab: the document, what of it is still unsent, and the way to the server.
import * as Y from "yjs";
import { badge } from "./badge.js";
import { textHash } from "./bytes.js";
import { LiveDoc } from "./livedoc.js";
import { patiently } from "./load.js";
import { Outbox } from "./outbox.js";
import { Presence } from "./presence.js";
import { Recovery, replay } from "./recovery.js";
import { Wire } from "./wire.js";

const COALESCE_FOR = 30; // ms of typing that go into one update
const COALESCE_TO = 50_000; // bytes; the server takes no update of more than a few times that
const LOOK_EVERY = 500; // ms
const DEAD_AFTER = 5_000; // ms without a word while an acknowledgement is due
const LOST_AFTER = 15_000; // ms after which an update is sent again although the server talks
const CHECK_EVERY = 30_000; // ms
const COPY_AFTER = 1_000; // ms an update waits before the whole text is kept beside it

export class Session extends EventTarget {
  live = null;
  closed = null;
  ready = false;
  #counter = 0;
  #typed = [];
  #typing = null;
  #instead = null;
  #reopening = false;
  #checkedAt = 0;
  #looking = null;

  /**
   * `loadState()` answers `{epoch, seq, updates}` or throws an error that may carry a `reason` to give up for; `store` is
   * null when the browser keeps nothing; `claim(client)` says whether a client's unsent updates are this tab's to send.
   */
  constructor({ page, socket, loadState, store, claim }) {
    super();
    this.loadState = loadState;
    this.recovery = new Recovery({ store, claim });
    this.outbox = new Outbox({ store, changed: () => this.#changed() });
    this.wire = new Wire(socket, { page, standing: () => this.#standing() });
    this.presence = new Presence((cursor) => this.wire.awareness(cursor));
    this.#listen({
      joined: (answer) => this.#joined(answer),
      unwelcome: (answer) => this.#unwelcome(answer),
      down: () => this.#down(),
      updates: (frame) => this.#updates(frame),
      refused: (frame) => this.#refused(frame),
      presence: ({ changes }) => this.presence.change(changes),
      closed: ({ reason }) => this.#unwelcome({ reason }),
    });
  }

  get status() {
    const { ready, closed, outbox } = this;
    const pending = !outbox.empty || this.#typed.length > 0;
    const { joined } = this.wire;
    const waitingSince = outbox.waitingSince ?? Date.now();
    const saved = badge({ ready, joined, pending, kept: outbox.kept, waitingSince }, Date.now());
    return { ready, closed, joined, saved, stored: this.recovery.store !== null };
  }

  async start() {
    const state = await this.#load();
    if (!state) return;
    await this.#begin(new LiveDoc(state));
    await this.#adopt();
    this.#tell("document");
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY);
    this.wire.open();
  }

  /** Send and keep at once what was typed in the last moments; the tab may be about to end. */
  flush() {
    clearTimeout(this.#typing);
    this.#typing = null;
    const typed = this.#typed.splice(0);
    if (!typed.length) return null;
    const bytes = typed.length > 1 ? Y.mergeUpdates(typed) : typed[0];
    const [{ epoch, client }, instead] = [this.live, this.#instead];
    this.#instead = null;
    const kept = this.outbox.add({ epoch, client, bytes, instead, number: () => ++this.#counter });
    this.#send();
    return kept;
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

  async #load() {
    try {
      return await patiently(this.loadState, () => this.#tell("unreachable"));
    } catch ({ reason }) {
      return this.#close(reason);
    }
  }

  async #begin(live) {
    this.live = live;
    this.ready = true;
    this.#counter = 0;
    live.onLocal((bytes) => this.live === live && this.#local(bytes));
    await this.recovery.own(live.client);
  }

  #local(bytes) {
    if (this.#typed.reduce((sum, { length }) => sum + length, bytes.length) > COALESCE_TO) this.flush();
    this.#typed.push(bytes);
    this.#typing ??= setTimeout(() => this.flush(), COALESCE_FOR);
    this.#changed();
  }

  #standing() {
    const { epoch, seq, client } = this.live;
    return { epoch, seq, client };
  }

  #send() {
    if (!this.wire.joined) return;
    for (const entry of this.outbox.due()) this.wire.update(entry);
  }

  #joined({ epoch, head, you, others }) {
    if (epoch !== this.live.epoch || head < this.live.seq) return this.#reopen();
    this.#checkedAt = Date.now();
    this.outbox.unsend();
    this.#send();
    this.presence.reset(others, you.id);
    this.#adopt();
    this.#changed();
  }

  #unwelcome({ reason }) {
    if (reason === "limit") return this.#later(reason);
    if (reason === "epoch" || reason === "client") return this.#reopen({ asText: true });
    this.#close(reason);
  }

  #later(reason) {
    this.#tell("notice", reason);
    this.wire.joinLater();
  }

  #down() {
    this.presence.clear();
    this.#changed();
  }

  #updates({ from, to, updates, acks }) {
    const whole = this.live.receive({ from, to, updates });
    for (const [client, n] of acks) this.outbox.acknowledge(client, n);
    if (this.outbox.empty) this.recovery.settle();
    if (!whole) return this.wire.join();
    this.#send();
    this.#changed();
  }

  async #refused({ client, n, reason }) {
    this.flush();
    const mine = this.live.text.toString();
    if (!this.outbox.reject(client, n).length) return;
    await this.#setAside(mine, reason);
    this.#reopen();
  }

  async #setAside(text, reason) {
    await this.recovery.setAside(text, reason);
    this.#tell("aside", { text, reason });
  }

  #close(reason) {
    this.flush();
    this.closed = reason;
    this.wire.close();
    this.presence.clear();
    if (this.live && !this.outbox.empty) this.recovery.copy(this.live);
    this.#changed();
  }

  /** Start over from the server's state; what it has not got comes along, as updates or, in another history, as text. */
  async #reopen({ asText = false } = {}) {
    if (this.#reopening || this.closed) return;
    this.#reopening = true;
    this.wire.joined = false;
    const state = await this.#load();
    this.#reopening = false;
    if (!state || this.closed) return;
    this.flush();
    const before = this.live;
    const live = new LiveDoc(state);
    const sameHistory = state.epoch === before.epoch && !asText;
    if (sameHistory) live.adopt(this.outbox.bytesOf(state.epoch));
    const claimed = this.#begin(live);
    if (!sameHistory) this.#carryOver(before);
    this.#tell("document");
    before.destroy();
    await claimed;
    this.wire.join();
  }

  #carryOver(before) {
    const mine = before.text.toString();
    const clients = this.outbox.surrender();
    if (!clients.length) return;
    this.#setAside(mine, "epoch");
    this.#bringOver(clients, { base: before.committedText(), mine });
  }

  #bringOver(clients, change) {
    this.flush();
    this.#instead = clients;
    if (replay(this.live.text, change)) return this.flush();
    this.#instead = null;
    return this.recovery.drop(clients);
  }

  /** Take over what an ended tab or a crash left behind. */
  async #adopt() {
    const { live } = this;
    const { current, old } = await this.recovery.takeOver(live.epoch);
    if (live !== this.live) return;
    live.adopt(current.map(({ bytes }) => bytes));
    this.outbox.adopt(current);
    for (const { client, base, mine, text } of old) {
      await this.#setAside(mine ?? text, "epoch");
      await (mine === undefined ? this.recovery.drop([client]) : this.#bringOver([client], { base, mine }));
    }
    this.#send();
  }

  #look() {
    const now = Date.now();
    const { oldestSent, waitingSince } = this.outbox;
    if (this.wire.joined && oldestSent !== null) {
      if (now - Math.max(oldestSent, this.wire.heardAt) > DEAD_AFTER) this.wire.restart();
      else if (now - oldestSent > LOST_AFTER) this.wire.join();
    }
    if (waitingSince !== null && now - waitingSince > COPY_AFTER) this.recovery.copy(this.live);
    this.outbox.retry();
    if (this.wire.joined && now - this.#checkedAt > CHECK_EVERY) this.#check();
    this.#changed();
  }

  /** Compare texts with the server; with `restart`, silence means a dead connection. */
  async #check({ restart = false } = {}) {
    const { live } = this;
    this.#checkedAt = Date.now();
    const { seq } = live;
    const text = live.committedText();
    const diverged = this.outbox.empty && !this.#typed.length && text !== live.text.toString();
    const hash = await textHash(text);
    const same = hash === null ? true : await this.wire.check(seq, hash);
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
