// Threads beside the text: level with their passage in the margin, as chips below their paragraph where there is none.
import { fill } from "../lib/page.js";
import { arranged } from "./room.js";

const BELOW_CONTENTS = 16; // px

/**
 * `ground` is the text they are about, as it is read or written: `paint(passages)` gives the ids of those that it found,
 * `top(id)` where one stands in the window, `choose(id)` sets it off, `reveal(id, block)` scrolls to it, `idsAt(element)`
 * tells what was pressed, `passage()` what is selected, and `chips` whether there are buttons below paragraphs.
 */
export class Margin {
  found = new Set();
  chosen = null;

  constructor(section, ground) {
    this.section = section;
    this.ground = ground;
    this.words = JSON.parse(section.dataset.words);
    this.folio = section.closest(".folio");
    this.wide = matchMedia("screen and (width >= 1200px)");
    this.sizes = new ResizeObserver(() => this.hangSoon());
    this.sizes.observe(this.folio);
    this.wide.addEventListener("change", () => this.show());
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.escape(event));
    section.addEventListener("focusin", ({ target }) => this.choose(idOf(target.closest(".thread[data-thread]"))));
    section.addEventListener("toggle", () => this.hangSoon(), { capture: true });
  }

  get threads() {
    return [...this.section.querySelectorAll(".thread[data-thread]")];
  }

  thread(id) {
    return this.section.querySelector(`#thread-${Number(id)}`);
  }

  /** Look for all passages anew: threads came or went. */
  show() {
    const told = this.threads.filter(({ dataset }) => dataset.words);
    const passages = told.map(({ dataset }) => ({
      ...dataset,
      id: Number(dataset.thread),
      line: Number(dataset.line),
    }));
    this.found = this.ground.paint(passages);
    this.ground.putChips?.(this);
    for (const thread of this.threads) this.sizes.observe(thread);
    if (this.chosen && !this.thread(this.chosen)) this.chosen = null;
    this.mark();
    this.hang();
  }

  hangSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.hang();
    });
  }

  hang() {
    const beside = [...this.section.querySelectorAll(".thread")];
    const hung = beside.filter((thread) => this.hangs(thread));
    for (const thread of beside) thread.classList.toggle("hung", hung.includes(thread));
    if (!hung.length) return this.folio.style.removeProperty("--hung");
    const top = this.folio.getBoundingClientRect().top;
    const wished = hung.map((thread) => this.wish(thread, top));
    const contents = this.folio.querySelector(":scope > .toc .stays") ?? this.folio.querySelector(":scope > .toc");
    const least = contents ? contents.getBoundingClientRect().top - top + contents.scrollHeight + BELOW_CONTENTS : 0;
    const tops = arranged(wished, { chosen: wished.some(({ id }) => id === 0) ? 0 : this.chosen, least });
    let end = 0;
    for (const { id, height, thread } of wished) {
      thread.style.setProperty("--at", `${Math.round(tops.get(id))}px`);
      end = Math.max(end, tops.get(id) + height);
    }
    this.folio.style.setProperty("--hung", `${Math.ceil(end)}px`);
  }

  /** Whether it has a place in the margin: what is being written has, too. */
  hangs(thread) {
    return this.wide.matches && (thread.dataset.thread ? this.found.has(idOf(thread)) : Boolean(thread.at));
  }

  wish(thread, top) {
    const id = idOf(thread) ?? 0;
    const at = id ? this.ground.top(id) : thread.at();
    return { id, at: at - top - 8, height: thread.offsetHeight, thread };
  }

  choose(id, { scroll = false, focus = false } = {}) {
    if (id === null) return;
    if (this.chosen !== id) {
      this.chosen = id;
      this.mark();
      this.hang();
      this.section.dispatchEvent(new CustomEvent("chosen", { detail: id }));
    }
    if (scroll && this.found.has(id)) this.ground.reveal(id, this.wide.matches ? "center" : "start");
    else if (scroll) this.thread(id).scrollIntoView({ block: "center" });
    if (focus) this.focus(id);
  }

  focus(id) {
    const thread = this.thread(id);
    if (!thread) return;
    thread.tabIndex = -1;
    thread.focus({ preventScroll: true });
  }

  mark() {
    for (const thread of this.threads) thread.classList.toggle("chosen", idOf(thread) === this.chosen);
    this.ground.choose(this.chosen);
  }

  leave() {
    this.chosen = null;
    this.mark();
    this.hang();
  }

  /** The next in the order of the text. */
  step(by) {
    const ids = this.threads.map(idOf);
    if (!ids.length) return;
    const now = ids.indexOf(this.chosen);
    const next = ids[(now < 0 ? (by > 0 ? 0 : ids.length - 1) : now + by + ids.length) % ids.length];
    if (!this.wide.matches) this.open([next]);
    this.choose(next, { scroll: true, focus: true });
  }

  click({ target }) {
    const ids = this.ground.idsAt(target);
    if (ids.length) {
      const next = ids[(ids.indexOf(this.chosen) + 1) % ids.length];
      if (!this.wide.matches && this.ground.chips) this.open(ids, target);
      this.choose(next);
    } else if (this.chosen && this.wide.matches && target.closest?.(".prose")) this.leave();
  }

  escape(event) {
    if (this.section.classList.contains("sheet")) this.shut();
    else if (this.chosen && !event.target.closest?.("textarea")) this.leave();
  }

  /** On narrow screens: these threads (or all) over the lower part of the page, with the passage in sight above. */
  open(ids, by = document.activeElement) {
    this.opener = by;
    for (const thread of this.threads) thread.classList.toggle("aside", ids !== null && !ids.includes(idOf(thread)));
    this.section.classList.add("sheet");
    if (ids?.length) this.choose(ids[0], { scroll: this.found.has(ids[0]), focus: true });
    else this.section.querySelector("[data-shut]").focus();
  }

  shut() {
    this.section.classList.remove("sheet");
    for (const thread of this.threads) thread.classList.remove("aside");
    this.leave();
    this.opener?.focus?.({ preventScroll: true });
  }

  say(name, values) {
    return fill(this.words[name], values);
  }
}

export const idOf = (thread) => (thread ? Number(thread.dataset.thread) : null);
