import { icon } from "../lib/icon.js";
import { words } from "../lib/words.js";

const ICONS = { loading: "clock", saved: "circle-check", saving: "clock", device: "clock", unsaved: "triangle-alert" };

/** The save badge: what is true about the text, in words. */
class KringSaved extends HTMLElement {
  connectedCallback() {
    document.addEventListener("kring:editing", ({ detail: { status } }) => this.show(status.saved));
  }

  show(saved) {
    if (saved === this.dataset.state) return;
    this.dataset.state = saved;
    this.replaceChildren(icon(ICONS[saved]), words().saved[saved]);
  }
}

customElements.define("kring-saved", KringSaved);
