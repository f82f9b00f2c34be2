// What others do in threads shows as it comes: the server says which thread, and each reader fetches what they may see.
import { announcePeople } from "../lib/announce.js";
import { meta } from "../lib/page.js";
import { piece } from "../lib/renew.js";
import { idOf } from "./margin.js";

const TYPES_FOR = 5000; // ms

export class Live {
  #asked = new Map(); // the last question about each thread

  constructor(margin) {
    this.margin = margin;
    this.page = Number(margin.section.dataset.page);
    this.you = Number(meta("account"));
    document.addEventListener("kring:thread", ({ detail }) => this.hear(detail));
    document.addEventListener("kring:threads", () => this.renewAll());
    document.addEventListener("kring:typing", ({ detail }) => this.typing(detail));
  }

  async hear({ thread, by, remark }) {
    await this.renew(thread);
    if (remark && by !== this.you) this.tell(thread);
  }

  tell(id) {
    const said = [...(this.margin.thread(id)?.querySelectorAll(".msg .said-by b") ?? [])].at(-1);
    if (said) announcePeople(this.margin.say("new", { name: said.textContent.trim() }));
  }

  /** Show one thread as it is now; asked again meanwhile, the last answer counts. */
  renew(id) {
    const asked = piece(`/p/${this.page}/comments/${id}`).then((fresh) => {
      if (this.#asked.get(id) !== asked) return this.#asked.get(id);
      this.put(id, fresh?.querySelector(".thread"));
      this.margin.show();
    });
    this.#asked.set(id, asked);
    return asked;
  }

  async renewAll() {
    const fresh = await piece(`/p/${this.page}/comments/piece`);
    if (!fresh) return;
    const threads = [...fresh.querySelectorAll(".thread")];
    const ids = threads.map(idOf);
    for (const thread of this.margin.threads) if (!ids.includes(idOf(thread))) thread.remove();
    for (const thread of threads) this.put(idOf(thread), thread);
    this.margin.section.querySelector(".threads").append(...ids.map((id) => this.margin.thread(id)));
    this.margin.show();
  }

  /** What somebody is writing in a thread stays while it is shown anew, and so does a menu that is open. */
  put(id, fresh) {
    const old = this.margin.thread(id);
    if (!fresh || fresh.classList.contains("settled")) return old?.remove();
    const thread = document.importNode(fresh, true);
    if (!old) return this.place(thread);
    if (old.querySelector(".reword")) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    for (const [was, is] of whatIsOpen(old, thread)) whole(is).replaceWith(whole(was));
    old.replaceWith(thread);
    if (thread.contains(focused)) focused.focus({ preventScroll: true });
    else if (focused) this.margin.focus(id);
  }

  /** In the order of the text; those without a line come last. */
  place(thread) {
    const line = ({ dataset }) => (dataset.line === undefined ? Number.POSITIVE_INFINITY : Number(dataset.line));
    const next = this.margin.threads.find((other) => line(other) > line(thread));
    if (next) next.before(thread);
    else this.margin.section.querySelector(".threads").append(thread);
  }

  typing({ thread, by, name }) {
    const shown = this.margin.thread(thread);
    if (!shown || by === this.you) return;
    const line = shown.querySelector(".types") ?? document.createElement("p");
    line.className = "types quiet";
    line.ariaHidden = "true";
    line.textContent = this.margin.say("typing", { name });
    shown.querySelector(":scope > .acts")?.before(line);
    clearTimeout(line.timer);
    line.timer = setTimeout(() => line.remove(), TYPES_FOR);
  }
}

const whole = (details) => details.closest("kring-menu") ?? details;

/** Each part of a thread that is open, with the same part of the thread as it is now. */
function whatIsOpen(old, thread) {
  const remark = (part) => part.closest("[data-remark]")?.dataset.remark;
  const parts = [...thread.querySelectorAll("details")];
  const same = (was) => parts.find((is) => is.className === was.className && remark(is) === remark(was));
  return [...old.querySelectorAll("details[open]")].map((was) => [was, same(was)]).filter(([, is]) => is);
}
