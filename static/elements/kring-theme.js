import { announce } from "../lib/announce.js";
import { post } from "../lib/page.js";

const NEXT = { light: "dark", dark: "system", system: "light" };
const A_YEAR = 31_536_000; // s

/** Light, dark or what the system says. Kept in a cookie so that the next first paint is right. */
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
    const chosen = theme === "system" ? "theme=; Max-Age=0" : `theme=${theme}; Max-Age=${A_YEAR}`;
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser of ours has the Cookie Store
    document.cookie = `${chosen}; Path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
    this.button.value = NEXT[theme];
    this.button.ariaLabel = this.dataset[theme];
    announce(this.dataset[theme]);
    if (this.hasAttribute("data-kept")) post(this.form.action, { theme });
  }
}

customElements.define("kring-theme", KringTheme);
