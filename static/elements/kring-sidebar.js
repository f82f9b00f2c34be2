import { choose, chosen } from "../lib/choices.js";

const WIDE = matchMedia("(width >= 820px)");

/** A sheet on phones (the browser opens and closes it), a column elsewhere that Ctrl and full stop hide. */
class KringSidebar extends HTMLElement {
  connectedCallback() {
    if (!chosen("sidebar", true)) document.documentElement.dataset.side = "closed";
    document.addEventListener("keydown", (event) => {
      if (event.key === "." && (event.ctrlKey || event.metaKey)) this.flip(event);
    });
    this.addEventListener("toggle", ({ newState }) => newState === "open" && this.querySelector("a").focus());
    WIDE.addEventListener("change", () => this.matches(":popover-open") && this.hidePopover());
    const current = this.querySelector(".tree [aria-current]");
    if (current) this.scrollTop = this.down(current) - this.clientHeight / 2;
  }

  /** How far down in the sidebar this stands. */
  down(element) {
    return element.getBoundingClientRect().top - this.getBoundingClientRect().top + this.scrollTop;
  }

  flip(event) {
    event.preventDefault();
    if (!WIDE.matches) return this.togglePopover();
    const open = document.documentElement.dataset.side === "closed";
    document.documentElement.dataset.side = open ? "open" : "closed";
    choose("sidebar", open);
  }
}

customElements.define("kring-sidebar", KringSidebar);
