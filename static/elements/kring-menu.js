/** A menu made of `details`: closes on Escape, on a press elsewhere and when the focus leaves. */
class KringMenu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.addEventListener("keydown", ({ key }) => key === "Escape" && this.close({ back: true }), { signal });
    this.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && this.leave(relatedTarget), { signal });
    this.addEventListener("click", ({ target }) => target.closest("button[type=button]") && this.close(), { signal });
    document.addEventListener("click", ({ target }) => this.leave(target), { signal });
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  leave(target) {
    if (!this.contains(target)) this.close();
  }

  close({ back = false } = {}) {
    if (back && this.details.open) this.details.querySelector("summary").focus();
    this.details.open = false;
  }
}

customElements.define("kring-menu", KringMenu);
