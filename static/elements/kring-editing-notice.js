import { words } from "../lib/words.js";

const OFFLINE_AFTER = 1500; // ms without a connection; a hiccup is not worth a bar

/** The bar below the top bar: offline, closed, set aside. It says what happened, what is kept and what to do. */
class KringEditingNotice extends HTMLElement {
  connectedCallback() {
    this.said = this.querySelector("span");
    this.copier = this.querySelector("[data-does=copy]");
    this.reloader = this.querySelector("[data-does=reload]");
    this.copier.addEventListener("click", () => this.copy());
    this.reloader.addEventListener("click", () => location.reload());
    document.addEventListener("kring:editing", ({ detail }) => this.hear(detail));
  }

  hear({ name, detail, status, editor }) {
    this.editor = editor;
    if (name === "aside") this.aside = detail;
    if (name === "notice") this.busy = detail;
    if (name === "unreachable") this.unreachable = true;
    if (status.ready) this.unreachable = false;
    if (status.joined) this.busy = null;
    this.offlineSince = status.joined || !status.ready ? null : (this.offlineSince ?? Date.now());
    this.show(this.kind(status));
  }

  /** The one thing that matters most now, or null. */
  kind(status) {
    const { closed } = status;
    if (closed) return words().closed[closed] ? closed : "closed";
    if (this.aside) return this.aside.reason === "epoch" ? "epoch" : "refused";
    if (this.unreachable) return "unreachable";
    return this.busy ?? this.unsaved(status);
  }

  /** Why what is written does not reach the server, or might not. */
  unsaved({ stored, ready, held }) {
    if (held) return stored ? "held" : "heldUnstored";
    if (this.offlineSince && Date.now() - this.offlineSince > OFFLINE_AFTER)
      return stored ? "offline" : "offlineUnstored";
    return ready && !stored ? "unstored" : null;
  }

  show(kind) {
    if (kind === this.dataset.kind) return;
    const texts = { ...words().notices, ...words().closed };
    this.dataset.kind = kind ?? "";
    this.hidden = !kind;
    this.said.textContent = kind ? texts[kind] : "";
    const bad = kind in words().closed || kind === "refused";
    this.classList.toggle("bad", bad);
    this.role = bad ? "alert" : "status";
    this.copier.hidden = !(kind in words().closed || kind === "refused" || kind === "epoch");
    this.reloader.hidden = !(kind in words().closed);
  }

  async copy() {
    const text = this.aside?.text ?? this.editor.session.live.text.toString();
    await navigator.clipboard.writeText(text);
    this.copier.textContent = words().copied;
  }
}

customElements.define("kring-editing-notice", KringEditingNotice);
