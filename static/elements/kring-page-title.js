import { meta } from "../lib/page.js";

/** The page's title, saved when the caret leaves it or Enter is pressed. */
class KringPageTitle extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.error = this.querySelector(".err");
    this.kept = this.field.value;
    this.field.readOnly = false;
    this.field.addEventListener("input", () => this.oneLine());
    this.field.addEventListener("blur", () => this.save());
    this.field.addEventListener("keydown", (event) => this.press(event));
  }

  oneLine() {
    const { value, selectionStart } = this.field;
    if (!/[\r\n]/.test(value)) return;
    this.field.value = value.replaceAll(/\s*[\r\n]+\s*/g, " ");
    this.field.setSelectionRange(selectionStart, selectionStart);
  }

  press(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    document.querySelector("kring-editor .cm-content")?.focus();
    if (document.activeElement === this.field) this.save();
  }

  async save() {
    const title = this.field.value.trim();
    if (title === this.kept) return this.say("");
    const headers = { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" };
    const body = new URLSearchParams({ title });
    const answer = await fetch(this.dataset.url, { method: "POST", headers, body }).catch(() => null);
    const { error, title: saved } = (await answer?.json().catch(() => null)) ?? {};
    if (!answer?.ok) return this.say(error || this.dataset.failed);
    this.kept = title;
    document.title = document.title.replace(this.dataset.title, () => saved);
    this.dataset.title = saved;
    this.say("");
  }

  say(error) {
    this.error.hidden = !error;
    this.error.lastElementChild.textContent = error;
    this.field.ariaInvalid = String(Boolean(error));
  }
}

customElements.define("kring-page-title", KringPageTitle);
