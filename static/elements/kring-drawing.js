// Only pages with Mermaid's sources load this, where the extra is built. Each source becomes a drawing; until it is
// made, and where it cannot be, the source stays in sight.

const TITLE = /^\s*(?:accTitle|title)\s*:?\s+(\S.*)$/m;
const TALLEST = 10_000; // px
const dark = matchMedia("(prefers-color-scheme: dark)");

/** One drawing: a frame that is sent the source and answers with its height. */
class KringDrawing extends HTMLElement {
  connectedCallback() {
    this.frame = this.querySelector("iframe");
    this.source = this.querySelector("pre").textContent;
    this.frame.title = this.source.match(TITLE)?.[1] ?? this.dataset.name.replace("{n}", this.dataset.number);
    addEventListener("message", ({ source, data }) => source === this.frame.contentWindow && this.hear(data));
    dark.addEventListener("change", () => this.ask());
    new MutationObserver(() => this.ask()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  hear({ ready, height, failed }) {
    if (ready) this.ask();
    else if (failed) this.giveUp();
    else if (height > 0) this.show(Math.min(height, TALLEST));
  }

  ask() {
    const theme = document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");
    this.frame.contentWindow?.postMessage({ text: this.source, theme }, "*"); // it has no origin to name
  }

  show(height) {
    this.style.setProperty("--height", `${height}px`);
    if (!this.drawn) this.querySelector("details").open = false;
    this.querySelector("p").hidden = true;
    this.drawn = true;
  }

  /** In the editor its source may be whole again with the next key. */
  giveUp() {
    if (!("live" in this.dataset)) this.frame.remove();
    this.querySelector("p").hidden = false;
    this.querySelector("details").open = true;
    this.drawn = false;
  }
}

customElements.define("kring-drawing", KringDrawing);

const template = document.getElementById("drawing");
for (const [index, source] of document.querySelectorAll("pre.mermaid-source").entries()) {
  const drawing = document.importNode(template.content.firstElementChild, true);
  drawing.dataset.number = index + 1;
  if (source.dataset.line) drawing.dataset.line = source.dataset.line;
  const { parentNode, nextSibling } = source;
  drawing.querySelector("details").append(source);
  parentNode.insertBefore(drawing, nextSibling);
}
