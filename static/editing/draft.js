// The document with what of it is still unsent: typed, kept on this device, sent, acknowledged, taken over, carried over.
import { fits, LiveDoc } from "./livedoc.js";
import { Outbox } from "./outbox.js";
import { Recovery, replay } from "./recovery.js";
import { Typing } from "./typing.js";

export class Draft {
  live = null;
  #counter = 0;
  #instead = null;
  #adopting = Promise.resolve();
  #typing = new Typing(() => this.flush());

  /** Calls `changed()` when what is unsent changes, `filled()` when there is more to send, `aside({text, reason})`. */
  constructor({ store, claim, changed, filled, aside }) {
    Object.assign(this, { changed, filled, aside });
    this.recovery = new Recovery({ store, claim, freed: () => this.adopt() });
    this.outbox = new Outbox({ store, changed });
  }

  get pending() {
    return !this.outbox.empty || !this.#typing.empty;
  }

  get standing() {
    const { epoch, seq, client } = this.live;
    return { epoch, seq, client };
  }

  /** Whether text or title here differ from the server's although nothing is on the way. */
  get diverged() {
    if (this.pending) return false;
    const { base, mine, title } = this.live.standing();
    return base !== mine || title.base !== title.mine;
  }

  async begin(state) {
    await this.#take(new LiveDoc(state));
    await this.adopt();
  }

  /** Put what was typed in the last moments into the outbox at once. */
  flush() {
    const bytes = this.#typing.take();
    if (!bytes) return;
    const [{ epoch, client }, instead] = [this.live, this.#instead];
    this.#instead = null;
    this.outbox.add({ epoch, client, bytes, instead, number: () => ++this.#counter });
    this.filled();
  }

  /** Log rows and acknowledgements. False when rows before them are missing here. */
  receive({ from, to, updates, acks }) {
    const whole = this.live.receive({ from, to, updates });
    for (const [client, n] of acks) this.outbox.acknowledge(client, n);
    if (this.outbox.empty) this.recovery.settle();
    return whole;
  }

  /** The server will never take this update: keep the whole text aside. False when it is gone already. */
  async reject({ client, n, reason }) {
    this.flush();
    const text = this.live.text.toString();
    if (!this.outbox.reject(client, n).length) return false;
    await this.#setAside(text, reason);
    return true;
  }

  /** Keep the whole text beside what is unsent. */
  copy() {
    if (this.live && !this.outbox.empty) this.recovery.copy(this.live);
  }

  /** Take over what ended tabs or a crash left behind; one such round at a time. */
  adopt() {
    this.#adopting = this.#adopting.then(() => this.#takeOver());
    return this.#adopting;
  }

  /**
   * Go on from another state: what the server has not got comes along, as updates or, in another history, as text. As text
   * it would stand there twice, had the server got it and not said so.
   */
  async moveTo(state, { asText }) {
    this.flush();
    const before = this.live;
    const live = new LiveDoc(state);
    const unsent = this.outbox.bytesOf(state.epoch);
    const sameHistory = state.epoch === before.epoch && !asText && fits(state, unsent);
    if (sameHistory) live.adopt(unsent);
    const taken = this.#take(live);
    if (!sameHistory) this.#carryOver(before);
    before.destroy();
    await taken;
  }

  async #take(live) {
    this.live = live;
    this.#counter = 0;
    live.onLocal((bytes) => this.live === live && this.#typed(bytes));
    await this.recovery.own(live.client);
  }

  #typed(bytes) {
    this.#typing.add(bytes);
    this.changed();
  }

  #carryOver(before) {
    const change = before.standing();
    const clients = this.outbox.surrender();
    if (!clients.length) return;
    this.#setAside(change.mine, "epoch");
    this.#bringOver(clients, change);
  }

  #bringOver(clients, change) {
    this.flush();
    this.#instead = clients;
    const brought = [replay(this.live.text, change), change.title && replay(this.live.title, change.title)];
    if (brought.some(Boolean)) return this.flush();
    this.#instead = null;
    return this.recovery.drop(clients);
  }

  async #takeOver() {
    const { current, old } = await this.recovery.takeOver(() => this.live.epoch);
    this.live.adopt(current.map(({ bytes }) => bytes));
    this.outbox.adopt(current);
    for (const { client, text, ...change } of old) {
      await this.#setAside(change.mine ?? text, "epoch");
      await (change.mine === undefined ? this.recovery.drop([client]) : this.#bringOver([client], change));
    }
    this.filled();
  }

  async #setAside(text, reason) {
    await this.recovery.setAside(text, reason);
    this.aside({ text, reason });
  }
}
