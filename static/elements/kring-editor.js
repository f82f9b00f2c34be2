import { io } from "socket.io-client";
import { claims } from "../editing/claims.js";
import { ahead, loadState } from "../editing/load.js";
import { replay } from "../editing/recovery.js";
import { Session } from "../editing/session.js";
import { openStore } from "../editing/store.js";
import { makeView } from "../editor/view.js";
import { meta } from "../lib/page.js";
import { prove } from "../lib/proving.js";
import { words } from "../lib/words.js";

const CONNECTION = {
  auth: prove,
  autoConnect: false,
  transports: ["websocket", "polling"],
  tryAllTransports: true,
  reconnectionDelay: 500, // ms
  reconnectionDelayMax: 8000, // ms
  randomizationFactor: 0.5,
};
const SAID_AFTER = 30; // ms
const DONE_WAITS = 1500; // ms for the last words to be saved before the page is left

/** The live text in place of the plain form. Says what goes on by "kring:editing" events on the document. */
class KringEditor extends HTMLElement {
  async connectedCallback() {
    this.form = this.querySelector("form");
    this.form.hidden = true;
    this.ariaBusy = "true";
    const { account, stateUrl } = this.dataset;
    const load = ahead((how) => loadState(stateUrl, how)); // while the browser opens its store
    const page = Number(this.dataset.page);
    const store = await openStore({ account, page }).catch(() => null);
    const socket = io("/editing", CONNECTION);
    const claim = claims({ account, page });
    this.session = new Session({ page, socket, store, claim, loadState: load });
    this.session.addEventListener("document", () => this.show());
    this.session.addEventListener("change", () => this.saySoon());
    for (const name of ["aside", "notice", "unreachable"])
      this.session.addEventListener(name, ({ detail }) => this.say(name, detail));
    this.listen();
    this.session.start();
  }

  show() {
    const first = !this.editor;
    this.editor ??= this.open();
    this.allow(); // before it is drawn, or it would be drawn twice
    this.editor.show(this.session.live);
    this.say("change");
    if (first) this.begin();
  }

  /** Into an empty page one writes at once. */
  begin() {
    if (document.activeElement === document.body && !this.session.live.text.length) this.editor.view.focus();
  }

  open() {
    this.takeOver(this.form.elements.text);
    this.form.remove();
    this.ariaBusy = null;
    const leave = () => Boolean(this.done.focus()) || true;
    const changed = (update) => (update.docChanged || update.selectionSet) && this.say("moved");
    const { session } = this;
    return makeView(this, {
      page: Number(this.dataset.page),
      account: Number(this.dataset.account),
      session,
      presence: session.presence,
      members: JSON.parse(this.dataset.members),
      plain: "plain" in this.dataset,
      words: words(),
      nonce: meta("csp-nonce"),
      leave,
      changed,
    });
  }

  /** Somebody may have typed into the plain form before the scripts came. */
  takeOver({ value, defaultValue }) {
    if (value !== defaultValue) replay(this.session.live.text, { base: defaultValue, mine: value });
  }

  /** A key changes several things one after the other; that nobody may write any more cannot wait. */
  saySoon() {
    if (this.session.closed) return this.say("change");
    this.soon ??= setTimeout(() => this.say("change"), SAID_AFTER);
  }

  say(name, detail) {
    clearTimeout(this.soon);
    this.soon = null;
    const { status } = this.session;
    this.allow();
    document.dispatchEvent(new CustomEvent("kring:editing", { detail: { name, detail, status, editor: this } }));
  }

  allow() {
    const { ready, closed } = this.session;
    this.editor?.allow(ready && !closed);
  }

  listen() {
    this.done = document.querySelector("[data-done]");
    this.done.addEventListener("click", (event) => this.finish(event));
    addEventListener("online", () => this.session.wake());
    addEventListener("pagehide", () => this.session.flush());
    addEventListener("beforeunload", (event) => this.session.status.saved === "unsaved" && event.preventDefault());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.session.flush() : this.session.wake()));
  }

  /** Leave when the last words are saved, or soon; once, for a second going off would break off the first. */
  finish(event) {
    if (this.session.status.saved === "saved" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.session.flush();
    this.leaving?.abort();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    const leave = () => {
      this.leaving.abort();
      location.assign(this.done.href);
    };
    const late = setTimeout(leave, DONE_WAITS);
    signal.addEventListener("abort", () => clearTimeout(late));
    const heard = ({ detail: { status } }) => status.saved === "saved" && leave();
    document.addEventListener("kring:editing", heard, { signal });
  }
}

customElements.define("kring-editor", KringEditor);
