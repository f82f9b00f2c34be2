import { announce } from "../lib/announce.js";
import { post } from "../lib/page.js";

const NEXT = { light: "dark", dark: "system", system: "light" };

/** Light, dark or what the system says. The server keeps it, so that the next first paint is right. */
class KringTheme extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", (event) => {
      event.preventDefault();
      this.become(this.button.value);
    });
  }

  become(theme) {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    this.button.value = NEXT[theme];
    this.button.ariaLabel = this.dataset[theme];
    announce(this.dataset[theme]);
    post(this.button.formAction, { theme });
  }
}

customElements.define("kring-theme", KringTheme);
