import { icon } from "../lib/icon.js";

const STAYS = 8000; // ms

/** Goes by itself after eight seconds, but not while the pointer or the focus is on it. */
class KringToast extends HTMLElement {
  connectedCallback() {
    this.append(this.closer());
    for (const held of ["pointerenter", "focusin"]) this.addEventListener(held, () => clearTimeout(this.timer));
    for (const freed of ["pointerleave", "focusout"]) this.addEventListener(freed, () => this.wait());
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.remove(), STAYS);
  }

  closer() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn square";
    button.ariaLabel = document.body.dataset.close;
    button.append(icon("x"));
    button.addEventListener("click", () => this.remove());
    return button;
  }
}

customElements.define("kring-toast", KringToast);
