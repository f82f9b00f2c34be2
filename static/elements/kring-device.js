// What is on this device: the pages kept, search over them, texts that were set aside, and pages begun here. Works without a
// network, and stands in for every page that the device does not have.

import { fill } from "../lib/page.js";
import { showAsides } from "../offline/asides.js";
import { begun } from "../offline/begun.js";
import { dayOf } from "../offline/days.js";
import { search } from "../offline/searching.js";
import { isAllowed, isOn, isPossible, Shelf } from "../offline/shelf.js";
import { othersWait, unsent } from "../offline/unsent.js";

const KB = 1000;

const SEARCH = "/search"; // for which this page stands in without a network

class KringDevice extends HTMLElement {
  async connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.said = this.querySelector("[data-said]");
    if (location.pathname !== this.dataset.url) this.standIn();
    if (!isAllowed()) return this.say(this.words.never);
    if (!isPossible()) return this.say(this.words.insecure);
    this.offerSwitch();
    if (!isOn()) return this.say(this.words.off);
    this.offerInstalling();
    this.shelf = await Shelf.open();
    this.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    this.querySelector("[data-others]").hidden = !(await othersWait(this.shelf.records.account));
    this.field = this.querySelector("[type=search]");
    this.field.addEventListener("input", () => this.show());
    if (location.pathname === SEARCH) this.field.value = new URLSearchParams(location.search).get("q") ?? "";
    const drafts = begun(this, this.shelf.records, this.words);
    const showAll = () =>
      Promise.all([this.show(), showAsides(this.querySelector("[data-aside]"), this.shelf.records), drafts?.show()]);
    document.addEventListener("kring:sent", showAll);
    await showAll();
    await drafts?.openIfAsked();
    if (location.pathname === SEARCH || new URLSearchParams(location.search).has("search")) this.field.focus();
  }

  /** For what stands at this address and is not on the device. */
  standIn() {
    this.querySelector("[data-elsewhere]").hidden = false;
    document.getElementById("offline").hidden = true;
  }

  offerSwitch() {
    const on = this.querySelector("[name=on]");
    on.closest("label").hidden = false;
    on.checked = isOn();
    on.addEventListener("change", () => this.turn(on.checked));
    this.querySelector("[data-kept]").hidden = !isOn();
  }

  /** Only here, and only where the browser would. */
  offerInstalling() {
    const button = this.querySelector("[data-install]");
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      button.hidden = false;
      button.addEventListener("click", () => event.prompt(), { once: true });
    });
    addEventListener("appinstalled", () => {
      button.hidden = true;
    });
  }

  async turn(on) {
    if (on) Shelf.switchOn();
    else await this.shelf.switchOff();
    location.reload();
  }

  async clear() {
    await this.shelf.clear();
    await this.show();
  }

  /** Pages are found by what was written in them here, too. */
  async show() {
    const mine = new Map((await unsent(this.shelf.records.account)).map(({ page, text }) => [page, text]));
    const kept = (await this.shelf.records.pages()).sort((one, other) => other.at - one.at);
    const pages = kept.map((page) => ({ ...page, text: mine.get(page.id) ?? page.text, waits: mine.has(page.id) }));
    const query = this.field.value.trim();
    const found = query ? search(pages, query) : pages.map((page) => ({ page, snippet: page.spaceName }));
    this.querySelector("[data-pages]").replaceChildren(...found.map((one) => this.row(one)));
    this.say(found.length ? this.sum(pages) : query ? this.words.nothing : this.words.empty);
  }

  sum(pages) {
    const bytes = pages.reduce((sum, page) => sum + page.bytes, 0);
    const size = new Intl.NumberFormat(document.documentElement.lang).format(Math.ceil(bytes / KB));
    return fill(pages.length === 1 ? this.words.one : this.words.other, { n: pages.length, size });
  }

  row({ page: { id, url, title, pinned, at, waits }, snippet }) {
    const row = this.querySelector("#kept-row").content.firstElementChild.cloneNode(true);
    const [link, words, when, pin] = ["a", "p", "time", "button"].map((name) => row.querySelector(name));
    Object.assign(link, { href: url, textContent: title, dir: "auto" });
    words.textContent = snippet;
    when.dateTime = new Date(at).toISOString();
    when.textContent = waits ? this.words.unsent : dayOf(at);
    when.classList.toggle("warn", waits);
    pin.ariaPressed = String(Boolean(pinned));
    pin.addEventListener("click", async () => {
      await this.shelf.pin(id, !pinned);
      await this.show();
    });
    return row;
  }

  say(sentence) {
    this.said.textContent = sentence;
  }
}

customElements.define("kring-device", KringDevice);
