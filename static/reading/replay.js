// How a page came about: the slider shows each version in place, and can go on by itself.
import { piece } from "../lib/renew.js";

const REST_MS = 1200;

/** The form's address with another version. */
export const addressOf = (action, at) => `${action}?at=${at}`;

class Replay {
  constructor(form) {
    this.form = form;
    this.slider = form.elements.at;
    this.button = form.querySelector("button");
    this.turn = 0;
    this.button.textContent = form.dataset.play;
    form.addEventListener("submit", (event) => this.#press(event));
    form.addEventListener("click", (event) => this.#step(event));
    this.slider.addEventListener("input", () => this.show());
  }

  /** Of several that are asked for, the last one is shown. */
  async show() {
    const turn = ++this.turn;
    const url = addressOf(this.form.action, this.slider.value);
    const fresh = await piece(url);
    const part = fresh?.querySelector("[data-moment]");
    if (!part || turn !== this.turn) return;
    document.querySelector("[data-moment]").replaceWith(document.importNode(part, true));
    history.replaceState(null, "", url);
  }

  #step(event) {
    const link = event.target.closest("[data-step]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#pause();
    this.slider.value = Number(this.slider.value) + Number(link.dataset.step);
    this.show();
  }

  #press(event) {
    event.preventDefault();
    if (this.playing) return this.#pause();
    this.button.textContent = this.form.dataset.pause;
    this.playing = true;
    if (this.slider.value === this.slider.max) this.slider.value = 1;
    this.#play();
  }

  async #play() {
    while (this.playing) {
      await this.show();
      await new Promise((done) => setTimeout(done, REST_MS));
      if (!this.playing) return;
      if (this.slider.value === this.slider.max) return this.#pause();
      this.slider.value = Number(this.slider.value) + 1;
    }
  }

  #pause() {
    this.playing = false;
    this.button.textContent = this.form.dataset.play;
  }
}

const begun = new WeakSet();

/** `event` reached for it: a press is heard again by what listens from now on. */
export function begin(form, event) {
  if (begun.has(form)) return;
  begun.add(form);
  new Replay(form);
  if (event.type === "click" && event.target.closest("[data-step]")) event.target.closest("[data-step]").click();
}
