import { announce } from "../lib/announce.js";
import { post } from "../lib/page.js";

const NEXT = { light: "dark", dark: "system", system: "light" };

/** Light, dark or what the system says. The server keeps it, so that the next first paint is right. */
class KringTheme extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.become(this.button.value);
    });
  }

  get button() {
    return this.querySelector("button");
  }

  become(theme) {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    this.button.value = NEXT[theme];
    this.button.ariaLabel = this.dataset[theme];
    announce(this.dataset[theme]);
    post(this.form.action, { theme });
  }
}

customElements.define("kring-theme", KringTheme);
