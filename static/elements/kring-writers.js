import { initials } from "../editing/people.js";
import { fill } from "../lib/page.js";
import { avatars } from "../lib/people.js";
import { words } from "../lib/words.js";

/** Who else is writing here: avatars, and how many. */
class KringWriters extends HTMLElement {
  connectedCallback() {
    document.addEventListener("kring:editing", ({ detail: { editor } }) => this.watch(editor.session.presence));
  }

  watch(presence) {
    if (this.presence) return;
    this.presence = presence;
    presence.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const people = new Map([...this.presence.others.values()].map((one) => [`${one.name} ${one.slot}`, one]));
    const key = [...people.keys()].join();
    if (key === this.key) return;
    this.key = key;
    const stack = document.createElement("span");
    stack.className = "stack live";
    stack.append(...avatars([...people.values()].map((one) => ({ ...one, initials: initials(one.name) }))));
    const count = document.createElement("span");
    count.className = "wide-only";
    count.textContent = this.sentence(people.size);
    this.replaceChildren(...(people.size ? [stack, count] : []));
  }

  sentence(n) {
    const { writers } = words();
    const form = new Intl.PluralRules(document.documentElement.lang).select(n);
    return fill(writers[form] ?? writers.other, { n });
  }
}

customElements.define("kring-writers", KringWriters);
