// A server of the /editing namespace in memory: it speaks the protocol, and its network can be cut, silenced and delayed.
import * as Y from "yjs";
import { fromBase64, textHash, toBase64 } from "../../../static/editing/bytes.js";

const TICK = 10; // ms between commits
const HELD_FOR = 1000; // ms until a full disk is tried again

export class FakeServer {
  epoch = 1;
  log = []; // {client, n, u}
  others = [];
  sockets = new Set();
  refuse = () => null; // (message) => reason, to refuse an update
  answer = () => null; // (asked) => refusal, to refuse a join
  received = [];
  full = false; // its disk
  #waiting = [];

  /** A page with this text, written by a client of long ago. */
  seed(text) {
    const doc = new Y.Doc();
    doc.getText("text").insert(0, text);
    this.log.push({ client: doc.clientID, n: 1, u: toBase64(Y.encodeStateAsUpdate(doc)) });
    return this;
  }

  /** The first title, as the server puts it in. */
  call(title) {
    const doc = new Y.Doc();
    doc.clientID = 0;
    doc.getText("title").insert(0, title);
    this.log.push({ client: 0, n: 1, u: toBase64(Y.encodeStateAsUpdate(doc)) });
    return this;
  }

  get text() {
    return this.#doc.getText("text").toString();
  }

  get title() {
    return this.#doc.getText("title").toString();
  }

  get #doc() {
    const doc = new Y.Doc();
    for (const { u } of this.log) Y.applyUpdate(doc, fromBase64(u));
    return doc;
  }

  state() {
    return { epoch: this.epoch, seq: this.log.length, updates: this.log.map(({ u }) => fromBase64(u)) };
  }

  /** A new history with this text, as after a restored backup. */
  cut(text) {
    this.epoch++;
    this.log = [];
    this.seed(text);
  }

  heard(socket, name, message, reply) {
    this.received.push([name, message]);
    this[`on_${name}`]?.(socket, message, reply);
  }

  async on_join(socket, asked, reply) {
    const refusal = this.answer(asked);
    if (refusal) return reply({ ok: false, reason: refusal });
    if (asked.epoch !== this.epoch) return reply({ ok: false, reason: "epoch", epoch: this.epoch });
    socket.joined = true;
    reply({
      ok: true,
      epoch: this.epoch,
      head: this.log.length,
      you: { id: 1, name: "Alice", slot: 1 },
      others: this.others,
    });
    if (asked.seq < this.log.length) socket.toBrowser("updates", this.#frame(asked.seq + 1, []));
  }

  on_leave(socket) {
    socket.joined = false;
  }

  on_update(socket, message) {
    const reason = this.refuse(message);
    if (reason) return socket.toBrowser("refused", { page: 42, client: message.client, n: message.n, reason });
    this.#waiting.push(message);
    if (this.#waiting.length === 1) setTimeout(() => this.#commit(), TICK);
  }

  on_check(_socket, { seq, hash, title }, reply) {
    const same = seq !== this.log.length || (hash === textHash(this.text) && title === textHash(this.title));
    reply(same ? { ok: true } : { ok: false, resync: true });
  }

  presence(changes) {
    for (const socket of this.sockets) if (socket.joined) socket.toBrowser("presence", { page: 42, changes });
  }

  close(reason) {
    for (const socket of this.sockets) if (socket.joined) socket.toBrowser("closed", { page: 42, reason });
  }

  #commit() {
    if (this.full) {
      for (const socket of this.sockets) if (socket.joined) socket.toBrowser("held", { page: 42, reason: "storage" });
      return setTimeout(() => this.#commit(), HELD_FOR);
    }
    const from = this.log.length + 1;
    const acks = new Map();
    for (const { client, n, u } of this.#waiting.splice(0)) {
      const known = this.log.filter((row) => row.client === client).length;
      if (n > known + 1) throw new Error(`update ${n} of ${client} came before ${known + 1}`);
      if (n === known + 1) this.log.push({ client, n, u });
      acks.set(client, Math.max(n, acks.get(client) ?? 0));
    }
    const frame = this.#frame(from, [...acks]);
    for (const socket of this.sockets) if (socket.joined) socket.toBrowser("updates", frame);
  }

  #frame(from, acks) {
    return { page: 42, from, to: this.log.length, u: this.log.slice(from - 1).map(({ u }) => u), acks };
  }
}

/** The browser's end of a socket, as much of Socket.IO's client as the editor uses. */
export class FakeSocket {
  connected = false;
  active = false;
  joined = false;
  online = true; // a new connection succeeds
  silent = false; // the connection is dead without saying so
  latency = 5;
  #listeners = new Map();

  constructor(server) {
    this.server = server;
  }

  on(name, listener) {
    this.#listeners.set(name, listener);
  }

  connect() {
    if (this.active) return;
    this.active = true;
    this.#tryToConnect();
  }

  disconnect() {
    this.active = false;
    this.#drop("io client disconnect");
  }

  /** The network breaks and says so; the client tries again until it is back. */
  drop() {
    this.#drop("transport close");
    this.#tryToConnect();
  }

  emit(name, message, reply) {
    const connection = this.connection;
    setTimeout(() => {
      if (!this.connected || this.silent || connection !== this.connection) return;
      this.server.heard(this, name, structuredClone(message), (answer) =>
        setTimeout(() => connection === this.connection && !this.silent && reply(answer), this.latency),
      );
    }, this.latency);
  }

  timeout(ms) {
    return {
      emit: (name, message, reply) => {
        const timer = setTimeout(() => reply(new Error("timeout")), ms);
        this.emit(name, message, (answer) => {
          clearTimeout(timer);
          reply(null, answer);
        });
      },
    };
  }

  toBrowser(name, message) {
    const connection = this.connection;
    setTimeout(() => {
      if (this.connected && !this.silent && connection === this.connection) this.#tell(name, structuredClone(message));
    }, this.latency);
  }

  #tryToConnect() {
    setTimeout(() => {
      if (!this.active || this.connected) return;
      if (!this.online) {
        this.#tell("connect_error", new Error("offline"));
        return this.#tryToConnect();
      }
      this.connected = true;
      this.connection = Symbol("connection");
      this.silent = false;
      this.server.sockets.add(this);
      this.#tell("connect");
    }, 50);
  }

  #drop(reason) {
    const was = this.connected;
    this.connected = this.joined = false;
    this.connection = null;
    this.server.sockets.delete(this);
    if (was) this.#tell("disconnect", reason);
  }

  #tell(name, value) {
    this.#listeners.get(name)?.(value);
  }
}
