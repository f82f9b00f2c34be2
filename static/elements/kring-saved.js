import { icon } from "../lib/icon.js";
import { words } from "../lib/words.js";

const QUIET_FOR = 400; // ms without anything on the way before "Saving…" ends: it must not flicker at each key
const ICONS = { loading: "clock", saved: "circle-check", saving: "clock", device: "clock", unsaved: "triangle-alert" };

/** The save badge: what is true about the text, in words. */
class KringSaved extends HTMLElement {
  connectedCallback() {
    document.addEventListener("kring:editing", ({ detail: { status } }) => this.hear(status.saved));
  }

  hear(saved) {
    if (saved === this.heard) return;
    this.heard = saved;
    clearTimeout(this.calming);
    if (saved === "saved" && this.dataset.state === "saving")
      this.calming = setTimeout(() => this.show(saved), QUIET_FOR);
    else this.show(saved);
  }

  show(saved) {
    if (saved === this.dataset.state) return;
    this.dataset.state = saved;
    this.replaceChildren(icon(ICONS[saved]), words().saved[saved]);
  }
}

customElements.define("kring-saved", KringSaved);
