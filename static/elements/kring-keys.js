import { keysHere } from "../lib/keys.js";

const PAUSE = 1200; // ms between the keys of "g h"

/** Single keys press what carries them (data-key), outside fields only, unless the account has them off. */
class KringKeys extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    for (const key of document.querySelectorAll("kbd")) key.textContent = keysHere(key.textContent);
    document.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("click", ({ target }) => {
      if (target.closest?.('[data-opens="keys"]')) this.dialog.showModal();
      if (target === this.dialog) this.dialog.close();
    });
  }

  press(event) {
    const { key, target, timeStamp } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || key.length > 1) return;
    if ("off" in this.dataset || isField(target) || document.querySelector("dialog[open]")) return;
    const before = this.last && timeStamp - this.last.at < PAUSE ? `${this.last.key} ` : "";
    this.last = { key, at: timeStamp };
    const found = carrier(before + key) ?? carrier(key);
    if (!found) return;
    event.preventDefault();
    this.last = undefined;
    found.click();
  }
}

function carrier(keys) {
  return document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
}

function isField(element) {
  return element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
}

customElements.define("kring-keys", KringKeys);
