import { toast } from "../lib/toast.js";

/** Copies the page's lasting address, which goes on working when the page is renamed. */
class KringCopyLink extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", async () => {
      const address = new URL(this.dataset.url, location.href).href;
      if (await copied(address)) toast(this.dataset.done);
      else toast(address);
    });
  }
}

/** Browsers give the clipboard to https and localhost only; elsewhere the address is shown instead. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

customElements.define("kring-copy-link", KringCopyLink);
