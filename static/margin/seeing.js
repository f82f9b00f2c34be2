// Threads that were on the screen for a moment have been read.
import { send } from "./acts.js";

const SEEN_AFTER = 1500; // ms

export class Seeing {
  #waiting = new Set();

  constructor(margin) {
    this.margin = margin;
    this.watch = new IntersectionObserver((entries) => this.look(entries), { threshold: 0.6 });
    this.told = new WeakSet();
  }

  follow() {
    for (const thread of this.margin.section.querySelectorAll(".thread[data-new]"))
      if (!this.told.has(thread)) this.watch.observe(thread);
  }

  look(entries) {
    for (const { target, isIntersecting } of entries) this.#waiting[isIntersecting ? "add" : "delete"](target);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), SEEN_AFTER);
  }

  tell() {
    const seen = document.hidden ? [] : [...this.#waiting].filter((thread) => thread.isConnected);
    if (!seen.length) return;
    const upto = new URLSearchParams(seen.map(({ dataset }) => ["seen", `${dataset.thread}:${dataset.last}`]));
    for (const thread of seen) {
      this.told.add(thread);
      this.watch.unobserve(thread);
      this.#waiting.delete(thread);
    }
    send(`/p/${this.margin.section.dataset.page}/comments/seen?${upto}`, {}, "");
  }
}
