import { LiveDoc } from "../editing/livedoc.js";
import { Presence } from "../editing/presence.js";
import { meta } from "../lib/page.js";
import { words } from "../lib/words.js";
import { isBlank, lockOf } from "./sending.js";

const KEPT_AFTER = 150; // ms

/** The form in which one page is begun. While it is open no other tab sends the page. */
export class Writing {
  key = null;
  #timer = null;
  #held = {};

  /** `offerPlaces()` fills the list of pages to put the new one below. */
  constructor(form, records, offerPlaces) {
    Object.assign(this, { form, records, offerPlaces });
    form.addEventListener("input", () => this.#soon());
    addEventListener("pagehide", () => this.keep());
  }

  /** Go on with this draft, or begin another. */
  async open(draft) {
    await this.close();
    const key = draft?.key ?? crypto.randomUUID();
    if (!(await this.#hold(key))) return;
    const { title, space, parent } = this.form.elements;
    title.value = draft?.title ?? "";
    if (draft?.space) space.value = draft.space;
    await this.offerPlaces();
    parent.value = draft?.parent ?? "";
    this.form.querySelector("[data-writing]").hidden = false;
    await this.#edit(draft?.text ?? "");
    this.key = key;
    title.focus();
  }

  /** Keep what is there and let it go; resolves to its key. */
  async close() {
    const { key } = this;
    await this.keep();
    this.form.querySelector("[data-writing]").hidden = true;
    this.view?.view.destroy();
    Object.assign(this, { key: null, view: null });
    this.#held.letGo?.();
    await this.#held.gone;
    return key;
  }

  async discard() {
    const key = await this.close();
    if (key) await this.records.dropDraft(key);
  }

  /** One in which nothing stands is not kept. */
  async keep() {
    clearTimeout(this.#timer);
    const { key, live } = this;
    if (!key) return;
    const { title, space, parent } = this.form.elements;
    const { untitled } = this.form.dataset;
    const written = { title: title.value, space: space.value, parent: parent.value, text: live.text.toString() };
    const before = await this.records.draft(key);
    if (isBlank(written) && !before?.sent) return this.records.dropDraft(key);
    await this.records.keepDraft({ ...before, ...written, key, untitled, refused: false, at: Date.now() });
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), KEPT_AFTER);
  }

  /** Resolves to whether no other tab has this page open. */
  #hold(key) {
    return new Promise((resolve) => {
      const hold = (lock) => {
        resolve(lock !== null);
        return lock && new Promise((letGo) => Object.assign(this.#held, { letGo }));
      };
      this.#held.gone = navigator.locks.request(lockOf(key), { ifAvailable: true }, hold);
    });
  }

  async #edit(text) {
    const { makeView } = await import("../editor/view.js");
    const live = new LiveDoc({ epoch: 0, seq: 0, updates: [] });
    live.text.insert(0, text);
    live.doc.on("update", () => this.#soon());
    this.live = live;
    this.view = makeView(this.form.querySelector("[data-text]"), alone(this.form));
    this.view.show(live);
    this.view.allow(true);
  }
}

/** What the editor wants to know, of a page that nobody else is on. */
function alone(form) {
  const presence = new Presence(() => true);
  return {
    page: 0,
    account: Number(meta("account")),
    session: Object.assign(new EventTarget(), { presence, status: { ready: true, closed: null } }),
    presence,
    members: {},
    plain: false,
    words: words(),
    nonce: meta("csp-nonce"),
    leave: () => Boolean(form.elements.space.focus()) || true,
    changed: () => {},
  };
}
