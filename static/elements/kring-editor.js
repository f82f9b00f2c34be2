import { io } from "socket.io-client";
import { makeView } from "../editor/view.js";
import { claims } from "../editing/claims.js";
import { loadState } from "../editing/load.js";
import { Session } from "../editing/session.js";
import { openStore } from "../editing/store.js";
import { meta } from "../lib/page.js";
import { words } from "../lib/words.js";

const RECONNECT = { reconnectionDelay: 500, reconnectionDelayMax: 8000, randomizationFactor: 0.5 }; // ms

/** The live text in place of the plain form. Says what goes on by "kring:editing" events on the document. */
class KringEditor extends HTMLElement {
  async connectedCallback() {
    const { account, stateUrl } = this.dataset;
    const page = Number(this.dataset.page);
    const auth = { token: meta("live-token") };
    const options = { auth, autoConnect: false, transports: ["websocket", "polling"], tryAllTransports: true };
    const store = await openStore({ account, page }).catch(() => null);
    const socket = io("/editing", { ...options, ...RECONNECT });
    const claim = claims({ account, page });
    this.session = new Session({ page, socket, store, claim, loadState: () => loadState(stateUrl) });
    this.session.addEventListener("document", () => this.show());
    for (const name of ["change", "aside", "notice", "unreachable"])
      this.session.addEventListener(name, ({ detail }) => this.say(name, detail));
    this.listen();
    this.session.start();
  }

  disconnectedCallback() {
    this.session?.stop();
    this.editor?.view.destroy();
  }

  show() {
    this.editor ??= this.open();
    this.editor.show(this.session.live);
    this.say("change");
  }

  open() {
    this.querySelector("form").remove();
    const leave = () => Boolean(document.querySelector("[data-done]")?.focus()) || true;
    const changed = (update) => (update.docChanged || update.selectionSet) && this.say("moved");
    return makeView(this, { presence: this.session.presence, words: words(), nonce: meta("csp-nonce"), leave, changed });
  }

  say(name, detail) {
    const { status } = this.session;
    this.editor?.allow(status.ready && !status.closed);
    this.unsaved = status.saved === "unsaved";
    document.dispatchEvent(new CustomEvent("kring:editing", { detail: { name, detail, status, editor: this } }));
  }

  listen() {
    addEventListener("online", () => this.session.wake());
    addEventListener("pagehide", () => this.session.flush());
    document.addEventListener("visibilitychange", () =>
      document.hidden ? this.session.flush() : this.session.wake(),
    );
    addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault());
  }
}

customElements.define("kring-editor", KringEditor);
