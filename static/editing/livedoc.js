// One copy of a page's document: what the person sees and types into, and beside it what the server has committed.
import * as Y from "yjs";

const REMOTE = Symbol("remote");
const PAGES_OWN = 0; // the client of a first title: see wiki/editing/wire/first.py
const KEPT_BACK = 200; // updates the server's copy may lag behind before they are applied to it

/** Whether these updates stand on what the state holds, with nothing missing between. */
export function fits({ updates }, more) {
  const doc = new Y.Doc();
  for (const bytes of [...updates, ...more]) Y.applyUpdate(doc, bytes);
  const { pendingStructs, pendingDs } = doc.store;
  doc.destroy();
  return !pendingStructs && !pendingDs;
}

export class LiveDoc {
  #committed = new Y.Doc();
  #lagging = [];

  constructor({ epoch, seq, updates }) {
    this.epoch = epoch;
    this.seq = seq;
    this.doc = new Y.Doc();
    this.text = this.doc.getText("text");
    this.title = this.doc.getText("title");
    this.#take(updates);
  }

  get client() {
    return this.doc.clientID;
  }

  /** Whether the server has put the title in. Before that nobody may write one, or it would be there twice. */
  get titled() {
    return this.doc.store.clients.has(PAGES_OWN);
  }

  /** Log rows `from` to `to`. False when rows before them are missing here. */
  receive({ from, to, updates }) {
    if (from > this.seq + 1) return false;
    if (to <= this.seq) return true;
    this.#take(updates);
    this.seq = to;
    return true;
  }

  /** Updates of an earlier session of this person, not yet at the server. */
  adopt(updates) {
    this.#show(updates);
  }

  /** Calls back with the bytes of each change made here, and of no other. */
  onLocal(heard) {
    this.doc.on("update", (bytes, _origin, _doc, transaction) => transaction.local && heard(bytes));
  }

  /** The text at `seq`, without what is still on the way. */
  committedText() {
    this.#catchUp();
    return this.#committed.getText("text").toString();
  }

  committedTitle() {
    this.#catchUp();
    return this.#committed.getText("title").toString();
  }

  /** What there is here, and what of it the server has: `{base, mine}` of the text, and the same of the `title`. */
  standing() {
    const title = { base: this.committedTitle(), mine: this.title.toString() };
    return { base: this.committedText(), mine: this.text.toString(), title };
  }

  /** All that the server has, as one update. */
  committedState() {
    this.#catchUp();
    return Y.encodeStateAsUpdate(this.#committed);
  }

  destroy() {
    this.doc.destroy();
    this.#committed.destroy();
  }

  #take(updates) {
    this.#show(updates);
    this.#lagging.push(...updates);
    if (this.#lagging.length > KEPT_BACK) this.#catchUp();
  }

  #show(updates) {
    this.doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(this.doc, bytes, REMOTE)), REMOTE, false);
  }

  #catchUp() {
    const waiting = this.#lagging.splice(0);
    this.#committed.transact(() => waiting.forEach((bytes) => Y.applyUpdate(this.#committed, bytes)));
  }
}
