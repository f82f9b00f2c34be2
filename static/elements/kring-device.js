// What is on this device: the pages kept, search over them, and pages begun here. Works without a network.

import { fill, meta } from "../lib/page.js";
import { begun } from "../offline/begun.js";
import { search } from "../offline/searching.js";
import { isOn, Shelf } from "../offline/shelf.js";

const KB = 1000;

class KringDevice extends HTMLElement {
  async connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.said = this.querySelector("[data-said]");
    if (!("serviceWorker" in navigator) || !globalThis.isSecureContext) return this.say(this.words.insecure);
    const on = this.querySelector("[name=on]");
    on.checked = isOn();
    on.addEventListener("change", () => this.turn(on.checked));
    this.querySelector("[data-kept]").hidden = !isOn();
    if (!isOn()) return this.say(this.words.off);
    this.shelf = await Shelf.open(Number(meta("account")));
    this.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    this.field = this.querySelector("[type=search]");
    this.field.addEventListener("input", () => this.show());
    begun(this, this.shelf.records, this.words);
    await this.show();
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

  async show() {
    const pages = (await this.shelf.records.pages()).sort((one, other) => other.at - one.at);
    const query = this.field.value.trim();
    const found = query ? search(pages, query) : pages.map((page) => ({ page, snippet: page.space }));
    this.querySelector("[data-pages]").replaceChildren(...found.map((one) => this.row(one)));
    const bytes = pages.reduce((sum, page) => sum + page.bytes, 0);
    const size = new Intl.NumberFormat(document.documentElement.lang).format(Math.ceil(bytes / KB));
    const nothing = query ? this.words.nothing : this.words.empty;
    this.say(
      found.length ? fill(pages.length === 1 ? this.words.one : this.words.other, { n: pages.length, size }) : nothing,
    );
  }

  row({ page: { id, url, title, pinned, at }, snippet }) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const [link, words, when, pin] = ["a", "p", "time", "button"].map((name) => row.querySelector(name));
    Object.assign(link, { href: url, textContent: title, dir: "auto" });
    words.textContent = snippet;
    when.dateTime = new Date(at).toISOString();
    when.textContent = new Date(at).toLocaleString(document.documentElement.lang, {
      dateStyle: "medium",
      timeStyle: "short",
    });
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
