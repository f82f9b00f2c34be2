// The conversation with the server over one socket: joining, leaving, noticing that nobody answers. It knows frames,
// not documents.
import { fromBase64, toBase64 } from "./bytes.js";

const JOIN_WITHIN = 10_000; // ms
const ANSWER_WITHIN = 5_000; // ms
const TRY_AGAIN_AFTER = 3_000; // ms, at least; up to twice that, so that not everyone comes at once
const REFUSALS = { "sign-in": "session", limit: "limit" };
const FRAMES = ["updates", "refused", "presence", "held", "closed"];

const withJitter = (ms) => ms * (1 + Math.random());

export class Wire extends EventTarget {
  joined = false;
  heardAt = 0;
  #attempt = 0;
  #retry = null;

  /** `standing()` gives the `{epoch, seq, client}` to join with. */
  constructor(socket, { page, standing }) {
    super();
    this.socket = socket;
    this.page = page;
    this.standing = standing;
    socket.on("connect", () => this.join());
    socket.on("disconnect", (reason) => this.#down(reason));
    socket.on("connect_error", (error) => this.#notConnected(error));
    for (const name of FRAMES) socket.on(name, (frame) => this.#heard(name, frame));
  }

  open() {
    this.socket.connect();
  }

  close() {
    if (this.joined) this.socket.emit("leave", { page: this.page });
    this.#quiet();
    this.socket.disconnect();
  }

  /** The connection may be dead without saying so: take a new one. */
  restart() {
    this.#quiet();
    this.socket.disconnect();
    this.socket.connect();
  }

  join() {
    this.#quiet();
    const attempt = this.#attempt;
    const asked = { page: this.page, ...this.standing() };
    this.socket.timeout(JOIN_WITHIN).emit("join", asked, (error, answer) => {
      if (attempt !== this.#attempt) return;
      if (error) return this.restart();
      this.heardAt = Date.now();
      if (!answer) return this.joinLater(); // the server failed, which may pass
      this.joined = answer.ok === true;
      this.#tell(this.joined ? "joined" : "unwelcome", answer);
    });
  }

  joinLater() {
    this.#quiet();
    this.#retry = setTimeout(() => (this.socket.connected ? this.join() : this.open()), withJitter(TRY_AGAIN_AFTER));
  }

  update({ client, n, bytes }) {
    this.socket.emit("update", { page: this.page, client, n, u: toBase64(bytes) });
  }

  /** Returns whether the caret could be sent. */
  awareness(cursor) {
    if (this.joined) this.socket.emit("awareness", { page: this.page, cursor });
    return this.joined;
  }

  /** Whether the server has the same text and title at `seq`; null when it does not answer. */
  check(seq, hashes) {
    return new Promise((resolve) => {
      this.socket.timeout(ANSWER_WITHIN).emit("check", { page: this.page, seq, ...hashes }, (error, answer) => {
        if (!error) this.heardAt = Date.now();
        resolve(answer ? !answer.resync : null); // none comes of a server that failed, either
      });
    });
  }

  #heard(name, frame) {
    if (frame.page !== this.page) return;
    this.heardAt = Date.now();
    this.#tell(name, name === "updates" ? { ...frame, updates: frame.u.map(fromBase64) } : frame);
  }

  #down(reason) {
    this.#quiet();
    this.#tell("down");
    if (reason === "io server disconnect") this.joinLater(); // Then the socket does not try by itself.
  }

  #notConnected(error) {
    this.#quiet();
    if (this.socket.active) return this.#tell("down");
    if (REFUSALS[error.message]) return this.#tell("unwelcome", { reason: REFUSALS[error.message] });
    this.#tell("down"); // whatever it was may pass
    this.joinLater();
  }

  #quiet() {
    this.#attempt++;
    this.joined = false;
    clearTimeout(this.#retry);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
