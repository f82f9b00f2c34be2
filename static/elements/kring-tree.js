import { branch, writers } from "../lib/branch.js";
import { post } from "../lib/page.js";

/** Opens and closes branches of the page tree, fetches what is not there yet, and has the server remember what is open. */
class KringTree extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => this.turn(target.closest(".twist")));
    document.addEventListener("kring:writers", ({ detail }) => {
      const row = this.querySelector(`li[data-page="${Number(detail.page)}"] > a`);
      if (row) writers(row, detail.people);
    });
  }

  turn(twist) {
    if (!twist) return;
    const open = twist.getAttribute("aria-expanded") !== "true";
    const { page } = twist.parentElement.dataset;
    post("/me/branches", { page, open: open ? "1" : "" }).catch(() => undefined); // offline it lasts as long as the page
    if (open) return this.open(twist);
    twist.setAttribute("aria-expanded", "false");
  }

  async open(twist) {
    const row = twist.parentElement;
    if (!row.querySelector(":scope > ul")) {
      twist.ariaBusy = "true";
      const items = await this.fetch(row.dataset.page);
      twist.ariaBusy = "false";
      if (!items) return;
      row.append(branch(items, this.dataset.label));
    }
    twist.setAttribute("aria-expanded", "true");
  }

  async fetch(page) {
    const answer = await fetch(`/s/${this.dataset.space}/branch/${page}.json`).catch(() => undefined);
    return answer?.ok ? (await answer.json()).items : undefined;
  }
}

customElements.define("kring-tree", KringTree);
