// A page that is begun on this device: its title, its space and its text, kept at every key and made on the server when it
// can be reached. The text is written in the very editor of all pages.
import { LiveDoc } from "../editing/livedoc.js";
import { Presence } from "../editing/presence.js";
import { meta } from "../lib/page.js";
import { words } from "../lib/words.js";
import { sendDrafts } from "./sending.js";

const KEPT_AFTER = 150; // ms

/** Let the form in `device` begin pages and show those that wait; `said` are its words. */
export async function begun(device, records, said) {
  const form = device.querySelector("form[data-new]");
  const list = device.querySelector("[data-drafts]");
  const writing = new Writing(form, records);
  const show = async () => {
    const drafts = (await records.drafts()).filter(({ key, title, text }) => key !== writing.key && (title || text));
    list.replaceChildren(...drafts.map((draft) => row(draft, said, (chosen) => writing.open(chosen).then(show))));
  };
  form.querySelector("[data-begin]").addEventListener("click", () => writing.open(null).then(show));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await writing.keep();
    const made = await sendDrafts(records);
    if (made.length) return location.assign(made.at(-1).url);
    device.say(said.waits);
    await show();
  });
  await show();
}

function row({ title, refused, ...draft }, said, open) {
  const line = document.createElement("li");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn line", textContent: title || said.untitled });
  button.addEventListener("click", () => open({ title, refused, ...draft }));
  line.append(button, ` ${refused ? said.refused : said.waiting}`);
  return line;
}

class Writing {
  constructor(form, records) {
    Object.assign(this, { form, records, key: null, timer: null });
    form.addEventListener("input", () => this.soon());
  }

  async open(draft) {
    await this.keep();
    this.key = draft?.key ?? crypto.randomUUID();
    const { title, space } = this.form.elements;
    title.value = draft?.title ?? "";
    if (draft?.space) space.value = draft.space;
    this.form.querySelector("[data-writing]").hidden = false;
    await this.edit(draft?.text ?? "");
    title.focus();
  }

  async edit(text) {
    this.view?.view.destroy();
    const { makeView } = await import("../editor/view.js");
    const live = new LiveDoc({ epoch: 0, seq: 0, updates: [] });
    live.text.insert(0, text);
    live.doc.on("update", () => this.soon());
    this.live = live;
    this.view = makeView(this.form.querySelector("[data-text]"), alone(this.form));
    this.view.show(live);
    this.view.allow(true);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), KEPT_AFTER);
  }

  async keep() {
    clearTimeout(this.timer);
    if (!this.key || !this.live) return;
    const { title, space } = this.form.elements;
    const untitled = this.form.dataset.untitled;
    const draft = { key: this.key, title: title.value, space: space.value, text: this.live.text.toString(), untitled };
    await this.records.keepDraft({ ...draft, at: Date.now() });
  }
}

/** What the editor wants to know, of a page that nobody else is on. */
function alone(form) {
  const presence = new Presence(() => true);
  return {
    page: 0,
    account: Number(meta("account")),
    session: Object.assign(new EventTarget(), { presence, status: { ready: true, closed: null } }),
    presence,
    members: {},
    plain: false,
    words: words(),
    nonce: meta("csp-nonce"),
    leave: () => Boolean(form.elements.space.focus()) || true,
    changed: () => {},
  };
}
