import { meta, whenIdle } from "./page.js";
import { changed, lineAt, withOwnColours } from "./readers.js";

const LOOK_EVERY = 1000; // ms

/** The connection of one page's readers: tells where we look, hears where others are. Fires "people". */
export class ReadingRoom extends EventTarget {
  #readers = new Map();
  #page;
  #prose;
  #socket;
  #you;
  #looking;

  constructor(page, prose) {
    super();
    this.#page = Number(page);
    this.#prose = prose;
  }

  enter() {
    whenIdle(async () => {
      const { io } = await import("socket.io-client");
      this.#socket = io("/reading", { auth: { token: meta("live-token") }, transports: ["websocket", "polling"] });
      this.#socket.on("connect", () => this.#arrive());
      this.#socket.on("disconnect", () => this.#become(new Map()));
      this.#socket.on(
        "readers",
        ({ page, changes }) => this.#mine(page) && this.#become(changed(this.#readers, changes)),
      );
      this.#socket.on("details", async ({ page }) => {
        if (this.#mine(page)) (await import("./renew.js")).renew(page, "head");
      });
      this.#socket.on("closed", ({ page }) => this.#mine(page) && this.leave());
      for (const fact of ["changed", "writers", "thread", "threads", "typing"]) {
        this.#socket.on(fact, (detail) => this.#tell(fact, detail));
      }
      document.addEventListener("kring:types", ({ detail: thread }) =>
        this.#socket.emit("typing", { page: this.#page, thread }),
      );
      addEventListener("scroll", () => this.#lookSoon(), { passive: true });
    });
  }

  leave() {
    this.#socket?.disconnect();
  }

  /** The text's blocks with the lines they begin on and where they stand in the window. */
  blocks() {
    return [...(this.#prose?.querySelectorAll(":scope > [data-line]") ?? [])].map((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { line: Number(element.dataset.line), top, bottom };
    });
  }

  async #arrive() {
    const { ok, you, others } = await this.#socket.emitWithAck("arrive", { page: this.#page });
    if (!ok) return this.leave();
    if (this.#you) this.#tell("threads", { page: this.#page }); // what was missed meanwhile
    this.#you = you.id;
    this.#become(changed(new Map(), others));
    this.#look();
  }

  #become(next) {
    next.delete(this.#you);
    const came = [...next.values()].filter(({ id }) => !this.#readers.has(id));
    const left = [...this.#readers.values()].filter(({ id }) => !next.has(id));
    this.#readers = next;
    this.dispatchEvent(
      new CustomEvent("people", { detail: { people: withOwnColours([...next.values()]), came, left } }),
    );
  }

  #tell(fact, detail) {
    if (this.#mine(detail.page)) document.dispatchEvent(new CustomEvent(`kring:${fact}`, { detail }));
  }

  #mine(page) {
    return page === this.#page;
  }

  #lookSoon() {
    this.#looking ??= setTimeout(() => this.#look(), LOOK_EVERY);
  }

  #look() {
    this.#looking = undefined;
    if (this.#socket.connected)
      this.#socket.emit("look", { page: this.#page, line: lineAt(this.blocks(), innerHeight / 3) });
  }
}
