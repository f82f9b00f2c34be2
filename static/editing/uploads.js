// Files on their way to a page, one after the other, so that they come in the order in which they were given.

const AGAIN_AFTER = 15_000; // ms; a server that is back does not say so

/** One file. `state` is "waiting", "sending", "offline", "refused" (`why` says it), "done" or "gone"; tells "change". */
export class Upload extends EventTarget {
  state = "waiting";
  sent = 0; // of its bytes, 0 to 1
  why = "";

  constructor({ id, file, name, row = null }) {
    super();
    Object.assign(this, { id, file, name, row, ending: new AbortController() });
  }

  become(change) {
    Object.assign(this, change);
    this.dispatchEvent(new Event("change"));
  }
}

export class Uploads {
  #queue = [];
  #sending = false;
  #timer = null;

  /**
   * `send(upload, sent)` resolves to what the server told, or throws an error whose `reason` is "offline" or what to say;
   * `arrived(upload, told)` writes it into the page, and only then is it forgotten. `store` is null where nothing is kept.
   */
  constructor({ send, arrived, store, largest }) {
    Object.assign(this, { send, arrived, store, largest });
  }

  get all() {
    return this.#queue;
  }

  /** `place()` says where it belongs, for when it has to wait for another day. */
  add(upload, place) {
    this.#queue.push(upload);
    if (upload.file.size > this.largest) return upload.become({ state: "refused", why: "large" });
    this.#keep(upload, place);
    this.#next();
  }

  retry(upload) {
    upload.become({ state: "waiting", sent: 0, why: "" });
    this.#next();
  }

  cancel(upload) {
    this.#leave(upload, "gone");
    upload.ending.abort();
  }

  /** The network may be back. */
  wake() {
    clearTimeout(this.#timer);
    for (const upload of this.#queue) if (upload.state === "offline") upload.become({ state: "waiting" });
    this.#next();
  }

  async #next() {
    const upload = this.#queue.find(({ state }) => state === "waiting");
    if (!upload || this.#sending) return;
    this.#sending = true;
    upload.become({ state: "sending", sent: 0 });
    try {
      const told = await this.send(upload, (sent) => upload.become({ sent }));
      if (upload.state !== "gone") this.arrived(upload, told);
      if (upload.state !== "gone") this.#leave(upload, "done");
    } catch (error) {
      if (upload.state !== "gone") this.#failed(upload, error);
    }
    this.#sending = false;
    this.#next();
  }

  #failed(upload, { reason }) {
    if (reason !== "offline") return upload.become({ state: "refused", why: reason });
    for (const one of this.#queue) if (one === upload || one.state === "waiting") one.become({ state: "offline" });
    this.#timer = setTimeout(() => this.wake(), AGAIN_AFTER);
    this.#timer.unref?.();
  }

  async #keep(upload, place) {
    if (!this.store || upload.row !== null) return;
    const { id, file, name } = upload;
    upload.row = await this.store.keep({ id, file, name, place: place() }).catch(() => null);
    if (upload.state === "done" || upload.state === "gone") this.#forget(upload);
  }

  #leave(upload, state) {
    this.#queue = this.#queue.filter((one) => one !== upload);
    upload.become({ state });
    this.#forget(upload);
  }

  #forget({ row }) {
    if (row !== null) this.store?.forget(row).catch(() => {});
  }
}
