import { meta } from "../lib/page.js";
import { renew } from "../lib/renew.js";
import { toast } from "../lib/toast.js";

/** What people say about the page beside its text. Each change is sent at once; what others change shows as it comes. */
class KringDetails extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => this.send(event));
    this.addEventListener("toggle", ({ target }) => this.turn(target), { capture: true });
  }

  /** Show what is said about the page of this editor; asked again for the same one, nothing changes. */
  follow({ page, session, words }) {
    const { socket } = session.wire;
    if (socket === this.socket) return;
    Object.assign(this, { page, socket, words });
    socket.on("details", (told) => told.page === page && this.renew());
    socket.on("connect", () => this.renew());
  }

  /** A part somebody is at work in stays; it is asked for again when they are done. */
  async renew() {
    if (this.page) this.stale = !(await renew(this.page, "row"));
  }

  async turn(menu) {
    const form = menu.querySelector("[data-suggests]");
    if (menu.open && form && this.page) {
      const { suggest } = await import("../editor/details/choosing.js");
      if (menu.open) suggest(form, this);
    } else if (!menu.open && this.stale) this.renew();
  }

  async send(event) {
    event.preventDefault();
    const { target: form, submitter } = event;
    const body = new URLSearchParams(new FormData(form, submitter));
    const headers = { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", headers, body }).catch(() => null);
    const { error, notice } = (await answer?.json().catch(() => null)) ?? {};
    if (!answer?.ok) return this.complain(form, error || this.dataset.failed);
    this.complain(form, "");
    if (notice) toast(notice);
    this.finish(form);
  }

  /** Done with this one: tags go on, since there is seldom one alone. */
  async finish(form) {
    const part = form.closest("[data-live]").dataset.live;
    form.reset();
    form.dispatchEvent(new CustomEvent("kring:taken"));
    const menu = form.closest("details");
    if (menu && !("stays" in form.dataset)) menu.open = false;
    await this.renew();
    const after = this.querySelector(`[data-live="${part === "tags" ? "tag" : part}"] summary`);
    if (!this.contains(document.activeElement)) after?.focus();
  }

  complain(form, error) {
    const line = form.querySelector(".err");
    if (!line) return error && toast(error);
    line.hidden = !error;
    line.textContent = error;
    const field = form.querySelector("input:not([type=hidden])");
    if (field) field.ariaInvalid = String(Boolean(error));
    if (error) (field ?? form.querySelector("button")).focus();
  }
}

customElements.define("kring-details", KringDetails);
