import { announce } from "../lib/announce.js";
import { fill } from "../lib/page.js";

/** "Joost changed this page just now. Show": a line under the title. The text stays until the reader asks. */
class KringChanged extends HTMLElement {
  connectedCallback() {
    document.addEventListener("kring:changed", ({ detail }) => this.show(detail.by.name));
    this.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      location.reload();
    });
  }

  show(name) {
    const sentence = fill(this.dataset.words, { name });
    this.querySelector("span").textContent = sentence;
    this.hidden = false;
    announce(sentence);
  }
}

customElements.define("kring-changed", KringChanged);
