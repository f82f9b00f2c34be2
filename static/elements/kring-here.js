import { fill } from "../lib/page.js";
import { avatars } from "../lib/people.js";

/** Who is on this page now, in the bar: at most five avatars, then a number. */
class KringHere extends HTMLElement {
  connectedCallback() {
    this.plural = new Intl.PluralRules(document.documentElement.lang);
    document.addEventListener("kring:here", ({ detail }) => this.show(detail));
  }

  show(people) {
    this.hidden = people.length === 0;
    this.querySelector(".stack").replaceChildren(...avatars(people));
    const words = this.plural.select(people.length) === "one" ? this.dataset.one : this.dataset.other;
    this.querySelector("[data-count]").textContent = fill(words, { n: people.length });
  }
}

customElements.define("kring-here", KringHere);
