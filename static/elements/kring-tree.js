import { branch, writers } from "../lib/branch.js";
import { post } from "../lib/page.js";

/** Opens and closes branches of the page tree, fetches what is not there yet, and has the server remember what is open. */
class KringTree extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      this.turn(target.closest(".twist"));
      this.goOn(target.closest(".more > [data-after]"));
    });
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
      const got = await this.fetch(row.dataset.page);
      twist.ariaBusy = "false";
      if (!got) return;
      row.append(branch(got, this.dataset));
    }
    twist.setAttribute("aria-expanded", "true");
  }

  /** The next of a branch of very many take the place of the button that asked for them, the first of them the focus. */
  async goOn(button) {
    if (!button) return;
    const last = button.parentElement;
    const list = last.parentElement;
    const got = await this.fetch(list.parentElement.dataset.page ?? 0, `?after=${button.dataset.after}`);
    if (!got) return;
    const there = new Map([...list.children].map((row) => [row.dataset.page, row])); // the way to the page that is open
    const rows = [...branch(got, this.dataset).children].map(
      (row) => (row.dataset.page && there.get(row.dataset.page)) || row,
    );
    last.replaceWith(...rows);
    rows[0]?.querySelector("a, button:not(.twist)").focus();
  }

  async fetch(page, behind = "") {
    const answer = await fetch(`/s/${this.dataset.space}/branch/${page}.json${behind}`).catch(() => undefined);
    return answer?.ok ? answer.json() : undefined;
  }
}

customElements.define("kring-tree", KringTree);
