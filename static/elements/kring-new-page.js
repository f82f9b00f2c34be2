import { meta } from "../lib/page.js";

/** Begins a page at once and goes to its editor, which takes this page's place in the history; else the form shows. */
class KringNewPage extends HTMLElement {
  async connectedCallback() {
    const { title, parent, draft } = this.querySelector("form").elements;
    const body = new URLSearchParams({ key: this.dataset.key, title: title.value, parent: parent.value });
    if (draft.checked) body.set("draft", "y");
    const headers = { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" };
    const answer = await fetch(this.dataset.url, { method: "POST", headers, body }).catch(() => null);
    if (!answer?.ok) this.dataset.failed = "";
    else location.replace((await answer.json()).url);
  }
}

customElements.define("kring-new-page", KringNewPage);
