/** Draws the page's formulas. Only pages that have some carry this element, so only they load the drawing. */
class KringMath extends HTMLElement {
  async connectedCallback() {
    const { draw } = await import(this.dataset.src);
    for (const formula of document.querySelectorAll(".math:not(.drawn)")) draw(formula);
  }
}

customElements.define("kring-math", KringMath);
