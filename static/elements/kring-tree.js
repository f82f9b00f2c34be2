import { branch, writers } from "../lib/branch.js";
import { choose, chosen } from "../lib/choices.js";
import { whenIdle } from "../lib/page.js";

const MOST_REMEMBERED = 30;

/** Opens and closes branches of the page tree, fetches what is not there yet, and remembers what was open. */
class KringTree extends HTMLElement {
  connectedCallback() {
    this.key = `tree.${this.dataset.space}`;
    this.addEventListener("click", ({ target }) => this.turn(target.closest(".twist")));
    document.addEventListener("kring:writers", ({ detail }) => {
      const row = this.querySelector(`li[data-page="${Number(detail.page)}"] > a`);
      if (row) writers(row, detail.people);
    });
    whenIdle(() => this.reopen());
  }

  turn(twist) {
    if (!twist) return;
    const open = twist.getAttribute("aria-expanded") !== "true";
    const { page } = twist.parentElement.dataset;
    const others = chosen(this.key, []).filter((id) => id !== page);
    choose(this.key, open ? [...others, page].slice(-MOST_REMEMBERED) : others);
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

  /** Outer branches first: an inner one is there only when its outer one is. */
  async reopen() {
    for (const id of chosen(this.key, [])) {
      const twist = this.querySelector(`li[data-page="${CSS.escape(id)}"] > .twist[aria-expanded="false"]`);
      if (twist) await this.open(twist);
    }
  }
}

customElements.define("kring-tree", KringTree);
