// What people do in threads, without leaving the page: the same forms and buttons as without scripts, sent from here.
import { post } from "../lib/page.js";
import { piece } from "../lib/renew.js";
import { toast } from "../lib/toast.js";

const JSON_ONLY = { Accept: "application/json" };

/** `{error}` or what the server answers; what could not be sent has an error, too. */
export async function send(url, values, failed) {
  const answer = await post(url, values, JSON_ONLY).catch(() => null);
  const told = answer?.status === 204 ? {} : await answer?.json().catch(() => null);
  return answer?.ok ? told : { error: told?.error || failed };
}

export class Acts {
  constructor(margin, renewed) {
    this.margin = margin;
    this.words = margin.words;
    /** Called with the id of a thread that is no longer as it is shown. */
    this.renewed = renewed;
    document.addEventListener("submit", (event) => this.submit(event));
    margin.section.addEventListener("click", (event) => this.click(event));
    margin.section.addEventListener("keydown", (event) => this.key(event));
    margin.section.addEventListener("input", ({ target }) => this.types(target.closest(".thread[data-thread]")));
  }

  submit(event) {
    const { target: form, submitter } = event;
    if (!this.margin.section.contains(submitter ?? form)) return;
    event.preventDefault();
    if (form.id === "act") this.press(submitter);
    else this.speak(form);
  }

  key(event) {
    const { form } = event.target;
    if (form && event.target.matches("textarea") && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  /** A button that needs no more words. */
  async press(button) {
    const url = new URL(button.formAction).pathname;
    const menu = button.closest("details");
    if (menu) menu.open = false;
    const told = await send(url, button.name ? { [button.name]: button.value } : {}, this.words.failed);
    if (told.error) return toast(told.error);
    if (url.endsWith("/seen")) return this.seen(button);
    if (url.endsWith("/acceptance")) this.margin.ground.changed?.();
    this.undoable(url, told);
    this.renewed(told.thread);
  }

  seen(button) {
    for (const sign of this.margin.section.querySelectorAll(".thread > .new")) sign.remove();
    button.remove();
  }

  undoable(url, { thread, undo }) {
    const resolved = url.endsWith("/resolution");
    if (!undo && !resolved) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn line";
    button.textContent = this.words.undo;
    button.addEventListener("click", async () => {
      button.closest("kring-toast")?.remove();
      const told = await send(undo ?? `${url}/end`, {}, this.words.failed);
      if (told.error) toast(told.error);
      else this.renewed(thread);
    });
    toast(this.words[resolved ? "resolved" : "deleted"], button);
  }

  /** A form with words in it: what could not be sent stays where it is. */
  async speak(form) {
    const button = form.querySelector(".btn.primary");
    if (button.disabled) return;
    button.disabled = true;
    await form.coming;
    const there = await this.margin.ground.settled();
    const values = Object.fromEntries(new FormData(form));
    const told = there
      ? await send(form.getAttribute("action"), values, this.words.failed)
      : { error: this.words.failed };
    button.disabled = false;
    if (told.error) return this.complain(form, told.error);
    const thread = form.closest(".thread[data-thread]");
    form.reset();
    if (!thread) form.remove();
    else if (form.parentElement.matches("details")) form.parentElement.open = false;
    else form.remove();
    if (told.notice) toast(told.notice);
    await this.renewed(told.thread);
    this.margin.choose(told.thread);
    this.margin.focus(told.thread);
  }

  complain(form, error) {
    const line =
      form.querySelector(".err") ?? form.appendChild(Object.assign(document.createElement("p"), { className: "err" }));
    line.hidden = false;
    line.role = "alert";
    line.textContent = error;
    (form.elements.text ?? form.elements.emoji).focus();
  }

  async click(event) {
    const { target } = event;
    const step = target.closest("[data-step]");
    if (step) this.margin.step(Number(step.dataset.step));
    if (target.closest("[data-shut]")) this.margin.shut();
    if (target.closest("[data-cancel]")) this.cancel(target.closest("form"));
    if (target.closest("[data-suggest]")) this.suggest(target.closest("form"));
    const way = target.closest(".pop a[data-way]");
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    way.closest("details").open = false;
    if (way.dataset.way === "react") this.ask(way);
    else {
      const answer = await fetch(way.href, { headers: JSON_ONLY }).catch(() => null);
      if (answer?.ok) this[way.dataset.way](way, (await answer.json()).text);
    }
  }

  /** What somebody said begins an answer, below what is typed there already. */
  quote(way, text) {
    const reply = way.closest(".thread").querySelector("details.reply");
    const area = reply.querySelector("textarea");
    reply.open = true;
    area.value = area.value.trim() ? `${area.value.trimEnd()}\n\n${text}` : text;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  /** Any emoji, beside the few that stand ready: in the form that there is without scripts. */
  async ask(way) {
    const form = (await piece(way.href))?.querySelector("form.form");
    if (!form) return toast(this.words.failed);
    this.margin.section.querySelector("form.react")?.remove();
    const asked = document.importNode(form, true);
    const cancel = this.form().querySelector("[data-cancel]");
    asked.className = "react";
    asked.action = way.getAttribute("href");
    asked.querySelector(".acts").append(cancel);
    way.closest(".msg").append(asked);
    asked.elements.emoji.focus();
  }

  /** The passage in Markdown, to be changed: what one says is why, and may stay empty. */
  async suggest(form) {
    const page = this.margin.section.dataset.page;
    const there = await this.margin.ground.settled();
    const told = there
      ? await send(`/p/${page}/suggestions/source`, Object.fromEntries(new FormData(form)), this.words.failed)
      : { error: this.words.failed };
    if (told.error) return this.complain(form, told.error);
    const field = form.querySelector(".field");
    const part = field.cloneNode(true);
    const area = part.querySelector("textarea");
    Object.assign(area, { name: "after", rows: 5, value: told.after, required: false });
    area.setAttribute("aria-label", this.words.after);
    field.before(part);
    form.querySelector("[data-suggest]").remove();
    form.action = `/p/${page}/suggestions`;
    form.elements.text.required = false;
    form.elements.text.setAttribute("aria-label", this.words.why);
    form.elements.text.placeholder = this.words.why;
    form.querySelector(".btn.primary").textContent = this.words.suggest;
    this.margin.hang();
    area.focus();
  }

  /** One's own words in a form, in their place. */
  reword(edit, text) {
    const form = this.form();
    const said = edit.closest(".msg").querySelector(".what");
    form.className = "reword";
    form.action = edit.getAttribute("href");
    form.elements.text.value = text;
    form.querySelector(".passage").remove();
    form.querySelector(".btn.primary").textContent = this.words.save;
    said.replaceWith(form);
    form.restored = said;
    form.elements.text.focus();
  }

  cancel(form) {
    if (form.restored) form.replaceWith(form.restored);
    else form.remove();
    this.margin.hang();
  }

  /** An empty form for a new comment. */
  form() {
    return document
      .importNode(this.margin.section.querySelector("template[data-write]").content, true)
      .querySelector("form");
  }

  types(thread) {
    if (!thread || Date.now() - (this.typedAt ?? 0) < 3000) return;
    this.typedAt = Date.now();
    document.dispatchEvent(new CustomEvent("kring:types", { detail: Number(thread.dataset.thread) }));
  }
}
