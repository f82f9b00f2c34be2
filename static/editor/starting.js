// What stands below a text that is still empty: templates to start from. Whoever leaves without a word says so to the server.
import { ViewPlugin } from "@codemirror/view";
import { apart } from "../editing/menus/snippets.js";
import { announce } from "../lib/announce.js";
import { post } from "../lib/page.js";
import { toast } from "../lib/toast.js";
import { words } from "../lib/words.js";

const BLANK_ITEM = /^(?:[-*]|\d+\.) *$/m;

class Starting {
  #heard = new AbortController();

  constructor(view, section, { live, session }) {
    Object.assign(this, { view, section, live, session });
    const { signal } = this.#heard;
    section.addEventListener("submit", (event) => this.choose(event), { signal });
    addEventListener("pagehide", () => this.leave(), { signal });
    this.show(view.state);
  }

  update({ docChanged, state }) {
    if (!docChanged) return;
    this.show(state);
    if (!this.chosen || !state.doc.length) return;
    this.chosen = false;
    queueMicrotask(() => this.goToFirstBlank());
  }

  goToFirstBlank() {
    const blank = BLANK_ITEM.exec(this.view.state.doc.toString());
    this.view.dispatch({
      selection: { anchor: blank ? blank.index + blank[0].length : 0 },
      scrollIntoView: true,
    });
    this.view.focus();
  }

  show({ doc }) {
    this.section.hidden = doc.length > 0;
  }

  /** The server writes the template into the log, so that two who choose it at once get it once; it comes as all does. */
  async choose(event) {
    if (event.submitter.name !== "template") return;
    event.preventDefault();
    const values = { template: event.submitter.value, title: this.title };
    this.chosen = true;
    const answer = await post(event.target.action, values).catch(() => null);
    if (answer?.type === "opaqueredirect") announce(words().starting.filled);
    else toast(words().starting.failed);
  }

  /** By the socket: a worker between page and server drops what is posted at this moment. Who comes back joins anew. */
  leave() {
    const { wire } = this.session;
    const { fresh, title } = this.section.dataset;
    if (fresh === undefined || this.live.text.length > 0 || this.title !== title || !wire.joined) return;
    wire.socket.emit("leave", { page: wire.page, blank: true });
    wire.joined = false;
  }

  get title() {
    return this.live.title?.toString() ?? document.querySelector(".doc-title textarea")?.value ?? "";
  }

  destroy() {
    this.#heard.abort();
  }
}

export function starting(context) {
  const section = document.getElementById("start");
  return section ? ViewPlugin.define((view) => new Starting(view, section, context)) : [];
}

/** Put the text found at this address where the caret is, on lines of its own. */
export async function putTemplate(view, url) {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) return toast(words().starting.failed);
  const change = apart(view.state, (await answer.text()).trimEnd(), view.state.selection.main);
  view.dispatch({ ...change, scrollIntoView: true, userEvent: "input.complete" });
}
